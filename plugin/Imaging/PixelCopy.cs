namespace Enlarger.Imaging;

/// <summary>Brings pixels from a source to a sink as they are: byte for byte where both have the same format and encoding.</summary>
internal static class PixelCopy
{
    private const int StripBytes = 4 << 20;

    /// <summary>Copies a part of a picture.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="sink">Takes the part; of its size.</param>
    /// <param name="part">The part.</param>
    /// <param name="operations">The flavour of pixel work.</param>
    /// <param name="progress">Told the finished part, 0..1.</param>
    /// <param name="cancellation">Stops the copy.</param>
    public static void Run(IPixelSource source, IPixelSink sink, PixelArea part, IPixelOperations operations, IProgress<double>? progress, CancellationToken cancellation)
    {
        bool isSame = source.Format == sink.Format && ReferenceEquals(source.Encoding, sink.Encoding);
        int fromBytes = part.Width * source.Format.BytesPerPixel, toBytes = part.Width * sink.Format.BytesPerPixel;
        int rowsAtOnce = Math.Clamp(StripBytes / fromBytes, 1, part.Height);
        byte[] from = new byte[rowsAtOnce * fromBytes], to = isSame ? from : new byte[rowsAtOnce * toBytes];
        using FloatPlanes row = new(4, part.Width, 1);
        for (int y = part.Y; y < part.Bottom; y += rowsAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            int rows = Math.Min(rowsAtOnce, part.Bottom - y);
            source.Read(new PixelArea(part.X, y, part.Width, rows), from.AsSpan(0, rows * fromBytes));
            for (int i = 0; i < rows && !isSame; i++) Convert(from.AsSpan(i * fromBytes, fromBytes), to.AsSpan(i * toBytes, toBytes));
            sink.Write(to.AsSpan(0, rows * toBytes));
            progress?.Report((double)(y + rows - part.Y) / part.Height);
        }

        void Convert(ReadOnlySpan<byte> pixels, Span<byte> target)
        {
            Span<float> red = row.Row(0, 0), green = row.Row(1, 0), blue = row.Row(2, 0), alpha = row.Row(3, 0);
            operations.ToPlanes(pixels, source.Format, red, green, blue, alpha);
            if (!ReferenceEquals(source.Encoding, sink.Encoding))
            {
                source.Encoding.ToSrgb(red, green, blue);
                sink.Encoding.FromSrgb(red, green, blue);
            }

            operations.FromPlanes(red, green, blue, alpha, target, sink.Format);
        }
    }
}
