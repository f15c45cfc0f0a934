using System.Buffers.Binary;

namespace Enlarger.CommandLine.Metadata;

/// <summary>What the header of a JPEG or PNG file itself says of its density; libvips does not tell that from what it makes up.</summary>
/// <param name="X">Pixels across in the unit.</param>
/// <param name="Y">Pixels down in it.</param>
/// <param name="Unit">Its millimetres, or 0 if there is none: then the two say only how long a pixel's sides are to each other.</param>
internal sealed record StatedDensity(uint X, uint Y, double Unit)
{
    private const byte Jfif = 0xE0, StartOfScan = 0xDA;

    // Real files have tens of segments before their pixels.
    private const int MostSegments = 1000;

    /// <summary>Pixels per millimetre, or null if that is not said.</summary>
    public (double X, double Y)? Resolution => Unit > 0 && (X / Unit, Y / Unit) is var density && Density.IsUsable(density) ? density : null;

    /// <summary>Pixels across to pixels down where only that is said, and they are not square; or null.</summary>
    public (uint X, uint Y)? Aspect => Unit == 0 && X > 0 && Y > 0 && X != Y ? (X, Y) : null;

    /// <summary>Reads the JFIF header of a JPEG file; null if there is none.</summary>
    public static StatedDensity? OfJpeg(Stream file)
    {
        Span<byte> bytes = stackalloc byte[16];
        file.Position = 2;
        for (int i = 0; i < MostSegments; i++)
        {
            long at = file.Position;
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length < bytes.Length || bytes[0] != 0xFF || bytes[1] == StartOfScan) return null;
            if (bytes[1] == Jfif && bytes[4..].StartsWith("JFIF\0"u8))
            {
                double unit = bytes[11] switch { 1 => Density.Inch, 2 => 10, _ => 0 };
                return new StatedDensity(BinaryPrimitives.ReadUInt16BigEndian(bytes[12..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]), unit);
            }

            // Any number of 0xFF may stand before a marker.
            file.Position = bytes[1] == 0xFF ? at + 1 : at + 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        }

        return null;
    }

    /// <summary>Reads the content of a PNG file's chunk; null if it is none.</summary>
    public static StatedDensity? OfPng(ReadOnlySpan<byte> content) => content.Length == 9
        ? new StatedDensity(BinaryPrimitives.ReadUInt32BigEndian(content), BinaryPrimitives.ReadUInt32BigEndian(content[4..]), content[8] == 1 ? 1000 : 0)
        : null;

    /// <summary>The chunk of a PNG file that says no more than an aspect.</summary>
    public static PngChunk Png((uint X, uint Y) aspect)
    {
        byte[] content = new byte[9];
        BinaryPrimitives.WriteUInt32BigEndian(content, aspect.X);
        BinaryPrimitives.WriteUInt32BigEndian(content.AsSpan(4), aspect.Y);
        return new PngChunk(PngChunk.Resolution, content);
    }
}
