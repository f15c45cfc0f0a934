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

    private static byte[] Int24(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];

    private static void Chunk(MemoryStream file, string name, byte[] content)
    {
        file.Write(Encoding.ASCII.GetBytes(name));
        file.Write(BitConverter.GetBytes(content.Length));
        file.Write(content);
        if (content.Length % 2 == 1) file.WriteByte(0);
    }
}
