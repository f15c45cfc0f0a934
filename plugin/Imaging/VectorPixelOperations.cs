using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Enlarger.Imaging;

/// <summary>The flavour of <see cref="IPixelOperations"/> that needs nothing but .NET.</summary>
internal sealed class VectorPixelOperations : IPixelOperations
{
    // Pixels converted at a time: few enough for the buffers to stay on the stack and in the first-level cache.
    private const int Block = 512;

    /// <inheritdoc/>
    public void ToPlanes(ReadOnlySpan<byte> pixels, PixelFormat format, Span<float> red, Span<float> green, Span<float> blue, Span<float> alpha)
    {
        if (format.IsGray)
        {
            Gather(pixels, format, 0, red);
            red.CopyTo(green);
            red.CopyTo(blue);
        }
        else
        {
            bool reversed = format.Layout == ChannelLayout.Bgra;
            Gather(pixels, format, 0, reversed ? blue : red);
            Gather(pixels, format, 1, green);
            Gather(pixels, format, 2, reversed ? red : blue);
        }

        if (alpha.IsEmpty) return;
        if (!format.HasAlpha)
        {
            alpha.Fill(1f);
            return;
        }

        Gather(pixels, format, format.Channels - 1, alpha);
        if (format.IsFloat) Limited(alpha, 0f, 1f);
    }

    /// <inheritdoc/>
    public void FromPlanes(ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, ReadOnlySpan<float> alpha, Span<byte> pixels, PixelFormat format)
    {
        Span<float> buffer = stackalloc float[Block];
        for (int start = 0; start < red.Length; start += Block)
        {
            int count = Math.Min(Block, red.Length - start);
            Span<byte> block = pixels.Slice(start * format.BytesPerPixel, count * format.BytesPerPixel);
            ReadOnlySpan<float> r = red.Slice(start, count), g = green.Slice(start, count), b = blue.Slice(start, count);

            if (format.IsGray)
            {
                Span<float> luma = buffer[..count];
                Luma.Of(r, g, b, luma);
                Scatter(luma, block, format, 0);
            }
            else
            {
                bool reversed = format.Layout == ChannelLayout.Bgra;
                Scatter(reversed ? b : r, block, format, 0);
                Scatter(g, block, format, 1);
                Scatter(reversed ? r : b, block, format, 2);
            }

            if (!format.HasAlpha) continue;
            if (alpha.IsEmpty) buffer.Fill(1f);
            Scatter(alpha.IsEmpty ? buffer[..count] : alpha.Slice(start, count), block, format, format.Channels - 1);
        }
    }

    /// <inheritdoc/>
    public void Blend(ReadOnlySpan<float> from, ReadOnlySpan<float> weights, Span<float> to) => TensorPrimitives.Lerp(from, to, weights, to);

    /// <inheritdoc/>
    public void Blend(ReadOnlySpan<float> from, float weight, Span<float> to) => TensorPrimitives.Lerp(from, to, weight, to);

    /// <inheritdoc/>
    public void Blur(ReadOnlySpan<float> plane, PixelSize size, float deviation, int radius, Span<float> blurred)
    {
        float[] weights = Gaussian(deviation, radius);
        float[] row = ArrayPool<float>.Shared.Rent(size.Width + (2 * radius));
        Span<float> extended = row.AsSpan(0, size.Width + (2 * radius)), column = extended.Slice(radius, size.Width);
        for (int y = 0; y < size.Height; y++)
        {
            column.Clear();
            for (int tap = 0; tap < weights.Length; tap++)
            {
                int neighbour = Math.Clamp(y + tap - radius, 0, size.Height - 1);
                TensorPrimitives.MultiplyAdd(plane.Slice(neighbour * size.Width, size.Width), weights[tap], column, column);
            }

            extended[..radius].Fill(column[0]);
            extended[^radius..].Fill(column[^1]);
            Span<float> target = blurred.Slice(y * size.Width, size.Width);
            target.Clear();
            for (int tap = 0; tap < weights.Length; tap++) TensorPrimitives.MultiplyAdd(extended.Slice(tap, size.Width), weights[tap], target, target);
        }

        ArrayPool<float>.Shared.Return(row);
    }

