using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using PaintDotNet.Rendering;

namespace FakePaintDotNet.Bitmaps;

/// <summary>PNG files of 8 bits and straight alpha.</summary>
internal static class PngFile
{
    private const double InchesPerMeter = 1 / 0.0254;

    /// <param name="stream">Where the file goes.</param>
    /// <param name="size">The picture's size.</param>
    /// <param name="pixels">Blue, green, red and alpha, without gaps.</param>
    /// <param name="resolution">Pixels per inch.</param>
    /// <param name="profile">An ICC profile.</param>
    public static void Write(Stream stream, SizeInt32 size, byte[] pixels, Vector2Double? resolution, byte[]? profile)
    {
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, size.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), size.Height);
        (header[8], header[9]) = (8, 6);
        Chunk(stream, "IHDR", header);
        if (profile is not null) Chunk(stream, "iCCP", [.. "profile"u8, 0, 0, .. Packed(profile)]);
        if (resolution is { } perInch)
        {
            byte[] perMeter = new byte[9];
            BinaryPrimitives.WriteInt32BigEndian(perMeter, (int)Math.Round(perInch.X * InchesPerMeter));
            BinaryPrimitives.WriteInt32BigEndian(perMeter.AsSpan(4), (int)Math.Round(perInch.Y * InchesPerMeter));
            perMeter[8] = 1;
            Chunk(stream, "pHYs", perMeter);
        }

        int length = size.Width * 4;
        byte[] rows = new byte[(length + 1) * size.Height];
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < length; x += 4)
            {
                ReadOnlySpan<byte> bgra = pixels.AsSpan((y * length) + x, 4);
                Span<byte> rgba = rows.AsSpan((y * (length + 1)) + 1 + x, 4);
                (rgba[0], rgba[1], rgba[2], rgba[3]) = (bgra[2], bgra[1], bgra[0], bgra[3]);
            }
        }

        Chunk(stream, "IDAT", Packed(rows));
        Chunk(stream, "IEND", []);
    }

    private static byte[] Packed(byte[] content)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest)) zlib.Write(content);
        return packed.ToArray();
    }

    private static void Chunk(Stream stream, string type, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. content];
        byte[] word = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, content.Length);
        stream.Write(word);
        stream.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(word, Checksum(named));
        stream.Write(word);
    }

    private static uint Checksum(byte[] content)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in content)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++) sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
        }

        return ~sum;
    }
}
