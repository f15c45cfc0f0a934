using System.Buffers;
using OpenCvSharp;

namespace Enlarger.Imaging.OpenCv;

/// <summary>
/// The flavour of <see cref="IPixelOperations"/> that lets OpenCV do the work. OpenCV reads and writes the caller's memory: every
/// <see cref="Mat"/> here is a header over it, and lives no longer than the memory is pinned.
/// </summary>
internal sealed unsafe class OpenCvPixelOperations : IPixelOperations
{
    // Pixels converted at a time: many, since a call costs as much as hundreds of them, and few enough for the samples between two steps to stay in the second-level cache.
    private const int Block = 16384;

    // Every channel is the plane of the same number.
    private static readonly int[] Straight = [0, 0, 1, 1, 2, 2, 3, 3];

    // Floats are not converted but limited, for which OpenCV has to pass over them five times; and OpenCvSharp has no name for half floats.
    private readonly VectorPixelOperations _floats = new();

    /// <inheritdoc/>
    public void ToPlanes(ReadOnlySpan<byte> pixels, PixelFormat format, Span<float> red, Span<float> green, Span<float> blue, Span<float> alpha)
    {
        if (format.IsFloat)
        {
            _floats.ToPlanes(pixels, format, red, green, blue, alpha);
            return;
        }

        float[] samples = ArrayPool<float>.Shared.Rent(Math.Min(Block, red.Length) * format.Channels);
        for (int start = 0; start < red.Length; start += Block)
        {
            int count = Math.Min(Block, red.Length - start);
            Span<float> a = format.HasAlpha && !alpha.IsEmpty ? alpha.Slice(start, count) : [];
            Split(pixels.Slice(start * format.BytesPerPixel, count * format.BytesPerPixel), format, samples, red.Slice(start, count), green.Slice(start, count), blue.Slice(start, count), a);
        }

        ArrayPool<float>.Shared.Return(samples);
        if (format.IsGray)
        {
            red.CopyTo(green);
            red.CopyTo(blue);
        }

        if (!format.HasAlpha) alpha.Fill(1f);
    }

    /// <inheritdoc/>
    public void FromPlanes(ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, ReadOnlySpan<float> alpha, Span<byte> pixels, PixelFormat format)
    {
        if (format.IsFloat)
        {
            _floats.FromPlanes(red, green, blue, alpha, pixels, format);
            return;
        }

        int most = Math.Min(Block, red.Length);
        float[] samples = ArrayPool<float>.Shared.Rent(most * format.Channels), luma = ArrayPool<float>.Shared.Rent(most), opaque = ArrayPool<float>.Shared.Rent(most);
        if (alpha.IsEmpty) opaque.AsSpan(0, most).Fill(1f);
        for (int start = 0; start < red.Length; start += Block)
        {
            int count = Math.Min(Block, red.Length - start);
            ReadOnlySpan<float> r = red.Slice(start, count), g = green.Slice(start, count), b = blue.Slice(start, count);
            if (format.IsGray)
            {
                Luma.Of(r, g, b, luma.AsSpan(0, count));
                r = luma.AsSpan(0, count);
            }

            Merge(r, g, b, alpha.IsEmpty ? opaque.AsSpan(0, count) : alpha.Slice(start, count), samples, pixels.Slice(start * format.BytesPerPixel, count * format.BytesPerPixel), format);
        }

        ArrayPool<float>.Shared.Return(samples);
        ArrayPool<float>.Shared.Return(luma);
        ArrayPool<float>.Shared.Return(opaque);
    }

    /// <inheritdoc/>
    public void Blend(ReadOnlySpan<float> from, ReadOnlySpan<float> weights, Span<float> to)
    {
        fixed (float* fromStart = from, weightsStart = weights, toStart = to)
        {
            using Mat first = Plane(fromStart, from.Length), part = Plane(weightsStart, from.Length), second = Plane(toStart, from.Length);
            using InputArray origin = first, factor = part, way = second;
            Cv2.Subtract(way, origin, second);
            Cv2.Multiply(way, factor, second);
            Cv2.Add(way, origin, second);
        }
    }

