using Enlarger.Imaging;
using Enlarger.Imaging.Color;

namespace Enlarger.Tests.PaintDotNet.Support;

/// <summary>A picture of blue, green, red and straight alpha in memory, to be read and written.</summary>
internal sealed class Bytes(PixelSize size, byte[] pixels, ColorEncoding encoding) : IPixelSource, IPixelSink
{
    private int _written;

    public byte[] Pixels => pixels;

    public PixelSize Size => size;

    public PixelFormat Format { get; } = new(ChannelLayout.Bgra, SampleType.UInt8);

    public ColorEncoding Encoding => encoding;

    /// <summary>A picture with something to see everywhere, which a filter changes: the same for a seed.</summary>
    public static byte[] Textured(int width, int height, int seed = 1, bool opaque = true)
    {
        var random = new Random(seed);
        byte[] texture = new byte[width * height * 4];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int at = ((y * width) + x) * 4, light = (((x / 7) + (y / 5)) % 3 * 70) + random.Next(40);
                for (int c = 0; c < 3; c++) texture[at + c] = (byte)(light + (c * 20));
                texture[at + 3] = opaque ? (byte)255 : (byte)(x * 255 / width);
            }
        }

        return texture;
    }

    public void Read(PixelArea area, Span<byte> destination)
    {
        for (int y = 0; y < area.Height; y++) pixels.AsSpan((((area.Y + y) * size.Width) + area.X) * 4, area.Width * 4).CopyTo(destination[(y * area.Width * 4)..]);
    }

    public void Write(ReadOnlySpan<byte> rows)
    {
        rows.CopyTo(pixels.AsSpan(_written));
        _written += rows.Length;
    }
}
