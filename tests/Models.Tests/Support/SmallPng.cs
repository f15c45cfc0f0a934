using System.Buffers.Binary;
using System.IO.Compression;

namespace Enlarger.Tests.Support;

/// <summary>Reads PNG files of 8-bit red, green, blue and opacity without interlacing, such as the sample picture.</summary>
internal static class SmallPng
{
    private const int Channels = 4;

    /// <summary>The colours of a part of the picture from 0 to 1: row, column, channel.</summary>
    public static float[] Crop(string path, int left, int top, int size)
    {
        (byte[] pixels, int width) = Read(File.ReadAllBytes(path));
        float[] crop = new float[size * size * 3];
        for (int index = 0; index < crop.Length; index++)
        {
            int x = left + (index / 3 % size);
            int y = top + (index / 3 / size);
            crop[index] = pixels[(((y * width) + x) * Channels) + (index % 3)] / 255f;
        }

        return crop;
    }

    private static (byte[] Pixels, int Width) Read(byte[] file)
    {
        using MemoryStream packed = new();
        int width = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16));
        Assert.That(file.AsSpan(24, 5).ToArray(), Is.EqualTo(new byte[] { 8, 6, 0, 0, 0 }), "8 bits, four channels, no interlacing");
        for (int place = 8; place < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(place));
            if (file.AsSpan(place + 4, 4).SequenceEqual("IDAT"u8)) packed.Write(file, place + 8, length);
            place += length + 12;
        }

        packed.Position = 0;
        using ZLibStream stream = new(packed, CompressionMode.Decompress);
        using MemoryStream unpacked = new();
        stream.CopyTo(unpacked);
        byte[] rows = unpacked.ToArray();
        int stride = width * Channels;
        byte[] pixels = new byte[rows.Length / (stride + 1) * stride];
        for (int index = 0; index < pixels.Length; index++)
        {
            (int row, int column) = Math.DivRem(index, stride);
            int left = column >= Channels ? pixels[index - Channels] : 0;
            int above = row > 0 ? pixels[index - stride] : 0;
            int corner = row > 0 && column >= Channels ? pixels[index - stride - Channels] : 0;
            int prediction = rows[row * (stride + 1)] switch
            {
                1 => left,
                2 => above,
                3 => (left + above) / 2,
                4 => Nearest(left, above, corner),
                _ => 0,
            };
            pixels[index] = (byte)(rows[(row * (stride + 1)) + 1 + column] + prediction);
        }

        return (pixels, width);
    }

    private static int Nearest(int left, int above, int corner)
    {
        int wanted = left + above - corner;
        (int toLeft, int toAbove, int toCorner) = (Math.Abs(wanted - left), Math.Abs(wanted - above), Math.Abs(wanted - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
