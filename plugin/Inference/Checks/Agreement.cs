using System.Numerics.Tensors;
using Enlarger.Imaging;

namespace Enlarger.Inference.Checks;

/// <summary>How well two runs of a network agree.</summary>
internal static class Agreement
{
    /// <summary>More than this says nothing any more.</summary>
    public const double Highest = 200;

    // Below the last bit of 16, nobody can see a difference.
    private const double Certain = 96;

    /// <summary>Whether an output that seemed wrong is right after all: as near to the reference as half precision is, and by its own contrast, too.</summary>
    public static bool IsSame(FloatPlanes output, FloatPlanes reference)
    {
        double decibels = Decibels(output, reference);
        double variance = 0;
        for (int channel = 0; channel < reference.Channels; channel++)
        {
            // In a dark sky all but a star is black, and so is a blank tile.
            ReadOnlySpan<float> plane = reference.Plane(channel);
            double sum = TensorPrimitives.Sum(plane);
            variance += TensorPrimitives.SumOfSquares(plane) - (sum * sum / plane.Length);
        }

        double error = Math.Pow(10, -decibels / 10) * reference.Span.Length;
        return decibels >= DeviceCheck.Half && (error <= variance / 10 || decibels >= Certain);
    }

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
