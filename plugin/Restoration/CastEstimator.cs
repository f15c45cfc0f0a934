using System.Numerics;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;

namespace Enlarger.Restoration;

/// <summary>
/// Finds out what a generator that corrects colours did to those of a small picture, as one affine transform that can be given to every pixel
/// of the large one: by least squares, in the encoding that generators see. Detail that it drew averages out, since no affine transform could draw it.
/// </summary>
internal static class CastEstimator
{
    private const int Terms = 4;

    // What was clipped, or is by the correction, tells nothing of how far the correction would have gone.
    private const float Darkest = 0.02f, Brightest = 0.98f;

    // So many pixels speak for leaving colours alone (ridge regression; Hoerl and Kennard 1970). In a whole miniature that is one in eight thousand, and counts only
    // in directions in which the picture has no colours to tell anything by; a picture of a few pixels, which is hardly one, keeps its colours.
    private const double Caution = 8;

    // What a photograph can need: a lamp's light, a faded print. A generator that goes farther has mistaken something.
    private const double LeastGain = 0.5, MostGain = 2, MostCrosstalk = 0.3, MostOffset = 0.25;

    // Colours must stay apart from each other: what a pixel was can still be told from what it became.
    private const double LeastVolume = 1.0 / 8, MostVolume = 8;

    // From one part of a correction that goes too far to the next smaller one that is tried; and the part from which on it is given up.
    private const double Retreat = 0.95, LeastPart = 0.01;

    // A mean change that nobody sees: half a step of 8 bits.
    private const double Invisible = 0.5 / 255;

    /// <summary>Whether a picture has colours that could be wrong: one that is grey throughout was meant to be.</summary>
    /// <param name="color">Three planes.</param>
    public static bool HasColor(FloatPlanes color) => !(color.Plane(0).SequenceEqual(color.Plane(1)) && color.Plane(1).SequenceEqual(color.Plane(2)));

    /// <summary>Estimates.</summary>
    /// <param name="before">The picture: three planes, 0..1.</param>
    /// <param name="alpha">How much each of its pixels counts: one plane, 0..1.</param>
    /// <param name="after">What the generator made of it: three planes.</param>
    /// <returns>The transform; null where there is nothing to correct: no pixel tells anything, or the change is too small to be seen.</returns>
    public static ColorTransform? Estimate(FloatPlanes before, FloatPlanes alpha, FloatPlanes after)
    {
        if (Fit(before, alpha, after, after) is not { } changes) return null;

        // Where the generator drew detail into white, leaving its pixels out has favoured those that it made darker. What the first fit makes of the picture has no detail of
        // its own to be misled by.
        using FloatPlanes expected = Changed(before, Of(changes, 1));
        changes = Fit(before, alpha, after, expected) ?? changes;
        for (double part = 1; part >= LeastPart; part *= Retreat)
        {
            ColorTransform transform = Of(changes, part);
            if (IsPlausible(transform)) return IsVisible(transform, before, alpha) ? transform : null;
        }

        return null;
    }

    // How red, green and blue change by red, green, blue and 1; null if no pixel tells anything.
    private static double[][]? Fit(FloatPlanes before, FloatPlanes alpha, FloatPlanes after, FloatPlanes expected)
    {
        double[,] moments = new double[Terms, Terms];
        double[][] changes = [new double[Terms], new double[Terms], new double[Terms]];
        if (!Measure(before, alpha, after, expected, moments, changes)) return null;

        // Caution makes the moments positive definite, whatever the picture.
        for (int term = 0; term < Terms; term++) moments[term, term] += Caution;
        foreach (double[] change in changes) LinearSystem.Solve((double[,])moments.Clone(), change);
        return changes;
    }

    // The sums of products of red, green, blue and 1; and of those with how red, green and blue changed. Pixels that are clipped, or expected to be, are left out.
    private static bool Measure(FloatPlanes before, FloatPlanes alpha, FloatPlanes after, FloatPlanes expected, double[,] moments, double[][] changes)
    {
        bool any = false;
        Span<double> terms = stackalloc double[Terms];
        for (int i = 0; i < alpha.Span.Length; i++)
        {
            double weight = alpha.Span[i];
            bool counts = weight > 0;
            for (int channel = 0; channel < 3; channel++)
            {
                float from = before.Plane(channel)[i], to = expected.Plane(channel)[i];
                counts &= from is >= Darkest and <= Brightest && to is >= Darkest and <= Brightest;
                terms[channel] = from;
            }

            if (!counts) continue;
            terms[^1] = 1;
            any = true;
            for (int row = 0; row < Terms; row++)
            {
                double weighted = weight * terms[row];
                for (int column = 0; column < Terms; column++) moments[row, column] += weighted * terms[column];
                for (int channel = 0; channel < 3; channel++) changes[channel][row] += weighted * (after.Plane(channel)[i] - before.Plane(channel)[i]);
            }
        }

        return any;
    }

    private static FloatPlanes Changed(FloatPlanes picture, ColorTransform transform)
    {
        var changed = new FloatPlanes(3, picture.Width, picture.Height);
        picture.Span.CopyTo(changed.Span);
        transform.Apply(changed);
        return changed;
    }

    private static ColorTransform Of(double[][] changes, double part) => new(
        new Matrix3([.. from row in Enumerable.Range(0, 3) from column in Enumerable.Range(0, 3) select (row == column ? 1 : 0) + (part * changes[row][column])]),
        new Vector3((float)(part * changes[0][3]), (float)(part * changes[1][3]), (float)(part * changes[2][3])));

    // A correction that goes too far is taken in part, as a whole: cutting off single numbers would make another tint of it.
    private static bool IsPlausible(ColorTransform transform)
    {
        Matrix3 matrix = transform.Matrix;
        bool holds = matrix.Determinant is >= LeastVolume and <= MostVolume;
        for (int row = 0; row < 3; row++)
        {
            holds &= Math.Abs(transform.Offset[row]) <= MostOffset;

            // The sum of a row is the gain of grey.
            holds &= matrix.RowSum(row) is >= LeastGain and <= MostGain;
            for (int column = 0; column < 3; column++)
            {
                holds &= row == column ? matrix[row, column] is >= LeastGain and <= MostGain : Math.Abs(matrix[row, column]) <= MostCrosstalk;
            }
        }

        return holds;
    }

    private static bool IsVisible(ColorTransform transform, FloatPlanes before, FloatPlanes alpha)
    {
        using FloatPlanes after = Changed(before, transform);
        double squares = 0, total = 0;
        for (int i = 0; i < alpha.Span.Length; i++)
        {
            total += alpha.Span[i];
            for (int channel = 0; channel < 3; channel++)
            {
                double change = after.Plane(channel)[i] - before.Plane(channel)[i];
                squares += alpha.Span[i] * change * change;
            }
        }

        return squares > 3 * total * Invisible * Invisible;
    }
}
