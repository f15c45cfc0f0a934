using System.Numerics.Tensors;
using Enlarger.Imaging;

namespace Enlarger.Restoration;

/// <summary>
/// Measures noise where the picture shows nothing else: in the flattest blocks. The block variance of a second difference that edges and
/// slopes leave at zero would miss what JPEG took from the high frequencies, so the differences are taken between pixels two apart.
/// </summary>
internal static class NoiseEstimator
{
    private const int Block = 16;

    // Differences between pixels this far apart: JPEG takes away the noise between neighbours first.
    private const int Distance = 2;

    // The share of the blocks that is taken for flat.
    private const double FlatShare = 0.01;

    // The flattest of many blocks are flat by chance too.
    private const float Chance = 1.15f;

    /// <summary>Standard deviation of the noise in luma, 0..1; 0 where there is nothing to measure it in.</summary>
    /// <param name="patches">Parts of the picture, one plane of luma each, of any size.</param>
    public static float Estimate(IReadOnlyList<FloatPlanes> patches)
    {
        var deviations = new List<float>();
        float[] differences = new float[Block * Block];
        foreach (FloatPlanes patch in patches)
        {
            for (int top = 0; top + Block + (2 * Distance) <= patch.Height; top += Block)
            {
                for (int left = 0; left + Block + (2 * Distance) <= patch.Width; left += Block) deviations.Add(Deviation(patch, left, top, differences));
            }
        }

        if (deviations.Count == 0) return 0;
        deviations.Sort();
        return Chance * deviations[(int)(deviations.Count * FlatShare)];
    }

    // Of the difference of differences, whose variance is 36 times that of independent noise.
    private static float Deviation(FloatPlanes patch, int left, int top, float[] differences)
    {
        ReadOnlySpan<float> weights = [1, -2, 1];
        for (int y = 0; y < Block; y++)
        {
            for (int x = 0; x < Block; x++)
            {
                float sum = 0;
                for (int down = 0; down < 3; down++)
                {
                    ReadOnlySpan<float> row = patch.Row(0, top + y + (down * Distance))[(left + x)..];
                    sum += weights[down] * (row[0] - (2 * row[Distance]) + row[2 * Distance]);
                }

                differences[(y * Block) + x] = sum;
            }
        }

        return TensorPrimitives.Norm<float>(differences) / Block / 6;
    }
}
