using Enlarger.CommandLine.Vips;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Mutations;

/// <summary>Damages files: at random, or where it hurts. The same numbers give the same damage.</summary>
/// <param name="files">Whole files.</param>
internal sealed class Mutator(IReadOnlyList<byte[]> files)
{
    // Below what damaged lengths may ask for, and enough for any of the files twice.
    private const int MostBytes = 1 << 20;

    private static readonly ulong[] Numbers =
    [
        0, 1, 2, 3, 4, 5, 7, 8, 16, 32, 48, 64, 100, 127, 128, 255, 256, 300, 1000, 4096, 16383, 16384, 20000, 32767, 32768, 65500, 65535, 65536, 1_000_000,
        0x00FF_FFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFF0, 0xFFFF_FFFE, 0xFFFF_FFFF, 0x7FFF_FFFF_FFFF_FFFF, ulong.MaxValue,
    ];

    /// <summary>A damaged copy of a file.</summary>
    /// <param name="file">Its index.</param>
    /// <param name="random">What decides on the damage.</param>
    public byte[] Mutate(int file, Random random)
    {
        byte[] bytes = [.. files[file]];
        for (int change = random.Next(1, 5); change > 0; change--) bytes = Change(bytes, random);
        // Behind a wrong check sum a PNG's decoder hardly looks.
        if (PictureFormat.Of(bytes)?.Id == "png" && random.Next(8) > 0) PngBytes.Check(bytes);
        return bytes;
    }

    private byte[] Change(byte[] bytes, Random random)
    {
        if (bytes.Length < 16) return bytes;

        switch (random.Next(14))
        {
            case 0:
                bytes[Place(bytes, random)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                for (int i = random.Next(1, 8); i > 0; i--) bytes[Place(bytes, random)] = (byte)random.Next(256);
                return bytes;
            case 2:
                return random.Next(3) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
            case 3:
                byte[] noise = new byte[random.Next(1, 200)];
                random.NextBytes(noise);
                return Insert(bytes, noise, random);
            case 4:
                (int from, int to) = Block(bytes, random);
                return [.. bytes[..from], .. bytes[to..]];
            case 5:
                (from, to) = Block(bytes, random);
                return Insert(bytes, bytes[from..to], random);
            case 6:
                (from, to) = Block(bytes, random);
                bytes.AsSpan(from, Math.Min(to - from, bytes.Length - 1 - from)).CopyTo(bytes.AsSpan(Math.Min(Place(bytes, random), bytes.Length - (to - from))));
                return bytes;
            case 7:
                int size = 1 << random.Next(1, 4);
                new Field(Place(bytes, random) / size * size, size, random.Next(2) == 0).Write(bytes, Number(bytes, random));
                return bytes;
            case 8:
                byte[] other = files[random.Next(files.Count)];
                int half = random.Next(bytes.Length);
                return [.. bytes[..half], .. other[Math.Min(random.Next(2) == 0 ? half : random.Next(other.Length), other.Length)..]];
            default:
                ChangeField(bytes, random);
                return bytes;
        }
    }

    private static void ChangeField(byte[] bytes, Random random)
    {
        IReadOnlyList<Field> fields = FileFields.Of(bytes);
        if (fields.Count == 0) return;

        // The first ones hold the size in most formats.
        Field field = fields[random.Next(3) == 0 ? random.Next(Math.Min(fields.Count, 12)) : random.Next(fields.Count)];
        ulong value = random.Next(3) switch
        {
            0 => field.Read(bytes) + (ulong)random.Next(-4, 5),
            1 => fields[random.Next(fields.Count)].Read(bytes),
            _ => Number(bytes, random),
        };
        field.Write(bytes, value);
    }

    private static ulong Number(byte[] bytes, Random random) =>
        random.Next(4) == 0 ? (ulong)(bytes.Length + random.Next(-8, 9)) : Numbers[random.Next(Numbers.Length)];

    private static byte[] Insert(byte[] bytes, byte[] block, Random random)
    {
        int at = Place(bytes, random);
        return bytes.Length > MostBytes ? bytes : [.. bytes[..at], .. block, .. bytes[at..]];
    }

    private static (int From, int To) Block(byte[] bytes, Random random)
    {
        int from = Place(bytes, random);
        return (from, Math.Min(bytes.Length, from + random.Next(1, Math.Max(2, bytes.Length / 4))));
    }

    // Half of the time near the start, where most formats have their headers.
    private static int Place(byte[] bytes, Random random) => random.Next(2) == 0 ? random.Next(Math.Min(bytes.Length, 128)) : random.Next(bytes.Length);
}
