using Enlarger.Imaging;
using Enlarger.Imaging.Color;

namespace Enlarger.CommandLine.Streaming;

/// <summary>A picture in memory, that is read as often as anybody likes.</summary>
internal sealed class KeptPicture : IPixelSource
{
    private readonly KeptRows _rows;

    /// <summary>Reads the picture.</summary>
    /// <param name="input">Gives its pixels.</param>
    /// <param name="size">Its size.</param>
    /// <param name="format">The format of its pixels.</param>
    /// <param name="encoding">Their encoding.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: there are fewer.</exception>
    public KeptPicture(HostInput input, PixelSize size, PixelFormat format, ColorEncoding encoding)
    {
        (Size, Format, Encoding) = (size, format, encoding);
        byte[] row = new byte[checked(size.Width * format.BytesPerPixel)];
        _rows = new KeptRows(row.Length);
        for (int y = 0; y < size.Height; y++)
        {
            input.ReadBytes(row);
            _rows.Add(row);
        }
    }

    /// <inheritdoc/>
    public PixelSize Size { get; }

    /// <inheritdoc/>
    public PixelFormat Format { get; }

    /// <inheritdoc/>
    public ColorEncoding Encoding { get; }

    /// <inheritdoc/>
    public void Read(PixelArea area, Span<byte> destination)
    {
        int first = area.X * Format.BytesPerPixel, length = area.Width * Format.BytesPerPixel;
        for (int row = 0; row < area.Height; row++) _rows[area.Y + row].Slice(first, length).CopyTo(destination[(row * length)..]);
    }
}
