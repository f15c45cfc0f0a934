using Enlarger.Models.Builder.Tfjs.Expressions;

namespace Enlarger.Models.Builder.Tfjs;

/// <summary>Maps convolutions of values whose channels are last.</summary>
internal static class ConvolutionMapping
{
    private static readonly int[] Rows = [1, 2];

    /// <summary>A convolution.</summary>
    /// <param name="node">The node.</param>
    /// <param name="value">Batch, row, column, channel.</param>
    /// <param name="kernel">Row, column, input channel, output channel.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: something about it is not known here, or does not fit.</exception>
    public static Expression Convolution(TfjsNode node, Expression value, Constant kernel)
    {
        int[] strides = Strides(node);
        if (value.Rank != 4 || value.Shape[3] != kernel.Shape[2]) throw node.Wrong("its kernel does not fit its input");
        bool isPadded = IsPadded(node);
        long[] sizes = [.. Rows.Select(axis => isPadded
            ? (value.Shape[axis] + (long)strides[axis] - 1) / strides[axis]
            : (value.Shape[axis] - kernel.Shape[axis - 1] + (long)strides[axis]) / strides[axis])];
        if (sizes.Any(size => size < 1)) throw node.Wrong("its kernel is larger than its input");
        int[] shape = node.DemandShape(value.Shape[0], sizes[0], sizes[1], kernel.Shape[3]);

        // A kernel of one pixel is a matrix, which needs no other order of axes.
        if (kernel.Shape is [1, 1, _, _] && strides is [_, 1, 1, _])
        {
            return Simplified.Contract(value, kernel.WithShape([kernel.Shape[2], kernel.Shape[3]]), 3);
        }

        long[] padding = [.. Rows.Select(axis => Math.Max(0, ((sizes[axis - 1] - 1) * strides[axis]) + kernel.Shape[axis - 1] - value.Shape[axis]))];
        if (!isPadded) padding = [0, 0];
        return Simplified.ChannelsFirst(
            "Conv",
            value,
            ConstantMath.Transpose(kernel, [3, 2, 0, 1]),
            shape,
            ("kernel_shape", new long[] { kernel.Shape[0], kernel.Shape[1] }),
            ("pads", new[] { padding[0] / 2, padding[1] / 2, (padding[0] + 1) / 2, (padding[1] + 1) / 2 }),
            ("strides", new long[] { strides[1], strides[2] }));
    }

    /// <summary>A transposed convolution.</summary>
    /// <param name="node">The node.</param>
    /// <param name="shape">The shape of the result.</param>
    /// <param name="kernel">Row, column, output channel, input channel.</param>
    /// <param name="value">Batch, row, column, channel.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: something about it is not known here, or does not fit.</exception>
    public static Expression Transposed(TfjsNode node, int[] shape, Constant kernel, Expression value)
    {
        int[] strides = Strides(node);
        if (IsPadded(node)) throw node.Unknown("it is padded");
        if (value.Rank != 4 || value.Shape[3] != kernel.Shape[3]) throw node.Wrong("its kernel does not fit its input");
        int[] made = node.DemandShape(
            value.Shape[0],
            ((value.Shape[1] - 1L) * strides[1]) + kernel.Shape[0],
            ((value.Shape[2] - 1L) * strides[2]) + kernel.Shape[1],
            kernel.Shape[2]);
        if (!shape.AsSpan().SequenceEqual(made)) throw node.Wrong($"it gives the shape [{string.Join(", ", made)}], not [{string.Join(", ", shape)}]");
        return Simplified.ChannelsFirst(
            "ConvTranspose",
            value,
            ConstantMath.Transpose(kernel, [3, 2, 0, 1]),
            made,
            ("kernel_shape", new long[] { kernel.Shape[0], kernel.Shape[1] }),
            ("strides", new long[] { strides[1], strides[2] }));
    }

    private static int[] Strides(TfjsNode node)
    {
        if (node.Text("data_format") is not ("NHWC" or "")) throw node.Unknown("its channels are not last");
        if (node.Integers("dilations") is { Length: > 0 } dilations && dilations.Any(dilation => dilation != 1)) throw node.Unknown("its kernel is dilated");
        return node.Integers("strides") is [1, >= 1, >= 1, 1] strides ? strides : throw node.Wrong("its strides are impossible");
    }

    private static bool IsPadded(TfjsNode node) => node.Text("padding") switch
    {
        "SAME" => true,
        "VALID" => false,
        string other => throw node.Unknown($"the padding '{other}' is not known to Enlarger"),
    };
}
