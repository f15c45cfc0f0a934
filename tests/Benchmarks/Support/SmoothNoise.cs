using Enlarger.CommandLine.Vips;
using Enlarger.Imaging;

namespace Enlarger.Benchmarks.Support;

/// <summary>Pictures of any size, made as fast as they are written: random values, interpolated.</summary>
internal static class SmoothNoise
{
    // From one random value to the next, in pixels.
    private const int Step = 16;

    /// <summary>Writes a baseline picture, rgb8, in the format of its name.</summary>
    public static void Write(string path, PixelSize size)
    {
        var random = new Random(1);
        byte[] row = new byte[size.Width * 3];
        byte[] above = new byte[((size.Width / Step) + 2) * 3], below = new byte[above.Length];
        random.NextBytes(below);
        using var writer = new PictureWriter(path, PictureFormat.OfName(path)!, size, new PixelStorage(PixelFormat.Parse("rgb8")), new WriteOptions());
        for (int y = 0; y < size.Height; y++)
        {
            if (y % Step == 0)
            {
                (above, below) = (below, above);
                random.NextBytes(below);
            }

            Fill(row, above, below, y % Step);
            writer.Write(row);
        }

        writer.Commit(CancellationToken.None);
    }

    private static void Fill(byte[] row, byte[] above, byte[] below, int down)
    {
        for (int i = 0; i < row.Length; i++)
        {
            int channel = i % 3, x = i / 3;
            int left = (x / Step * 3) + channel, across = x % Step;
            int first = (above[left] * (Step - down)) + (below[left] * down);
            int second = (above[left + 3] * (Step - down)) + (below[left + 3] * down);
            row[i] = (byte)(((first * (Step - across)) + (second * across)) / (Step * Step));
        }
    }
}
