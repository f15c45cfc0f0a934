using System.Numerics;
using System.Runtime.InteropServices;

namespace Enlarger.Imaging.Color;

/// <summary>
/// A curve by equally spaced samples with straight lines between them, as ICC.1 (10.6) has it; beyond white the last line goes on. Where
/// several samples are equal, since 16 bits could not tell them apart, the curve rises from the first of them to the next higher one, less
/// than a step away from the samples, so that every sample has a way back.
/// </summary>
internal sealed class SampledCurve : ToneCurve
{
    // How much of the curve may be flat, how light its black may be, and how little it may rise beyond white.
    private const double LongestFlat = 0.25, MostLiftedBlack = 0.1;
    private const float LeastSlope = 1f / 64;

    private const int Buckets = 1024;
    private readonly float[] _light;
    private readonly int[] _bucket = new int[Buckets + 1];
    private readonly float _slope;

    private SampledCurve(float[] light)
    {
        _light = light;
        _slope = Math.Max(LeastSlope, (light[^1] - light[^2]) * (light.Length - 1));
        for (int bucket = 0, i = 0; bucket < _bucket.Length; bucket++)
        {
            while (i < light.Length - 2 && light[i + 1] <= bucket / (float)Buckets) i++;
            _bucket[bucket] = i;
        }
    }

    /// <summary>The curve through samples, with white brought to 1; null if they fall anywhere, or hold no way back.</summary>
    /// <param name="samples">At least 2, of 16 bits, from black to white.</param>
    public static SampledCurve? Create(ReadOnlySpan<ushort> samples)
    {
        int white = samples[^1];
        if (white < ushort.MaxValue / 2 || samples[0] > white * MostLiftedBlack) return null;

        int last = samples.Length - 1;
        int longest = Math.Max(1, (int)(last * LongestFlat));
        float[] light = new float[samples.Length];
        for (int from = 0, to; from < last; from = to)
        {
            int level = Level(samples, from), steps = 0;
            for (to = from + 1; to < last && Level(samples, to) == level; to++) steps++;
            int rise = samples[to] - level;
            if (rise < 0 || steps > longest) return null;
            // Up to the next sample if that is a step away, else by a step and no more.
            for (int i = from; i < to; i++)
            {
                double within = steps == 0 ? 0 : Math.Min(rise * (i - from) / (double)(to - from), (i - from) / (double)steps);
                light[i] = (float)((level + within) / white);
            }
        }

        light[last] = 1f;
        return new SampledCurve(light);
    }

    /// <inheritdoc/>
    public override void ToLight(Span<Vector<float>> values)
    {
        float[] light = _light;
        int last = light.Length - 1;
        foreach (ref float value in MemoryMarshal.Cast<Vector<float>, float>(values))
        {
            float size = MathF.Abs(value), result;
            if (size >= 1f)
            {
                result = 1f + ((size - 1f) * _slope);
            }
            else
            {
                float place = size * last;
                // A product just below the last sample may round up to it.
                int i = Math.Min((int)place, last - 1);
                result = light[i] + ((place - i) * (light[i + 1] - light[i]));
            }

            value = MathF.CopySign(result, value);
        }
    }

    /// <inheritdoc/>
    public override void FromLight(Span<Vector<float>> values)
    {
        float[] light = _light;
        int last = light.Length - 1;
        foreach (ref float value in MemoryMarshal.Cast<Vector<float>, float>(values))
        {
            float size = MathF.Abs(value), result;
            if (size >= 1f)
            {
                result = 1f + ((size - 1f) / _slope);
            }
            else if (size <= light[0])
            {
                result = 0f;
            }
            else
            {
                int bucket = (int)(size * Buckets);
                int low = _bucket[bucket], high = _bucket[bucket + 1];
                while (low < high)
                {
                    int middle = (low + high + 1) / 2;
                    if (light[middle] <= size) low = middle;
                    else high = middle - 1;
                }

                result = (low + ((size - light[low]) / (light[low + 1] - light[low]))) / last;
            }

            value = MathF.CopySign(result, value);
        }
    }

    // Samples before the last that are white already count as a step darker, so that they rise to it.
    private static int Level(ReadOnlySpan<ushort> samples, int i) => samples[i] == samples[^1] ? samples[i] - 1 : samples[i];
}
