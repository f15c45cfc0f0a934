using Enlarger.Gimp2.Native;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;

namespace Enlarger.Gimp2.Pixels;

/// <summary>A buffer that takes the result of a filter.</summary>
/// <param name="buffer">The buffer.</param>
/// <param name="size">Its size.</param>
/// <param name="format">How pixels are delivered.</param>
/// <param name="encoding">What they mean.</param>
internal sealed unsafe class BufferSink(PixelBuffer buffer, PixelSize size, DrawableFormat format, ColorEncoding encoding) : IPixelSink
{
    private int _row;

    /// <inheritdoc/>
    public PixelSize Size => size;

    /// <inheritdoc/>
    public PixelFormat Format => format.Pixels;

    /// <inheritdoc/>
    public ColorEncoding Encoding => encoding;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> rows)
    {
        int count = rows.Length / (size.Width * Format.BytesPerPixel);
        var part = new PixelArea(0, _row, size.Width, count);
        fixed (byte* source = rows) LibGegl.gegl_buffer_set(buffer.Handle, &part, 0, format.Babl, source, 0);

        _row += count;
    }
}
