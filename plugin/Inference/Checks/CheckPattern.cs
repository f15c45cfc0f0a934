using Enlarger.Imaging;

namespace Enlarger.Inference.Checks;

/// <summary>
/// The tile that devices are checked with: every frequency and direction, hard edges, flat areas, saturated colours and a little noise, the
/// same everywhere and for ever. No part of it repeats another, so that what a device puts into the wrong place is seen.
/// </summary>
internal static class CheckPattern
{
    /// <summary>The tile.</summary>
    /// <param name="size">Its size.</param>
    /// <returns>Red, green, blue; 0..1.</returns>
    public static FloatPlanes Of(PixelSize size)
    {
        var planes = new FloatPlanes(3, size.Width, size.Height);
        uint state = 2463534242;
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++)
            {
                float across = x / (float)size.Width, down = y / (float)size.Height;

                // Rings that grow finer outwards, a gradient, a checkerboard of uneven squares, and a flat corner.
                float rings = MathF.Sin(((x * x) + (y * y * 1.3f)) * 2.5f / (size.Width + size.Height));
                float board = ((x / 7) + (y / 11)) % 3 == 0 ? 0.35f : 0f;
                bool isFlat = across > 0.8f && down > 0.8f;
                for (int channel = 0; channel < 3; channel++)
                {
                    float slope = channel switch { 0 => across, 1 => down, _ => 1f - ((across + down) / 2) };
                    float value = isFlat ? 0.2f + (0.3f * channel) : (0.5f * slope) + (0.2f * rings) + board + (0.06f * (Next(ref state) - 0.5f));
                    planes.Row(channel, y)[x] = Math.Clamp(value, 0f, 1f);
                }
            }
        }

        return planes;
    }

    // Marsaglia's xorshift (2003): the same numbers on every system.
    private static float Next(ref uint state)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return state / (float)uint.MaxValue;
    }
}
