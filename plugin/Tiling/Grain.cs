using Enlarger.Imaging;

namespace Enlarger.Tiling;

/// <summary>
/// Fine noise of the luminance, so that what a generator has smoothed does not look like plastic. A value depends on its place in the
/// result and the seed alone: however the picture is cut into tiles, the grain is the same.
/// </summary>
internal static class Grain
{
    // The standard deviation of the sum of four uniform bytes, which is near to a normal distribution (Irwin-Hall).
    private const float DeviationOfSum = 147.8f;

    /// <summary>Adds grain, in place.</summary>
    /// <param name="result">Three planes.</param>
    /// <param name="area">Where they lie in the result.</param>
    /// <param name="deviation">The standard deviation in the mid-tones, 0..1; it falls to 0 at black and white, where nothing could be added evenly.</param>
    /// <param name="seed">Tells one grain from another.</param>
    public static void Add(FloatPlanes result, PixelArea area, float deviation, int seed)
    {
        float factor = deviation / DeviationOfSum;
        for (int y = 0; y < result.Height; y++)
        {
            Span<float> red = result.Row(0, y), green = result.Row(1, y), blue = result.Row(2, y);
            uint row = Mix((uint)(area.Y + y) ^ Mix((uint)seed));
            for (int x = 0; x < red.Length; x++)
            {
                uint hash = Mix((uint)(area.X + x) + row);
                int sum = (int)((hash & 255) + ((hash >> 8) & 255) + ((hash >> 16) & 255) + (hash >> 24)) - 510;
                float luma = Math.Clamp(Luma.Of(red[x], green[x], blue[x]), 0f, 1f);
                float noise = sum * factor * Math.Min(1f, 4f * luma * (1f - luma));
                red[x] += noise;
                green[x] += noise;
                blue[x] += noise;
            }
        }
    }

    // The finaliser of MurmurHash3 (Appleby), in which every bit of the input decides every bit of the output.
    private static uint Mix(uint value)
    {
        value = (value ^ (value >> 16)) * 0x85EBCA6B;
        value = (value ^ (value >> 13)) * 0xC2B2AE35;
        return value ^ (value >> 16);
    }
}
