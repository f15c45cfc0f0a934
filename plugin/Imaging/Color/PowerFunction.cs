using System.Numerics;

namespace Enlarger.Imaging.Color;

/// <summary>
/// Raises to a constant power. A float is 2^e times a fraction near 1: a polynomial each raises the fraction and 2^e. The error stays
/// within a few units of the last place from the faintest value to the largest, and 0 and 1 stay exactly what they are.
/// </summary>
internal sealed class PowerFunction
{
    // With fractions from 0.75 to 1.5 each further coefficient makes the error about six times smaller.
    private const float LowestFraction = 0.75f;
    private const int MantissaBits = 23, ExponentBias = 127;

    // 2^x must be a number that can be stored, and multiplied without slowing a processor down by numbers too small for it, whatever x.
    private const float LeastExponent = -100f, MostExponent = 100f;
    private const float SmallestNormal = 1.17549435e-38f;

    // Of so few binary places that its product with any e is exact.
    private const double Places = 1 << 10;

    private static readonly int Origin = BitConverter.SingleToInt32Bits(LowestFraction);
    private static readonly float[] Exponential = Fit(x => Math.Pow(2, x), -0.5, 0.5, 6);

    private readonly float[] _polynomial;
    private readonly float _coarse;
    private readonly float _fine;

    /// <summary>The function that raises to that exponent.</summary>
    public PowerFunction(double exponent)
    {
        _coarse = (float)(Math.Round(exponent * Places) / Places);
        _fine = (float)(exponent - _coarse);
        _polynomial = Fit(x => Math.Pow(1 + x, exponent), LowestFraction - 1, (2 * LowestFraction) - 1, 9);
    }

    /// <summary>Raises values in place.</summary>
    /// <param name="values">Finite values that are not negative.</param>
    public void Raise(Span<Vector<float>> values)
    {
        float[] p = _polynomial, q = Exponential;
        Vector<float> p0 = new(p[0]), p1 = new(p[1]), p2 = new(p[2]), p3 = new(p[3]), p4 = new(p[4]), p5 = new(p[5]), p6 = new(p[6]), p7 = new(p[7]), p8 = new(p[8]);
        Vector<float> q0 = new(q[0]), q1 = new(q[1]), q2 = new(q[2]), q3 = new(q[3]), q4 = new(q[4]), q5 = new(q[5]);
        Vector<float> coarse = new(_coarse), fine = new(_fine), half = new(0.5f), least = new(LeastExponent), most = new(MostExponent), normal = new(SmallestNormal);
        Vector<int> origin = new(Origin), bias = new(ExponentBias);
        foreach (ref Vector<float> value in values)
        {
            Vector<int> word = Vector.AsVectorInt32(value);
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
            Vector<float> fraction = Vector.FusedMultiplyAdd(sum, t, Vector<float>.One);

            Vector<float> e = Vector.ConvertToSingle(exponent), product = e * coarse;
            Vector<float> whole = Vector.Min(Vector.Max(Vector.Floor(product + half), least), most);
            Vector<float> rest = Vector.Min(Vector.Max(Vector.FusedMultiplyAdd(e, fine, product - whole), -Vector<float>.One), Vector<float>.One);
            sum = Vector.FusedMultiplyAdd(q5, rest, q4);
            sum = Vector.FusedMultiplyAdd(sum, rest, q3);
            sum = Vector.FusedMultiplyAdd(sum, rest, q2);
            sum = Vector.FusedMultiplyAdd(sum, rest, q1);
            sum = Vector.FusedMultiplyAdd(sum, rest, q0);
            Vector<float> scale = Vector.FusedMultiplyAdd(sum, rest, Vector<float>.One);
            Vector<float> power = Vector.AsVectorSingle(Vector.ShiftLeft(Vector.ConvertToInt32(whole) + bias, MantissaBits));

            // What is so small that it is stored without an exponent of its own counts as 0.
            Vector<float> result = fraction * scale * power;
            value = Vector.ConditionalSelect(Vector.LessThan(value, normal), Vector<float>.Zero, result);
        }
    }

    // (f(x) - 1) / x through Chebyshev's nodes, by Newton's divided differences; f(0) is 1.
    private static float[] Fit(Func<double, double> function, double from, double to, int coefficients)
    {
        double[] nodes = new double[coefficients], differences = new double[coefficients];
        for (int i = 0; i < coefficients; i++)
        {
            nodes[i] = ((from + to) / 2) + ((to - from) / 2 * Math.Cos(Math.PI * (i + 0.5) / coefficients));
            differences[i] = (function(nodes[i]) - 1) / nodes[i];
        }

        for (int order = 1; order < coefficients; order++)
        {
            for (int i = coefficients - 1; i >= order; i--) differences[i] = (differences[i] - differences[i - 1]) / (nodes[i] - nodes[i - order]);
        }

        double[] polynomial = new double[coefficients];
        for (int i = coefficients - 1; i >= 0; i--)
        {
            // Times (x - node), plus the difference.
            for (int power = coefficients - 1; power > 0; power--) polynomial[power] = polynomial[power - 1] - (nodes[i] * polynomial[power]);
            polynomial[0] = differences[i] - (nodes[i] * polynomial[0]);
        }

        return [.. polynomial.Select(coefficient => (float)coefficient)];
    }
}