    private static float[] Gaussian(float deviation, int radius)
    {
        double[] weights = [.. Enumerable.Range(-radius, (2 * radius) + 1).Select(place => Math.Exp(-0.5 * place * place / ((double)deviation * deviation)))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => (float)(weight / sum))];
    }

    private static void Gather(ReadOnlySpan<byte> pixels, PixelFormat format, int channel, Span<float> plane)
    {
        switch (format.Sample)
        {
            case SampleType.UInt8:
                Gather<byte>(pixels, format.Channels, channel, plane);
                TensorPrimitives.Divide(plane, byte.MaxValue, plane);
                break;
            case SampleType.UInt16:
                Gather<ushort>(pixels, format.Channels, channel, plane);
                TensorPrimitives.Divide(plane, ushort.MaxValue, plane);
                break;
            case SampleType.Half:
                Gather<Half>(pixels, format.Channels, channel, plane);
                Limited(plane, -IPixelOperations.Limit, IPixelOperations.Limit);
                break;
            default:
                Gather<float>(pixels, format.Channels, channel, plane);
                Limited(plane, -IPixelOperations.Limit, IPixelOperations.Limit);
                break;
        }
    }

    private static void Gather<T>(ReadOnlySpan<byte> pixels, int channels, int channel, Span<float> plane)
        where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> samples = MemoryMarshal.Cast<byte, T>(pixels);
        for (int i = 0, sample = channel; i < plane.Length; i++, sample += channels)
        {
            plane[i] = float.CreateTruncating(samples[sample]);
        }
    }

    // NaN becomes 0: it says that a pixel has no value, and no generator could work with it.
    private static void Limited(Span<float> plane, float minimum, float maximum)
    {
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(plane);
        foreach (ref Vector<float> vector in vectors)
        {
            Vector<float> number = Vector.ConditionalSelect(Vector.Equals(vector, vector), vector, Vector<float>.Zero);
            vector = Vector.Min(Vector.Max(number, new Vector<float>(minimum)), new Vector<float>(maximum));
        }

        foreach (ref float value in plane[(vectors.Length * Vector<float>.Count)..])
        {
            value = float.IsNaN(value) ? 0f : Math.Clamp(value, minimum, maximum);
        }
    }

    private static void Scatter(ReadOnlySpan<float> plane, Span<byte> pixels, PixelFormat format, int channel)
    {
        switch (format.Sample)
        {
            case SampleType.UInt8:
                ScatterSteps<byte>(plane, pixels, format.Channels, channel, byte.MaxValue);
                break;
            case SampleType.UInt16:
                ScatterSteps<ushort>(plane, pixels, format.Channels, channel, ushort.MaxValue);
                break;
            case SampleType.Half:
                Scatter<Half>(plane, pixels, format.Channels, channel);
                break;
            default:
                Scatter<float>(plane, pixels, format.Channels, channel);
                break;
        }
    }

    private static void ScatterSteps<T>(ReadOnlySpan<float> plane, Span<byte> pixels, int channels, int channel, float maximum)
        where T : unmanaged, IBinaryInteger<T>
    {
        Span<int> steps = stackalloc int[Block];
        steps = steps[..plane.Length];
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(plane);
        Span<Vector<int>> rounded = MemoryMarshal.Cast<int, Vector<int>>(steps);
        for (int i = 0; i < vectors.Length; i++)
        {
            Vector<float> value = (vectors[i] * maximum) + new Vector<float>(0.5f);
            rounded[i] = Vector.ConvertToInt32(Vector.Min(Vector.Max(value, Vector<float>.Zero), new Vector<float>(maximum)));
        }

        for (int i = vectors.Length * Vector<float>.Count; i < plane.Length; i++)
        {
            steps[i] = (int)Math.Clamp((plane[i] * maximum) + 0.5f, 0f, maximum);
        }

        Span<T> samples = MemoryMarshal.Cast<byte, T>(pixels);
        for (int i = 0, sample = channel; i < steps.Length; i++, sample += channels)
        {
            samples[sample] = T.CreateTruncating(steps[i]);
        }
    }

    private static void Scatter<T>(ReadOnlySpan<float> plane, Span<byte> pixels, int channels, int channel)
        where T : unmanaged, INumber<T>
    {
        Span<T> samples = MemoryMarshal.Cast<byte, T>(pixels);
        for (int i = 0, sample = channel; i < plane.Length; i++, sample += channels)
        {
            samples[sample] = T.CreateTruncating(plane[i]);
        }
    }
}