    /// <inheritdoc/>
    public void Blend(ReadOnlySpan<float> from, float weight, Span<float> to)
    {
        fixed (float* fromStart = from, toStart = to)
        {
            using Mat first = Plane(fromStart, from.Length), second = Plane(toStart, from.Length);
            using InputArray origin = first, target = second;
            Cv2.AddWeighted(origin, 1.0 - weight, target, weight, 0, second);
        }
    }

    /// <inheritdoc/>
    public void Blur(ReadOnlySpan<float> plane, PixelSize size, float deviation, int radius, Span<float> blurred)
    {
        fixed (float* from = plane, to = blurred)
        {
            using Mat source = new(size.Height, size.Width, MatType.CV_32FC1, (nint)from), target = new(size.Height, size.Width, MatType.CV_32FC1, (nint)to);
            using InputArray input = source;
            Cv2.GaussianBlur(input, target, new Size((2 * radius) + 1, (2 * radius) + 1), deviation, deviation, BorderTypes.Replicate);
        }
    }

    private static void Split(ReadOnlySpan<byte> pixels, PixelFormat format, Span<float> samples, Span<float> red, Span<float> green, Span<float> blue, Span<float> alpha)
    {
        fixed (byte* pixelsStart = pixels)
        fixed (float* samplesStart = samples, redStart = red, greenStart = green, blueStart = blue, alphaStart = alpha)
        {
            using Mat source = new(1, red.Length, Steps(format), (nint)pixelsStart), all = new(1, red.Length, MatType.CV_32FC(format.Channels), (nint)samplesStart);
            source.ConvertTo(all, MatType.CV_32F, 1.0 / Largest(format));

            using Mat r = Plane(redStart, red.Length), g = Plane(greenStart, red.Length), b = Plane(blueStart, red.Length), a = Plane(alphaStart, alpha.Length);
            Mat[] planes = Planes(format, r, g, b, alpha.IsEmpty ? [] : [a]);
            Cv2.MixChannels([all], planes, Straight[..(2 * planes.Length)]);
        }
    }

    private static void Merge(ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, ReadOnlySpan<float> alpha, Span<float> samples, Span<byte> pixels, PixelFormat format)
    {
        fixed (byte* pixelsStart = pixels)
        fixed (float* samplesStart = samples, redStart = red, greenStart = green, blueStart = blue, alphaStart = alpha)
        {
            using Mat r = Plane(redStart, red.Length), g = Plane(greenStart, red.Length), b = Plane(blueStart, red.Length), a = Plane(alphaStart, red.Length);
            using Mat all = new(1, red.Length, MatType.CV_32FC(format.Channels), (nint)samplesStart), target = new(1, red.Length, Steps(format), (nint)pixelsStart);

            // Cv2.Merge stores past the cache, from which the next step reads.
            Mat[] planes = Planes(format, r, g, b, format.HasAlpha ? [a] : []);
            Cv2.MixChannels(planes, [all], Straight[..(2 * planes.Length)]);

            // OpenCV rounds by way of 32-bit integers, and what is too large for these would come out black.
            using InputArray input = all;
            Cv2.Threshold(input, all, 1, 0, ThresholdTypes.Trunc);
            all.ConvertTo(target, target.Type(), Largest(format));
        }
    }

    private static Mat Plane(float* start, int length) => new(1, length, MatType.CV_32FC1, (nint)start);

    // In the order of the format.
    private static Mat[] Planes(PixelFormat format, Mat red, Mat green, Mat blue, Mat[] alpha) =>
        format.IsGray ? [red, .. alpha] : format.Layout == ChannelLayout.Bgra ? [blue, green, red, .. alpha] : [red, green, blue, .. alpha];

    private static MatType Steps(PixelFormat format) => format.Sample == SampleType.UInt8 ? MatType.CV_8UC(format.Channels) : MatType.CV_16UC(format.Channels);

    private static double Largest(PixelFormat format) => format.Sample == SampleType.UInt8 ? byte.MaxValue : ushort.MaxValue;
}
