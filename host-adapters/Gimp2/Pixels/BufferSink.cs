using Enlarger.Gimp2.Native;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;

namespace Enlarger.Gimp2.Pixels;

/// <summary>An area of a buffer that takes the result of a filter.</summary>
/// <param name="buffer">The buffer.</param>
/// <param name="area">The area.</param>
/// <param name="format">How pixels are delivered.</param>
/// <param name="encoding">What they mean.</param>
internal sealed unsafe class BufferSink(PixelBuffer buffer, PixelArea area, DrawableFormat format, ColorEncoding encoding) : IPixelSink
{
    private int _row = area.Y;

    /// <inheritdoc/>
    public PixelSize Size => area.Size;

    /// <inheritdoc/>
    public PixelFormat Format => format.Pixels;

    /// <inheritdoc/>
    public ColorEncoding Encoding => encoding;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> rows)
    {
        int count = rows.Length / (area.Width * Format.BytesPerPixel);
        var part = new PixelArea(area.X, _row, area.Width, count);
        fixed (byte* source = rows) LibGegl.gegl_buffer_set(buffer.Handle, &part, 0, format.Babl, source, 0);

        _row += count;
    }
}
