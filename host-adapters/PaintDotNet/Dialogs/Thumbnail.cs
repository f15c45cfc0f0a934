using Enlarger.Imaging;
using Enlarger.Previews;

namespace Enlarger.PaintDotNet.Dialogs;

/// <summary>A whole picture, small, to find a place in it.</summary>
internal sealed class Thumbnail
{
    private const int Channels = 3, ShortestMark = 5;
    private const byte Background = 204;

    private readonly PixelSize _picture;

    /// <summary>Reads a picture: some of its rows, and no more.</summary>
    /// <param name="source">Its pixels, bgra8.</param>
    /// <param name="longest">The longer side of the thumbnail, in pixels.</param>
    public Thumbnail(IPixelSource source, int longest)
    {
        _picture = source.Size;
        Size = SizeOf(_picture, longest);
        Pixels = new byte[Size.Width * Size.Height * Channels];
        byte[] row = new byte[_picture.Width * source.Format.BytesPerPixel];
        source.Rewind();
        for (int y = 0; y < Size.Height; y++)
        {
            source.Read(new PixelArea(0, Middle(y, _picture.Height, Size.Height), _picture.Width, 1), row);
            Pick(row, Pixels.AsSpan(y * Size.Width * Channels, Size.Width * Channels));
        }
    }

    /// <summary>Its size.</summary>
    public PixelSize Size { get; }

    /// <summary>Its rows of rgb8 without padding.</summary>
    public byte[] Pixels { get; }

    /// <summary>The size of a picture's thumbnail: a small picture stays as it is.</summary>
    /// <param name="picture">The picture's size.</param>
    /// <param name="longest">The longer side of the thumbnail, in pixels.</param>
    public static PixelSize SizeOf(PixelSize picture, int longest)
    {
        double scale = Math.Min(1, (double)longest / Math.Max(picture.Width, picture.Height));
        return new PixelSize(Math.Max(1, (int)Math.Round(picture.Width * scale)), Math.Max(1, (int)Math.Round(picture.Height * scale)));
    }

    /// <summary>The point of the picture that lies there.</summary>
    public PicturePoint PointAt(int x, int y) => new((x + 0.5) * _picture.Width / Size.Width, (y + 0.5) * _picture.Height / Size.Height);

    /// <summary>Where a part of the picture lies; never too small to be seen.</summary>
    public PixelArea PlaceOf(PixelArea part)
    {
        (int x, int width) = Place(part.X, part.Width, _picture.Width, Size.Width);
        (int y, int height) = Place(part.Y, part.Height, _picture.Height, Size.Height);
        return new PixelArea(x, y, width, height);
    }

    private static (int First, int Length) Place(int first, int length, int whole, int size)
    {
        int small = Math.Clamp((int)((long)length * size / whole), Math.Min(ShortestMark, size), size);
        return (Math.Clamp((int)((first + (length / 2.0)) * size / whole) - (small / 2), 0, size - small), small);
    }

    private static int Middle(int index, int whole, int size) => (int)((index + 0.5) * whole / size);

    private void Pick(ReadOnlySpan<byte> bgra, Span<byte> rgb)
    {
        for (int x = 0; x < Size.Width; x++)
        {
            ReadOnlySpan<byte> pixel = bgra.Slice(Middle(x, _picture.Width, Size.Width) * 4, 4);
            for (int channel = 0; channel < Channels; channel++)
            {
                rgb[(x * Channels) + channel] = (byte)(((pixel[2 - channel] * pixel[3]) + (Background * (byte.MaxValue - pixel[3]))) / byte.MaxValue);
            }
        }
    }
}
