using Enlarger.Imaging;

namespace Enlarger.Benchmarks.Support;

/// <summary>Plain unsharp masking at fixed settings, what every editor has: the picture plus its difference from itself blurred by a bell of 1.5 pixels.</summary>
internal static class UnsharpMask
{
    private static readonly PointShape Bell = PointShape.Bell(1.5);

    /// <summary>Sharpens a picture.</summary>
    public static MemoryPicture Sharpen(MemoryPicture picture)
    {
        PixelSize size = picture.Size;
        var sharpened = new MemoryPicture(size);
        int side = (2 * Bell.Reach) + 1;
        float[] across = [.. Enumerable.Range(0, side).Select(tap => Enumerable.Range(0, side).Sum(row => Bell.Taps[(row * side) + tap]))];
        float[] column = new float[size.Width * 3];
        for (int y = 0; y < size.Height; y++)
        {
            Array.Clear(column);
            for (int tap = 0; tap < side; tap++)
            {
                Span<byte> row = picture.Row(Math.Clamp(y + tap - Bell.Reach, 0, size.Height - 1));
                for (int i = 0; i < column.Length; i++) column[i] += across[tap] * row[i];
            }

            Span<byte> source = picture.Row(y), target = sharpened.Row(y);
            for (int i = 0; i < column.Length; i++)
            {
                float blurred = 0;
                for (int tap = 0; tap < side; tap++) blurred += across[tap] * column[(Math.Clamp((i / 3) + tap - Bell.Reach, 0, size.Width - 1) * 3) + (i % 3)];
                target[i] = (byte)Math.Clamp(MathF.Round((2 * source[i]) - blurred), 0, 255);
            }
        }

        return sharpened;
    }
}
