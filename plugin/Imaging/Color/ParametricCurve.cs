using System.Numerics;

namespace Enlarger.Imaging.Color;

/// <summary>
/// A power law with a straight foot: (a x + b)^g + e from d on, c x + f below, the most general of the parametric curves of ICC.1 (10.18).
/// </summary>
internal sealed class ParametricCurve : ToneCurve
{
    // How far the law may begin below the end of the foot.
    private const double Step = 5e-4;
    private const double MostLiftedBlack = 0.1, LongestFlatFoot = 0.125, LeastGamma = 0.1, MostGamma = 10;

    private readonly PowerFunction _power;
    private readonly PowerFunction _root;
    private readonly float _a, _b, _c, _d, _e, _f;

    // The light from which on the law holds.
    private readonly float _edge;

    private ParametricCurve(double g, double a, double b, double c, double d, double e, double f)
    {
        _power = new PowerFunction(g);
        _root = new PowerFunction(1 / g);
        _a = (float)a;
        // White is to be exactly 1 in spite of rounding.
        _b = e == 0 ? 1f - _a : (float)b;
        _e = e == 0 ? 0f : 1f - Raise(_power, _a + _b);
        _c = (float)c;
        _d = (float)d;
        _f = (float)f;
        double foot = d > 0 ? (c * d) + f : Math.Pow(Math.Max(b, 0), g) + e;
        // A flat foot is all black, and its light must not come back as its far end, rounding or not.
        _edge = d > 0 && c == 0 ? MathF.BitIncrement((float)(foot * 1.00001)) : (float)foot;
    }

    /// <summary>The curve of sRGB (IEC 61966-2-1).</summary>
    public static ParametricCurve Srgb { get; } = new(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045, 0, 0);

    /// <summary>A pure power law, or null if its exponent is no sensible gamma.</summary>
    public static ParametricCurve? Create(double gamma) => Create(gamma, 1, 0, 0, 0, 0, 0);

    /// <summary>The curve of those parameters, with white brought to 1; null if it does not rise all the way from black to white, or hardly.</summary>
    public static ParametricCurve? Create(double g, double a, double b, double c, double d, double e, double f)
    {
        if (!(g is >= LeastGamma and <= MostGamma) || !(a > 0) || !(c >= 0) || d > 1) return null;

        if (d <= 0) (c, d, f) = (0, 0, 0);
        if (c == 0 && d > LongestFlatFoot) return null;
        double start = Law(d), black = d > 0 ? f : start, white = Law(1);
        if ((a * d) + b < -Step || (d > 0 && start < (c * d) + f - Step)) return null;
        if (!(white is >= 0.5 and <= 2) || !(black >= -Step && black <= MostLiftedBlack)) return null;

        // Rounded parameters make a curve fall a little where the law begins, and that of ITU-R BT.709 does by itself: its foot is laid flatter.
        if (d > 0 && start < (c * d) + f) c = Math.Max(0, (start - f) / d);
        double scale = Math.Pow(white, -1 / g);
        return new ParametricCurve(g, a * scale, b * scale, c / white, d, e / white, f / white);

        double Law(double x) => Math.Pow(Math.Max((a * x) + b, 0), g) + e;
    }

    /// <inheritdoc/>
    public override void ToLight(Span<Vector<float>> values)
    {
        Span<Vector<float>> law = stackalloc Vector<float>[ColorBlock.Pixels / Vector<float>.Count];
        law = law[..values.Length];
        Vector<float> a = new(_a), b = new(_b), c = new(_c), d = new(_d), e = new(_e), f = new(_f);
        for (int i = 0; i < values.Length; i++) law[i] = Vector.Max(Vector.FusedMultiplyAdd(Vector.Abs(values[i]), a, b), Vector<float>.Zero);
        _power.Raise(law);
        for (int i = 0; i < values.Length; i++)
        {
            Vector<float> size = Vector.Abs(values[i]);
            Vector<float> light = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(size, d), law[i] + e, Vector.FusedMultiplyAdd(size, c, f));
            values[i] = Vector.CopySign(Vector.Max(light, Vector<float>.Zero), values[i]);
        }
    }

    /// <inheritdoc/>
    public override void FromLight(Span<Vector<float>> values)
    {
        Span<Vector<float>> root = stackalloc Vector<float>[ColorBlock.Pixels / Vector<float>.Count];
        root = root[..values.Length];
        Vector<float> a = new(_a), b = new(_b), c = new(_c == 0f ? 0f : 1f / _c), d = new(_d), e = new(_e), f = new(_f), edge = new(_edge);
        for (int i = 0; i < values.Length; i++) root[i] = Vector.Max(Vector.Abs(values[i]) - e, Vector<float>.Zero);
        _root.Raise(root);
        for (int i = 0; i < values.Length; i++)
        {
            Vector<float> light = Vector.Abs(values[i]);
            Vector<float> law = Vector.Max((root[i] - b) / a, d), foot = Vector.Min(Vector.Max((light - f) * c, Vector<float>.Zero), d);
            values[i] = Vector.CopySign(Vector.ConditionalSelect(Vector.GreaterThanOrEqual(light, edge), law, foot), values[i]);
        }
    }

    private static float Raise(PowerFunction power, float value)
    {
        Span<Vector<float>> values = [new Vector<float>(value)];
        power.Raise(values);
        return values[0][0];
    }
}
