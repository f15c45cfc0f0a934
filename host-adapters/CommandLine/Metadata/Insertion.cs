using System.Buffers.Binary;

namespace Enlarger.CommandLine.Metadata;

/// <summary>What goes into an encoded file that libvips writes: bytes behind its header, and at its end.</summary>
/// <param name="HeadLength">The bytes of the header, as far as those before tell: more than these until all are there.</param>
/// <param name="Complete">Makes the header with all that goes behind it.</param>
/// <param name="Tail">The bytes for the end.</param>
internal sealed record Insertion(Func<ReadOnlyMemory<byte>, int> HeadLength, Func<byte[], byte[]> Complete, byte[] Tail)
{
    // A segment of JPEG, without the two bytes of its length.
    private const int MostInSegment = 65533;

    // The signature of PNG and its first chunk; what a chunk has around its content, and before it.
    private const int PngHeader = 33, ChunkFrame = 12, ChunkHead = 8;

    /// <summary>The most bytes of an XMP packet that JPEG holds in one segment, behind its name.</summary>
    public const int MostXmpInJpeg = MostInSegment - 29 - 2;

    /// <summary>Nothing.</summary>
    public static Insertion None { get; } = new(_ => 0, head => head, []);

    /// <summary>What JPEG begins with: the JFIF header, which libvips leaves out, and an EXIF block.</summary>
    /// <param name="exif">The block, or null.</param>
    /// <param name="resolution">Pixels per millimetre, or null if unknown.</param>
    /// <param name="aspect">Pixels across to pixels down where only that is known, or null.</param>
    public static Insertion Jpeg(byte[]? exif, (double X, double Y)? resolution, (uint X, uint Y)? aspect = null)
    {
        // Whole dots per inch (1) or, unknown, the shape of a pixel (0).
        (ushort across, ushort down) = aspect is { } shape ? Short(shape) : ((ushort)1, (ushort)1);
        (int x, int y) = resolution is { } known ? (Dots(known.X), Dots(known.Y)) : (0, 0);
        byte[] jfif = x > 0 && y > 0
            ? [.. "JFIF\0"u8, 1, 2, 1, (byte)(x >> 8), (byte)x, (byte)(y >> 8), (byte)y, 0, 0]
            : [.. "JFIF\0"u8, 1, 2, 0, (byte)(across >> 8), (byte)across, (byte)(down >> 8), (byte)down, 0, 0];
        byte[] segments = Segment(0xE0, jfif);
        byte[]? block = exif is null ? null : ExifBlock.Within(exif, MostInSegment - ExifBlock.Prefix.Length);
        if (block is not null) segments = [.. segments, .. Segment(0xE1, [.. ExifBlock.Prefix, .. block])];
        return new Insertion(_ => 2, head => [.. head, .. segments], []);

        static int Dots(double perMillimetre) => Density.PerInch(perMillimetre) is var dots and < ushort.MaxValue ? (int)Math.Round(dots) : 0;
    }

    /// <summary>Chunks for PNG, behind its header.</summary>
    /// <param name="chunks">The chunks.</param>
    /// <param name="keepsResolution">Whether the resolution that libvips writes stays: where there is none it makes one up.</param>
    public static Insertion Png(IEnumerable<PngChunk> chunks, bool keepsResolution)
    {
        byte[] bytes = [.. chunks.SelectMany(chunk => chunk.ToBytes())];
        if (!keepsResolution) return new Insertion(PngHead, head => [.. head[..PngHeader], .. bytes, .. WithoutResolution(head)], []);
        return bytes.Length == 0 ? None : new Insertion(_ => PngHeader, head => [.. head, .. bytes], []);
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
        return new Insertion(_ => Riff + 8 + 5, Complete, tail);

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

    // All before the pixels, and the head of the chunk with these.
    private static int PngHead(ReadOnlyMemory<byte> start)
    {
        int at = PngHeader;
        for (ReadOnlySpan<byte> bytes = start.Span; at + ChunkHead <= bytes.Length && !bytes.Slice(at + 4, 4).SequenceEqual("IDAT"u8);) at += ChunkLength(bytes[at..]);
        return at + ChunkHead;
    }

    private static byte[] WithoutResolution(byte[] head)
    {
        var kept = new MemoryStream();
        int at = PngHeader;
        for (int length; at + ChunkHead < head.Length; at += length)
        {
            ReadOnlySpan<byte> chunk = head.AsSpan(at, length = ChunkLength(head.AsSpan(at)));
            if (!chunk[4..].StartsWith("pHYs"u8)) kept.Write(chunk);
        }

        kept.Write(head.AsSpan(at));
        return kept.ToArray();
    }

    private static int ChunkLength(ReadOnlySpan<byte> chunk) => BinaryPrimitives.ReadInt32BigEndian(chunk) + ChunkFrame;

    // In the two bytes each that JFIF has.
    private static (ushort X, ushort Y) Short((uint X, uint Y) aspect)
    {
        double scale = Math.Min(1, (double)ushort.MaxValue / Math.Max(aspect.X, aspect.Y));
        return (Part(aspect.X), Part(aspect.Y));

        ushort Part(uint value) => (ushort)Math.Clamp(Math.Round(value * scale), 1, ushort.MaxValue);
    }

    private static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Int24(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];
}
