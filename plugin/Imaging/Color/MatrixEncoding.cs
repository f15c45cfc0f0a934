using System.Numerics;

namespace Enlarger.Imaging.Color;

/// <summary>A curve for each channel and a matrix between their light and that of sRGB: what most working spaces, displays and cameras have.</summary>
internal sealed class MatrixEncoding : ColorEncoding
{
    // Light so faint beside the brightest of its three channels is what rounding leaves of none: a power law would make a visible number of it.
    private const float Faintest = 8e-7f;

    // More light than the largest value in sRGB stands for.
    private const float MostLight = 274877906944f;

    private readonly ToneCurve?[] _curves;
    private readonly Matrix3? _toSrgb;
    private readonly Matrix3? _fromSrgb;
    private readonly ColorBlock.Step _toSrgbStep;
    private readonly ColorBlock.Step _fromSrgbStep;

    /// <summary>An encoding.</summary>
    /// <param name="curves">Of red, green and blue; null for samples that are light.</param>
    /// <param name="toSrgb">From the light of the three to that of sRGB, its rows summing to 1; null if they are the same.</param>
    public MatrixEncoding(ToneCurve?[] curves, Matrix3? toSrgb)
    {
        _curves = curves;
        _toSrgb = toSrgb;
        _fromSrgb = toSrgb?.Inverse().Normalised();
        _toSrgbStep = ToSrgb;
        _fromSrgbStep = FromSrgb;
    }

    /// <inheritdoc/>
    public override bool IsLinear => _curves.All(curve => curve is null);

    /// <inheritdoc/>
    internal override void ToSrgb(Span<float> red, Span<float> green, Span<float> blue) => ColorBlock.Run(red, green, blue, _toSrgbStep);

    /// <inheritdoc/>
    internal override void FromSrgb(Span<float> red, Span<float> green, Span<float> blue) => ColorBlock.Run(red, green, blue, _fromSrgbStep);

    private void ToSrgb(Span<Vector<float>> red, Span<Vector<float>> green, Span<Vector<float>> blue)
    {
        ToLight(_curves[0], red);
        ToLight(_curves[1], green);
        ToLight(_curves[2], blue);
        _toSrgb?.ApplyToDifferences(red, green, blue);
        Encode(red);
        Encode(green);
        Encode(blue);
    }

    private void FromSrgb(Span<Vector<float>> red, Span<Vector<float>> green, Span<Vector<float>> blue)
    {
        ToLight(ParametricCurve.Srgb, red);
        ToLight(ParametricCurve.Srgb, green);
        ToLight(ParametricCurve.Srgb, blue);
        if (_fromSrgb is { } matrix)
        {
            matrix.ApplyToDifferences(red, green, blue);
            DropFaintest(red, green, blue);
        }

        FromLight(_curves[0], red);
        FromLight(_curves[1], green);
        FromLight(_curves[2], blue);
    }

    private static void ToLight(ToneCurve? curve, Span<Vector<float>> values)
    {
        ColorBlock.Limit(values, IPixelOperations.Limit);
        if (curve is null) return;
        curve.ToLight(values);
        ColorBlock.Limit(values, MostLight);
    }

    private static void FromLight(ToneCurve? curve, Span<Vector<float>> values)
    {
        curve?.FromLight(values);
        ColorBlock.Limit(values, IPixelOperations.Limit);
    }

    private static void Encode(Span<Vector<float>> values)
    {
        ParametricCurve.Srgb.FromLight(values);
        ColorBlock.Limit(values, IPixelOperations.Limit);
    }

    private static void DropFaintest(Span<Vector<float>> red, Span<Vector<float>> green, Span<Vector<float>> blue)
    {
        var share = new Vector<float>(Faintest);
        for (int i = 0; i < red.Length; i++)
        {
            Vector<float> r = Vector.Abs(red[i]), g = Vector.Abs(green[i]), b = Vector.Abs(blue[i]);
            Vector<float> least = Vector.Max(r, Vector.Max(g, b)) * share;
            red[i] = Vector.ConditionalSelect(Vector.LessThan(r, least), Vector<float>.Zero, red[i]);
            green[i] = Vector.ConditionalSelect(Vector.LessThan(g, least), Vector<float>.Zero, green[i]);
            blue[i] = Vector.ConditionalSelect(Vector.LessThan(b, least), Vector<float>.Zero, blue[i]);
        }
    }
}
