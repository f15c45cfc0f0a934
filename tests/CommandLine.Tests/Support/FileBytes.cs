using System.Text;

namespace Enlarger.Tests.Support;

/// <summary>Files made or changed byte by byte.</summary>
internal static class FileBytes
{
    /// <summary>A TIFF file with uncompressed 8-bit grey pages of 2x2 pixels.</summary>
    public static byte[] TiffPages(int pages)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("II*\0"u8);
        writer.Write(8);
        for (int page = 0; page < pages; page++)
        {
            int start = (int)file.Position;
            const int Entries = 9, Length = 2 + (Entries * 12) + 4;
            (short Tag, int Value)[] tags = [(256, 2), (257, 2), (258, 8), (259, 1), (262, 1), (273, start + Length), (277, 1), (278, 2), (279, 4)];
            writer.Write((short)Entries);
            foreach ((short tag, int value) in tags)
            {
                writer.Write(tag);
                writer.Write((short)4);
                writer.Write(1);
                writer.Write(value);
            }

            writer.Write(page + 1 < pages ? start + Length + 4 : 0);
            writer.Write([10, 20, 30, 40]);
        }

        return file.ToArray();
    }

    /// <summary>A TIFF file of 2x1 pixels, uncompressed.</summary>
    /// <param name="channels">Samples of a pixel.</param>
    /// <param name="bits">Bits of a sample.</param>
    /// <param name="sampleFormat">1 unsigned, 2 signed, 3 float.</param>
    /// <param name="photometric">1 grey, 2 RGB, 8 CIELab.</param>
    /// <param name="pixels">The samples.</param>
    public static byte[] Tiff(int channels, int bits, int sampleFormat, int photometric, byte[] pixels)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("II*\0"u8);
        writer.Write(8);
        const int Entries = 10, Shapes = 8 + 2 + (Entries * 12) + 4;
        int start = Shapes + (channels * 4);
        // A list of one or two shorts lies in the entry itself, a longer one behind.
        int Each(int value, int list) => channels == 1 ? value : list;
        (short Tag, short Type, int Count, int Value)[] tags =
        [
            (256, 4, 1, 2), (257, 4, 1, 1), (258, 3, channels, Each(bits, Shapes)), (259, 4, 1, 1), (262, 4, 1, photometric), (273, 4, 1, start), (277, 4, 1, channels),
            (278, 4, 1, 1), (279, 4, 1, pixels.Length), (339, 3, channels, Each(sampleFormat, Shapes + (channels * 2))),
        ];
        writer.Write((short)Entries);
        foreach ((short tag, short type, int count, int value) in tags)
        {
            writer.Write(tag);
            writer.Write(type);
            writer.Write(count);
            writer.Write(value);
        }

        writer.Write(0);
        foreach (int value in new[] { bits, sampleFormat })
        {
            for (int channel = 0; channel < channels; channel++) writer.Write((short)value);
        }

        writer.Write(pixels);
        return file.ToArray();
    }

    /// <summary>An animated WebP that shows a still one (lossy, opaque) several times.</summary>
    public static byte[] AnimatedWebP(byte[] still, int width, int height, int frames)
    {
        int start = still.AsSpan().IndexOf("VP8 "u8);
        byte[] picture = still.AsSpan(start, 8 + BitConverter.ToInt32(still, start + 4)).ToArray();
        if (picture.Length % 2 == 1) picture = [.. picture, 0];
        using var body = new MemoryStream();
        body.Write("WEBP"u8);
        Chunk(body, "VP8X", [2, 0, 0, 0, .. Int24(width - 1), .. Int24(height - 1)]);
        Chunk(body, "ANIM", [0, 0, 0, 0, 0, 0]);
        for (int frame = 0; frame < frames; frame++)
        {
            Chunk(body, "ANMF", [.. Int24(0), .. Int24(0), .. Int24(width - 1), .. Int24(height - 1), .. Int24(100), 0, .. picture]);
        }

        return [.. "RIFF"u8, .. BitConverter.GetBytes((int)body.Length), .. body.ToArray()];
    }

    /// <summary>A JPEG file with an EXIF block that says which way is up.</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] exif = [.. "Exif\0\0"u8, .. Exif(orientation)];
        int length = exif.Length + 2;
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. exif, .. jpeg[2..]];
    }

    /// <summary>An EXIF block with an orientation and a camera's name.</summary>
    public static byte[] Exif(byte orientation) =>
    [
        .. "II*\0"u8, 8, 0, 0, 0, 2, 0,
        0x0F, 0x01, 2, 0, 8, 0, 0, 0, 38, 0, 0, 0,
        0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0,
        0, 0, 0, 0,
        .. Encoding.ASCII.GetBytes("Camera1\0"),
    ];

    /// <summary>A JPEG file with a resolution, an ICC profile and an XMP packet.</summary>
    public static byte[] WithProfile(byte[] jpeg, int dotsPerInch, byte[] icc, string xmp)
    {
        byte[] density = [.. "JFIF\0"u8, 1, 1, 1, (byte)(dotsPerInch >> 8), (byte)dotsPerInch, (byte)(dotsPerInch >> 8), (byte)dotsPerInch, 0, 0];
        byte[] profile = [.. "ICC_PROFILE\0"u8, 1, 1, .. icc];
        byte[] packet = [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.UTF8.GetBytes(xmp)];
        // What the writer put there itself goes: the rest begins with the quantisation tables.
        int rest = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xDB]);
        return [.. jpeg[..2], .. Segment(0xE0, density), .. Segment(0xE1, packet), .. Segment(0xE2, profile), .. jpeg[rest..]];
    }

    private static byte[] Segment(byte marker, byte[] content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Int24(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];

    private static void Chunk(MemoryStream file, string name, byte[] content)
    {
        file.Write(Encoding.ASCII.GetBytes(name));
        file.Write(BitConverter.GetBytes(content.Length));
        file.Write(content);
        if (content.Length % 2 == 1) file.WriteByte(0);
    }
}
