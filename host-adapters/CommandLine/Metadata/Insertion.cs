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

    /// <summary>An EXIF block for JPEG, behind its start and the JFIF header.</summary>
    public static Insertion Jpeg(byte[]? exif)
    {
        const int Start = 2, Jfif = 18;
        if (exif is null || ExifBlock.Within(exif, MostInSegment - ExifBlock.Prefix.Length) is not { } block) return None;

        int length = block.Length + ExifBlock.Prefix.Length + 2;
        byte[] segment = [0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. ExifBlock.Prefix, .. block];
        return new Insertion(
            Start + Jfif,
            head => head is [_, _, 0xFF, 0xE0, 0, Jfif - 2, ..] ? [.. head, .. segment] : [.. head[..Start], .. segment, .. head[Start..]],
            []);
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

    private static byte[] Int24(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];
}
