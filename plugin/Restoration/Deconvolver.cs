using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Enlarger.Imaging;
using Enlarger.Inference;

namespace Enlarger.Restoration;

/// <summary>
/// Undoes a known blur without inventing anything: of all pictures that the blur would have turned into the input, to within its noise,
/// it takes the one with the least variation, so that nothing rings where the blur left nothing. The minimum is found by half-quadratic
/// splitting (Krishnan and Fergus 2009). What lies beyond the border of the input is unknown, not black and not mirrored, and found along
/// with the rest (Almeida and Figueiredo 2013). Luma and colour differences are restored apart: colour carries more noise and less detail.
/// </summary>
/// <param name="kernel">The blur.</param>
/// <param name="noise">Standard deviation of the luma noise, 0..1; what is below half a step of 8 bits counts as that.</param>
internal sealed class Deconvolver(BlurKernel kernel, float noise) : IGenerator
{
    // The more trust there is to gain, the more rounds are needed, by its logarithm; and as many at least.
    private const int LeastRounds = 6;
    private const float RoundsPerTrust = 1.3f;

    // How many of the last rounds have the full trust in the input.
    private const int TrustingRounds = 4;

    // The trust in the input is inverse to the variance of the noise; of the luma, and of colour as a part of it. Measured on photographs.
    private const float Trust = 0.2f;
    private const float ColorTrust = 0.3f;

    // Trust starts as low as if the noise were strong: as long as the surroundings are guesses they must not be taken at their word.
    private const float FirstTrust = 300;

    // How firmly the picture is tied to its own, cleaned differences: at first, and at last as a part of the trust.
    private const float FirstTie = 0.5f;
    private const float LastTie = 0.05f;

    // How far beyond a new guess the surroundings go, in the direction of the change: they converge sooner.
    private const float Relaxation = 2;

    private const float LeastNoise = 0.3f / 255;
    private const int LeastGap = 16;

    /// <summary>Memory that it takes per pixel, in bytes.</summary>
    public const long BytesPerPixel = 120;

    /// <inheritdoc/>
    public int Scale => 1;

    /// <summary>With so many more pixels around a tile it agrees with the whole to 45 dB and more, to 40 dB where a long motion is undone in a picture without noise.</summary>
    public int Halo => (6 * kernel.Reach) + LeastGap;

    /// <inheritdoc/>
    public FloatPlanes Run(FloatPlanes input, PlanePool pool, CancellationToken cancellation)
    {
        int gap = Math.Max(LeastGap, 3 * kernel.Reach);
        var transform = new FourierTransform(FourierTransform.FittingLength(input.Width + gap), FourierTransform.FittingLength(input.Height + gap));
        using FloatPlanes transfer = kernel.Transfer(transform, pool);
        using FloatPlanes variation = Variation(transform, pool);
        float deviation = MathF.Max(noise, LeastNoise), trust = Trust / (deviation * deviation);

        // The transform takes two planes: luma has the first pair to itself, the differences of red and blue from green share the other.
        FloatPlanes output = pool.Rent(3, input.Width, input.Height);
        using FloatPlanes luma = Padded(transform, pool), color = Padded(transform, pool);
        for (int y = 0; y < input.Height; y++)
        {
            Span<float> red = input.Row(0, y), green = input.Row(1, y), blue = input.Row(2, y);
            Luma.Of(red, green, blue, luma.Row(0, y)[..input.Width]);
            TensorPrimitives.Subtract(red, green, color.Row(0, y)[..input.Width]);
            TensorPrimitives.Subtract(blue, green, color.Row(1, y)[..input.Width]);
        }

        var size = new PixelSize(input.Width, input.Height);
        Solve(luma, size, transform, transfer, variation, trust, pool, cancellation);
        Solve(color, size, transform, transfer, variation, trust * ColorTrust, pool, cancellation);

        using FloatPlanes nothing = pool.Rent(1, input.Width, 1);
        nothing.Span.Clear();
        for (int y = 0; y < input.Height; y++)
        {
            // The luma of the differences from green is what the luma has more than green.
            Span<float> red = output.Row(0, y), green = output.Row(1, y), blue = output.Row(2, y);
            ReadOnlySpan<float> redLessGreen = color.Row(0, y)[..input.Width], blueLessGreen = color.Row(1, y)[..input.Width];
            Luma.Of(redLessGreen, nothing.Span, blueLessGreen, green);
            TensorPrimitives.Subtract(luma.Row(0, y)[..input.Width], green, green);
            TensorPrimitives.Add(redLessGreen, green, red);
            TensorPrimitives.Add(blueLessGreen, green, blue);
        }

        return output;
    }

