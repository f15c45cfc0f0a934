using System.Numerics.Tensors;

namespace Enlarger.Imaging;

/// <summary>Resizes planes: the one implementation for every flavour, since the kernels of image libraries differ.</summary>
internal static class Resampler
{
    /// <summary>How far, in source pixels, an enlargement by <see cref="ResamplingKernel.Lanczos3"/> looks beyond the area it makes.</summary>
    public const int Lanczos3Radius = 4;

    /// <summary>Resizes one plane, or makes a part of the resized plane.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="source">The source plane.</param>
    /// <param name="sourceSize">Its size.</param>
    /// <param name="result">The size of the whole result.</param>
    /// <param name="part">The part of the result that is wanted.</param>
    /// <param name="target">Takes the part.</param>
    /// <param name="pool">Lends memory for what lies between the two passes.</param>
    /// <param name="monotone">
    /// Keeps each value between those of its nearest source pixels: edges get neither halo nor ripple. Meant for alpha.
    /// </param>
    public static void Resize(
        ResamplingKernel kernel, ReadOnlySpan<float> source, PixelSize sourceSize, PixelSize result, PixelArea part, Span<float> target, PlanePool pool, bool monotone = false)
    {
        var across = ResamplingWeights.Of(kernel, sourceSize.Width, result.Width, part.X, part.Width);
        var down = ResamplingWeights.Of(kernel, sourceSize.Height, result.Height, part.Y, part.Height);

        int firstRow = down.First(0);
        int rows = down.First(part.Height - 1) + down.Taps - firstRow;
        using FloatPlanes between = pool.Rent(1, part.Width, rows);
        for (int y = 0; y < rows; y++)
        {
            Across(across, source.Slice((firstRow + y) * sourceSize.Width, sourceSize.Width), between.Row(0, y), monotone);
        }

        for (int y = 0; y < part.Height; y++)
        {
            Span<float> row = target.Slice(y * part.Width, part.Width);
            ReadOnlySpan<float> weights = down.Of(y);
            int first = down.First(y) - firstRow;
            row.Clear();
            for (int tap = 0; tap < weights.Length; tap++)
            {
                if (weights[tap] != 0f) TensorPrimitives.MultiplyAdd(between.Row(0, first + tap), weights[tap], row, row);
            }

            if (!monotone) continue;
            int nearest = down.Nearest(y) - firstRow;
            Between(row, between.Row(0, nearest), between.Row(0, Math.Min(nearest + 1, rows - 1)));
        }
    }

    private static void Across(ResamplingWeights across, ReadOnlySpan<float> source, Span<float> row, bool monotone)
    {
        for (int x = 0; x < row.Length; x++)
        {
            ReadOnlySpan<float> weights = across.Of(x);
            ReadOnlySpan<float> samples = source.Slice(across.First(x), weights.Length);
            float sum = 0f;
            for (int tap = 0; tap < weights.Length; tap++) sum += samples[tap] * weights[tap];
            if (monotone)
            {
                int nearest = across.Nearest(x);
                float a = source[nearest], b = source[Math.Min(nearest + 1, source.Length - 1)];
                sum = Math.Clamp(sum, Math.Min(a, b), Math.Max(a, b));
            }

            row[x] = sum;
        }
    }

    private static void Between(Span<float> row, ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        for (int x = 0; x < row.Length; x++)
        {
            row[x] = Math.Clamp(row[x], Math.Min(a[x], b[x]), Math.Max(a[x], b[x]));
        }
    }
}
