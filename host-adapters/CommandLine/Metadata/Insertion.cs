using System.Buffers.Binary;

namespace Enlarger.CommandLine.Metadata;

/// <summary>What goes into an encoded file that libvips writes: bytes behind its header, whose length is known, and at its end.</summary>
/// <param name="HeadLength">The bytes of the header.</param>
/// <param name="Complete">Makes the header with all that goes behind it.</param>
/// <param name="Tail">The bytes for the end.</param>
internal sealed record Insertion(int HeadLength, Func<byte[], byte[]> Complete, byte[] Tail)
{
    // A segment of JPEG, without the two bytes of its length.
    private const int MostInSegment = 65533;

    /// <summary>The most bytes of an XMP packet that JPEG holds in one segment, behind its name.</summary>
    public const int MostXmpInJpeg = MostInSegment - 29 - 2;

    /// <summary>Nothing.</summary>
    public static Insertion None { get; } = new(0, head => head, []);

    /// <summary>What JPEG begins with: the JFIF header, which libvips leaves out, and an EXIF block.</summary>
    /// <param name="exif">The block, or null.</param>
    /// <param name="resolution">Pixels per millimetre, or null if unknown.</param>
    public static Insertion Jpeg(byte[]? exif, (double X, double Y)? resolution)
    {
        // Whole dots per inch (1) or, unknown, a square pixel (0).
        (int x, int y) = resolution is { } known ? (Dots(known.X), Dots(known.Y)) : (0, 0);
        byte[] jfif = x > 0 && y > 0
            ? [.. "JFIF\0"u8, 1, 2, 1, (byte)(x >> 8), (byte)x, (byte)(y >> 8), (byte)y, 0, 0]
            : [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 0, 0];
        byte[] segments = Segment(0xE0, jfif);
        byte[]? block = exif is null ? null : ExifBlock.Within(exif, MostInSegment - ExifBlock.Prefix.Length);
        if (block is not null) segments = [.. segments, .. Segment(0xE1, [.. ExifBlock.Prefix, .. block])];
        return new Insertion(2, head => [.. head, .. segments], []);

        static int Dots(double perMillimetre) => Density.PerInch(perMillimetre) is var dots and < ushort.MaxValue ? (int)Math.Round(dots) : 0;
    }

    /// <summary>Chunks for PNG, behind its header.</summary>
    public static Insertion Png(IEnumerable<PngChunk> chunks)
    {
        byte[] bytes = [.. chunks.SelectMany(chunk => chunk.ToBytes())];
        return bytes.Length == 0 ? None : new Insertion(33, head => [.. head, .. bytes], []);
    }

    /// <summary>An EXIF block for WebP, at its end, with the header that announces it.</summary>
    /// <param name="exif">The block, or null.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Its rows.</param>
    public static Insertion WebP(byte[]? exif, int width, int height)
    {
        const int Riff = 12;
        const byte HasAlpha = 0x10, HasExif = 0x08;
        if (exif is null) return None;

        byte[] tail = [.. "EXIF"u8, .. BitConverter.GetBytes(exif.Length), .. exif, .. new byte[exif.Length & 1]];
        return new Insertion(Riff + 8 + 5, Complete, tail);

        byte[] Complete(byte[] head)
        {
            byte[] flagged = head;
            if (head.AsSpan(Riff).StartsWith("VP8X"u8))
            {
                flagged[Riff + 8] |= HasExif;
            }
            else
            {
                // The simple form: lossless pictures tell in their 29th bit behind the signature whether they use alpha.
                bool isLossless = head.AsSpan(Riff).StartsWith("VP8L"u8), hasAlpha = isLossless && (head[Riff + 8 + 4] & 0x10) != 0;
                byte[] extended = [.. "VP8X"u8, 10, 0, 0, 0, (byte)(HasExif | (hasAlpha ? HasAlpha : 0)), 0, 0, 0, .. Int24(width - 1), .. Int24(height - 1)];
                flagged = [.. head[..Riff], .. extended, .. head[Riff..]];
            }

            uint length = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4)) + (uint)tail.Length + (uint)(flagged.Length - head.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(flagged.AsSpan(4), length);
            return flagged;
        }
    }

    private static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Int24(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];
}
