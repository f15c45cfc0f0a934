using System.Numerics.Tensors;
using Enlarger.Imaging;

namespace Enlarger.Inference.Checks;

/// <summary>How well two runs of a network agree.</summary>
internal static class Agreement
{
    /// <summary>More than this says nothing any more.</summary>
    public const double Highest = 200;

    /// <summary>The peak signal-to-noise ratio of two outputs of the same size in decibels, where 1 is the peak; at most <see cref="Highest"/>.</summary>
    public static double Decibels(FloatPlanes first, FloatPlanes second)
    {
        double squares = 0;
        for (int channel = 0; channel < first.Channels; channel++)
        {
            for (int y = 0; y < first.Height; y++)
            {
                float distance = TensorPrimitives.Distance<float>(first.Row(channel, y), second.Row(channel, y));
                squares += (double)distance * distance;
            }
        }

        double mean = squares / first.Span.Length;
        return mean == 0 ? Highest : Math.Clamp(-10 * Math.Log10(mean), 0, Highest);
    }
}
