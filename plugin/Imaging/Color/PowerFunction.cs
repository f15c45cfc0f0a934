using System.Numerics;
using System.Runtime.InteropServices;

namespace Enlarger.Imaging.Color;

/// <summary>
/// Raises to a constant power. A float is 2^e times a fraction near 1: the power of 2^e comes out of a table, that of the fraction out of
/// a polynomial. The error stays within a few units of the last place from the faintest value to the largest, and 1 stays exactly 1.
/// </summary>
internal sealed class PowerFunction
{
    // With fractions from 0.75 to 1.5 each further coefficient makes the error about six times smaller.
    private const double Lowest = 0.75;
    private const int Coefficients = 9;
    private const int MantissaBits = 23;
    private const int ExponentBias = 127;
    private static readonly int Origin = BitConverter.SingleToInt32Bits((float)Lowest);

    // Whatever the exponent, a result that can be calculated with.
    private static readonly double Ceiling = Math.Pow(2, 100);

    private readonly float[] _polynomial;
    private readonly float[] _scales = new float[256];

    /// <summary>The function that raises to that exponent.</summary>
    public PowerFunction(double exponent)
    {
        // Zero, and what is so small that it is stored without an exponent of its own, stays zero.
        for (int e = 1; e < _scales.Length; e++) _scales[e] = (float)Math.Min(Ceiling, Math.Pow(2, (e - ExponentBias) * exponent));
        _polynomial = Fit(exponent);
    }

    /// <summary>Raises values in place.</summary>
    /// <param name="values">Finite values that are not negative; at most a block of <see cref="ColorBlock"/>.</param>
    public void Raise(Span<Vector<float>> values)
    {
        Span<float> scales = stackalloc float[ColorBlock.Pixels];
        ReadOnlySpan<int> bits = MemoryMarshal.Cast<Vector<float>, int>(values);
        scales = scales[..bits.Length];
        for (int i = 0; i < scales.Length; i++) scales[i] = _scales[((bits[i] - Origin) >> MantissaBits) + ExponentBias];

        ReadOnlySpan<Vector<float>> scaleVectors = MemoryMarshal.Cast<float, Vector<float>>(scales);
        var origin = new Vector<int>(Origin);
        float[] p = _polynomial;
        Vector<float> p0 = new(p[0]), p1 = new(p[1]), p2 = new(p[2]), p3 = new(p[3]), p4 = new(p[4]), p5 = new(p[5]), p6 = new(p[6]), p7 = new(p[7]), p8 = new(p[8]);
        for (int i = 0; i < values.Length; i++)
        {
            Vector<int> word = Vector.AsVectorInt32(values[i]);
            Vector<int> exponent = Vector.ShiftRightArithmetic(word - origin, MantissaBits);
            Vector<float> t = Vector.AsVectorSingle(word - Vector.ShiftLeft(exponent, MantissaBits)) - Vector<float>.One;
            Vector<float> sum = Vector.FusedMultiplyAdd(p8, t, p7);
            sum = Vector.FusedMultiplyAdd(sum, t, p6);
            sum = Vector.FusedMultiplyAdd(sum, t, p5);
            sum = Vector.FusedMultiplyAdd(sum, t, p4);
            sum = Vector.FusedMultiplyAdd(sum, t, p3);
            sum = Vector.FusedMultiplyAdd(sum, t, p2);
            sum = Vector.FusedMultiplyAdd(sum, t, p1);
            sum = Vector.FusedMultiplyAdd(sum, t, p0);
            values[i] = Vector.FusedMultiplyAdd(sum, t, Vector<float>.One) * scaleVectors[i];
        }
    }

    // ((1 + t)^exponent - 1) / t through Chebyshev's nodes, by Newton's divided differences.
    private static float[] Fit(double exponent)
    {
        double[] nodes = new double[Coefficients], differences = new double[Coefficients];
        for (int i = 0; i < Coefficients; i++)
        {
            nodes[i] = (Lowest * (1.5 + (0.5 * Math.Cos(Math.PI * (i + 0.5) / Coefficients)))) - 1;
            differences[i] = nodes[i] == 0 ? exponent : (Math.Pow(1 + nodes[i], exponent) - 1) / nodes[i];
        }

        for (int order = 1; order < Coefficients; order++)
        {
            for (int i = Coefficients - 1; i >= order; i--) differences[i] = (differences[i] - differences[i - 1]) / (nodes[i] - nodes[i - order]);
        }

        double[] polynomial = new double[Coefficients];
        for (int i = Coefficients - 1; i >= 0; i--)
        {
            // Times (t - node), plus the difference.
            for (int power = Coefficients - 1; power > 0; power--) polynomial[power] = polynomial[power - 1] - (nodes[i] * polynomial[power]);
            polynomial[0] = differences[i] - (nodes[i] * polynomial[0]);
        }

        return [.. polynomial.Select(coefficient => (float)coefficient)];
    }
}
