using Enlarger.Imaging;

namespace Enlarger.Previews;

/// <summary>Collects a result in memory.</summary>
internal sealed class PreviewSink(PixelSize size, PixelFormat format) : IPixelSink
{
    private int _written;

    /// <inheritdoc/>
    public PixelSize Size => size;

    /// <inheritdoc/>
    public PixelFormat Format => format;

    /// <summary>What was written, at the place it has in the whole.</summary>
    public byte[] Pixels { get; } = new byte[checked(size.Width * size.Height * format.BytesPerPixel)];

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> rows)
    {
        rows.CopyTo(Pixels.AsSpan(_written));
        _written += rows.Length;
    }
}
