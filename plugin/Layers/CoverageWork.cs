using System.Numerics.Tensors;
using Enlarger.Imaging;
using Enlarger.Tiling;

namespace Enlarger.Layers;

/// <summary>
/// Enlarges masks and selections, by the rule for alpha: a monotone Lanczos-3. A mask decides about pixels as alpha does, so the edges
/// of both must lie in the same place, and a ripple beside an edge would show as a ghost. Never by a generator, which would draw texture
/// into it. Of the plane there is never more than a strip in memory.
/// </summary>
internal static class CoverageWork
{
    // Of the result in a strip.
    private const int StripValues = 1 << 22;

    // Of the source in a strip: fewer would be read ahead more often than used.
    private const int FewestRows = 4;

    /// <summary>Enlarges a plane; at a factor of 1 it is copied, to the bit where both formats are the same.</summary>
    /// <param name="source">Grey without alpha.</param>
    /// <param name="sink">Takes the result: <paramref name="factor"/> times the size, grey without alpha.</param>
    /// <param name="factor">Result pixels per source pixel.</param>
    /// <param name="progress">Told the finished part, 0..1.</param>
    /// <param name="cancellation">Stops the work before the next strip.</param>
    public static void Run(IPixelSource source, IPixelSink sink, int factor, IProgress<double>? progress, CancellationToken cancellation)
    {
        PixelSize size = source.Size;
        bool copied = factor == 1 && sink.Format == source.Format;
        int rowBytes = checked(sink.Size.Width * sink.Format.BytesPerPixel * factor);
        int rows = (int)Math.Clamp(StripValues / ((long)sink.Size.Width * factor), FewestRows, Math.Max(FewestRows, size.Height));
        var window = new RowWindow(source, 0, source.Size.Width);
        var pool = new PlanePool();
        byte[] strip = GC.AllocateUninitializedArray<byte>(checked(rows * rowBytes));
        for (int y = 0; y < size.Height; y += rows)
        {
            cancellation.ThrowIfCancellationRequested();
            var part = new PixelArea(0, y, size.Width, Math.Min(rows, size.Height - y));
            Span<byte> target = strip.AsSpan(0, part.Height * rowBytes);
            if (copied)
            {
                source.Read(part, target);
            }
            else
            {
                PixelArea surroundings = part.Grow(Resampler.Lanczos3Radius, size);
                window.MoveTo(surroundings.Y, surroundings.Bottom);
                Enlarge(window, source.Format, surroundings, part, factor, target, sink.Format, pool);
            }

            sink.Write(target);
            progress?.Report((double)part.Bottom / size.Height);
        }
    }

    private static void Enlarge(RowWindow window, PixelFormat from, PixelArea surroundings, PixelArea part, int factor, Span<byte> target, PixelFormat to, PlanePool pool)
    {
        IPixelOperations operations = PixelOperations.Best;
        using FloatPlanes plane = pool.Rent(1, surroundings.Width, surroundings.Height);
        for (int y = 0; y < plane.Height; y++)
        {
            Span<float> row = plane.Row(0, y);
            operations.ToPlanes(window.Row(surroundings.Y + y, 0, plane.Width), from, row, row, row, []);
        }

        // As alpha is: beyond all and nothing there is no coverage.
        TensorPrimitives.Max(plane.Span, 0f, plane.Span);
        TensorPrimitives.Min(plane.Span, 1f, plane.Span);

        PixelArea wanted = part.Within(surroundings).Scale(factor);
        using FloatPlanes enlarged = pool.Rent(1, wanted.Width, wanted.Height);
        Resampler.Resize(
            ResamplingKernel.Lanczos3,
            plane.Span,
            new PixelSize(plane.Width, plane.Height),
            new PixelSize(plane.Width * factor, plane.Height * factor),
            wanted,
            enlarged.Span,
            pool,
            monotone: true);
        operations.FromPlanes(enlarged.Span, enlarged.Span, enlarged.Span, [], target, to);
    }
}