    private static FloatPlanes Padded(FourierTransform transform, PlanePool pool)
    {
        FloatPlanes planes = pool.Rent(2, transform.Width, transform.Height);
        planes.Span.Clear();
        return planes;
    }

    // By how much each frequency varies from pixel to pixel: the squared transfer of the differences across and down.
    private static FloatPlanes Variation(FourierTransform transform, PlanePool pool)
    {
        FloatPlanes variation = pool.Rent(1, transform.Width, transform.Height);
        Span<float> first = variation.Row(0, 0);
        for (int x = 0; x < first.Length; x++) first[x] = 2 - (2 * MathF.Cos(2 * MathF.PI * x / first.Length));
        for (int y = 1; y < transform.Height; y++) TensorPrimitives.Add(first, 2 - (2 * MathF.Cos(2 * MathF.PI * y / transform.Height)), variation.Row(0, y));
        return variation;
    }

    // In place. The planes go round, so the input's surroundings are the gap between its end and its beginning.
    private static void Solve(
        FloatPlanes planes, PixelSize known, FourierTransform transform, FloatPlanes transfer, FloatPlanes variation, float lastTrust, PlanePool pool, CancellationToken cancellation)
    {
        Extend(planes, known);
        using FloatPlanes blurred = pool.Rent(2, transform.Width, transform.Height);
        using FloatPlanes sharp = pool.Rent(2, transform.Width, transform.Height);
        using FloatPlanes work = pool.Rent(2, transform.Width, transform.Height);
        planes.Span.CopyTo(sharp.Span);
        planes.Span.CopyTo(blurred.Span);
        transform.Forward(blurred, pool);

        int rounds = LeastRounds + (int)MathF.Round(RoundsPerTrust * MathF.Max(0, MathF.Log(lastTrust / FirstTrust)));
        float trust = MathF.Min(FirstTrust, lastTrust), tie = MathF.Min(FirstTie, LastTie * lastTrust);
        float trustGrowth = MathF.Pow(lastTrust / trust, 1f / (rounds - TrustingRounds)), tieGrowth = MathF.Pow(LastTie * lastTrust / tie, 1f / (rounds - 1));
        for (int round = 1; round <= rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            CleanDifferences(sharp, 1 / tie, work, pool);
            transform.Forward(work, pool);
            cancellation.ThrowIfCancellationRequested();
            Divide(blurred, work, transfer, variation, trust, tie, sharp);
            if (round < rounds)
            {
                for (int part = 0; part < 2; part++) TensorPrimitives.Multiply(sharp.Plane(part), transfer.Span, work.Plane(part));
                transform.Inverse(work, pool);
                GuessSurroundings(planes, known, work);
                planes.Span.CopyTo(blurred.Span);
                cancellation.ThrowIfCancellationRequested();
                transform.Forward(blurred, pool);
            }

            transform.Inverse(sharp, pool);
            trust = MathF.Min(lastTrust, trust * trustGrowth);
            tie *= tieGrowth;
        }

        sharp.Span.CopyTo(planes.Span);
    }

    // The first guess of the surroundings: mirrored from either side, one passing into the other.
    private static void Extend(FloatPlanes planes, PixelSize known)
    {
        int across = planes.Width - known.Width, down = planes.Height - known.Height;
        for (int part = 0; part < planes.Channels; part++)
        {
            for (int y = 0; y < known.Height; y++)
            {
                Span<float> row = planes.Row(part, y);
                for (int i = 0; i < across; i++)
                {
                    float before = row[Math.Max(0, known.Width - 1 - i)], after = row[Math.Min(known.Width - 1, across - 1 - i)];
                    row[known.Width + i] = before + ((after - before) * Passage(i, across));
                }
            }

            for (int i = 0; i < down; i++)
            {
                Span<float> row = planes.Row(part, known.Height + i);
                ReadOnlySpan<float> above = planes.Row(part, Math.Max(0, known.Height - 1 - i)), below = planes.Row(part, Math.Min(known.Height - 1, down - 1 - i));
                float weight = Passage(i, down);
                for (int x = 0; x < row.Length; x++) row[x] = above[x] + ((below[x] - above[x]) * weight);
            }
        }
    }

