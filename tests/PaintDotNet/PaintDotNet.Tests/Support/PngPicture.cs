using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Enlarger.Imaging;

namespace Enlarger.Tests.PaintDotNet.Support;

/// <summary>A PNG as the fake host writes it: rows of red, green, blue and alpha without a filter.</summary>
internal sealed class PngPicture
{
    private readonly Dictionary<string, byte[]> _chunks = [];

    public PngPicture(byte[] file)
    {
        for (int at = 8; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            _chunks[Encoding.ASCII.GetString(file, at + 4, 4)] = file[(at + 8)..(at + 8 + length)];
            at += length + 12;
        }
    }

    public PixelSize Size => new(Word("IHDR", 0), Word("IHDR", 4));

    /// <summary>Pixels per metre along a row.</summary>
    public int PerMetre => Word("pHYs", 0);

    /// <summary>The colour profile; null if there is none.</summary>
    public byte[]? Profile => _chunks.TryGetValue("iCCP", out byte[]? chunk) ? Unpacked(chunk[(Array.IndexOf(chunk, (byte)0) + 2)..]) : null;

    /// <summary>Blue, green, red and alpha.</summary>
    public byte[] Pixels
    {
        get
        {
            byte[] rows = Unpacked(_chunks["IDAT"]), pixels = new byte[Size.Width * Size.Height * 4];
            for (int i = 0; i < pixels.Length; i++)
            {
                int row = i / (Size.Width * 4), channel = i % 4;
                pixels[i] = rows[i - channel + row + 1 + (channel == 3 ? 3 : 2 - channel)];
            }

            return pixels;
        }
    }

    private int Word(string chunk, int at) => BinaryPrimitives.ReadInt32BigEndian(_chunks[chunk].AsSpan(at));

    private static byte[] Unpacked(byte[] packed)
    {
        using var stream = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        var unpacked = new MemoryStream();
        stream.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
