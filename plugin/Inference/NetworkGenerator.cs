using System.Numerics.Tensors;
using Enlarger.Imaging;
using Enlarger.Inference.Faults;
using Enlarger.Models;

namespace Enlarger.Inference;

/// <summary>A generator: a network and the description that says how pictures become its tensors.</summary>
internal sealed class NetworkGenerator(GeneratorDescription description, IInferenceSession session) : IGenerator, IDisposable
{
    private const int Channels = 3;

    /// <inheritdoc/>
    public int Scale => description.Scale;

    /// <inheritdoc/>
    public FloatPlanes Run(FloatPlanes input, PlanePool pool, CancellationToken cancellation)
    {
        int width = description.InputSize ?? RoundUp(input.Width), height = description.InputSize ?? RoundUp(input.Height);
        bool asIs = width == input.Width && height == input.Height && description.Layout == TensorLayout.Nchw && description.White == 1;
        if (asIs)
        {
            FloatPlanes output = pool.Rent(Channels, width * Scale, height * Scale);
            Execute(input, output, cancellation);
            return output;
        }

        using FloatPlanes tensor = pool.Rent(Channels, width, height);
        using FloatPlanes result = pool.Rent(Channels, width * Scale, height * Scale);
        ToTensor(input, tensor);
        Execute(tensor, result, cancellation);
        FloatPlanes cut = pool.Rent(Channels, input.Width * Scale, input.Height * Scale);
        FromTensor(result, cut);
        return cut;
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    private void Execute(FloatPlanes tensor, FloatPlanes result, CancellationToken cancellation)
    {
        try
        {
            session.Run(tensor.Memory, Shape(tensor), result.Memory, Shape(result), cancellation);
        }
        catch (DeviceFault fault)
        {
            throw new EnlargerException(ErrorKind.Device, $"The device failed: {fault.Message}.", fault);
        }

        // One value that is no number spoils the sum of all.
        if (!float.IsFinite(TensorPrimitives.Sum<float>(result.Span)))
        {
            throw new EnlargerException(ErrorKind.Device, $"The generator {description.Id} returned values that are no numbers: nothing was written.");
        }
    }

    // 0 1 2 3 3 2 1 0 0 1 ...
    private static int Mirror(int index, int length)
    {
        index %= 2 * length;
        return index < length ? index : (2 * length) - 1 - index;
    }

    private long[] Shape(FloatPlanes planes) => description.Layout == TensorLayout.Nchw
        ? [1, Channels, planes.Height, planes.Width]
        : [1, planes.Height, planes.Width, Channels];

    private int RoundUp(int length) => (length + description.SizeMultiple - 1) / description.SizeMultiple * description.SizeMultiple;

    // Beyond its right and lower edge a tile goes on as its mirror image: what a network that looks at everything takes for more of the same.
    private void ToTensor(FloatPlanes input, FloatPlanes tensor)
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            for (int y = 0; y < tensor.Height; y++)
            {
                ReadOnlySpan<float> from = input.Row(channel, Mirror(y, input.Height));
                if (description.Layout == TensorLayout.Nchw)
                {
                    Span<float> to = tensor.Row(channel, y);
                    from.CopyTo(to);
                    for (int x = from.Length; x < to.Length; x++) to[x] = from[Mirror(x, from.Length)];
                }
                else
                {
                    Span<float> to = tensor.Span.Slice(y * tensor.Width * Channels, tensor.Width * Channels);
                    for (int x = 0; x < from.Length; x++) to[(x * Channels) + channel] = from[x];
                    for (int x = from.Length; x < tensor.Width; x++) to[(x * Channels) + channel] = from[Mirror(x, from.Length)];
                }
            }
        }

        if (description.White != 1) TensorPrimitives.Multiply(tensor.Span, description.White, tensor.Span);
    }

    private void FromTensor(FloatPlanes result, FloatPlanes cut)
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            for (int y = 0; y < cut.Height; y++)
            {
                Span<float> to = cut.Row(channel, y);
                if (description.Layout == TensorLayout.Nchw)
                {
                    result.Row(channel, y)[..to.Length].CopyTo(to);
                }
                else
                {
                    ReadOnlySpan<float> from = result.Span.Slice(y * result.Width * Channels, result.Width * Channels);
                    for (int x = 0; x < to.Length; x++) to[x] = from[(x * Channels) + channel];
                }
            }
        }

        if (description.White != 1) TensorPrimitives.Divide(cut.Span, description.White, cut.Span);
    }
}