    private static float Passage(int place, int length)
    {
        float way = (place + 0.5f) / length;
        return way * way * (3 - (2 * way));
    }

    // The surroundings become what the blur would have made of the present solution.
    private static void GuessSurroundings(FloatPlanes planes, PixelSize known, FloatPlanes guess)
    {
        for (int part = 0; part < planes.Channels; part++)
        {
            for (int y = 0; y < planes.Height; y++)
            {
                int start = y < known.Height ? known.Width : 0;
                Span<float> old = planes.Row(part, y)[start..], step = guess.Row(part, y)[start..];
                TensorPrimitives.Subtract(step, old, step);
                TensorPrimitives.MultiplyAdd(step, Relaxation, old, old);
            }
        }
    }

    // The differences to the next pixel, less all that is small, and of these the negative divergence, which belongs to the picture's.
    private static void CleanDifferences(FloatPlanes planes, float threshold, FloatPlanes result, PlanePool pool) => Parallel.For(
        0,
        planes.Channels * planes.Height,
        () => pool.Rent(3, planes.Width, 1),
        (row, _, scratch) =>
        {
            int part = row / planes.Height, y = row % planes.Height, last = planes.Width - 1;
            ReadOnlySpan<float> here = planes.Row(part, y), above = planes.Row(part, y == 0 ? planes.Height - 1 : y - 1), below = planes.Row(part, y == planes.Height - 1 ? 0 : y + 1);
            Span<float> target = result.Row(part, y), difference = scratch.Plane(0), other = scratch.Plane(1), limited = scratch.Plane(2);
            TensorPrimitives.Subtract(here[1..], here[..last], difference[..last]);
            difference[last] = here[0] - here[last];
            Shrink(difference, threshold, limited);
            TensorPrimitives.Subtract(difference[..last], difference[1..], target[1..]);
            target[0] = difference[last] - difference[0];

            TensorPrimitives.Subtract(here, above, difference);
            Shrink(difference, threshold, limited);
            TensorPrimitives.Subtract(below, here, other);
            Shrink(other, threshold, limited);
            TensorPrimitives.Add(target, difference, target);
            TensorPrimitives.Subtract(target, other, target);
            return scratch;
        },
        scratch => scratch.Dispose());

    private static void Shrink(Span<float> values, float threshold, Span<float> limited)
    {
        TensorPrimitives.Max(values, -threshold, limited);
        TensorPrimitives.Min(limited, threshold, limited);
        TensorPrimitives.Subtract(values, limited, values);
    }

    // The picture between the two that is nearest to both: the one that blurs to the input, and the one with the cleaned differences.
    private static void Divide(FloatPlanes blurred, FloatPlanes differences, FloatPlanes transfer, FloatPlanes variation, float trust, float tie, FloatPlanes result) => Parallel.For(
        0,
        result.Channels * result.Height,
        row =>
        {
            int part = row / result.Height, y = row % result.Height;
            ReadOnlySpan<Vector<float>> k = Vectors(transfer.Row(0, y)), g = Vectors(variation.Row(0, y)), b = Vectors(blurred.Row(part, y)), d = Vectors(differences.Row(part, y));
            Span<Vector<float>> x = MemoryMarshal.Cast<float, Vector<float>>(result.Row(part, y));
            for (int i = 0; i < x.Length; i++)
            {
                // Neither is 0 where the other is: a kernel keeps frequency 0, and all others vary.
                x[i] = ((k[i] * b[i] * trust) + (d[i] * tie)) / ((k[i] * k[i] * trust) + (g[i] * tie));
            }
        });

    private static ReadOnlySpan<Vector<float>> Vectors(ReadOnlySpan<float> row) => MemoryMarshal.Cast<float, Vector<float>>(row);
}
