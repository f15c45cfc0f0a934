using System.Numerics;

namespace Enlarger.Imaging.Color;

/// <summary>
/// CIE XYZ relative to D50. It has no exact grey: what was grey before somebody converted it to XYZ comes with the rounding of that
/// conversion, so that red, green and blue which hardly differ are taken for equal ones.
/// </summary>
internal sealed class XyzEncoding : ColorEncoding
{
    // A twelfth of a step of 8 bits at black, where it shows most; of a brighter colour the same share of it.
    private const float Alike = 2e-5f;

    private static readonly Matrix3 FromXyz = Matrix3.Srgb.Inverse();

    /// <inheritdoc/>
    public override bool IsLinear => true;

    /// <inheritdoc/>
    internal override void ToSrgb(Span<float> red, Span<float> green, Span<float> blue) => ColorBlock.Run(red, green, blue, ToSrgb);

    /// <inheritdoc/>
    internal override void FromSrgb(Span<float> red, Span<float> green, Span<float> blue) => ColorBlock.Run(red, green, blue, FromSrgb);

    private static void ToSrgb(Span<Vector<float>> x, Span<Vector<float>> y, Span<Vector<float>> z)
    {
        Limit(x, y, z);
        FromXyz.Apply(x, y, z);
        ParametricCurve.Srgb.FromLight(x);
        ParametricCurve.Srgb.FromLight(y);
        ParametricCurve.Srgb.FromLight(z);
        var alike = new Vector<float>(Alike);
        for (int i = 0; i < x.Length; i++)
        {
            Vector<float> least = Vector.Min(x[i], Vector.Min(y[i], z[i])), most = Vector.Max(x[i], Vector.Max(y[i], z[i]));
            Vector<int> gray = Vector.LessThanOrEqual(most - least, alike * Vector.Max(Vector<float>.One, Vector.Abs(y[i])));
            x[i] = Vector.ConditionalSelect(gray, y[i], x[i]);
            z[i] = Vector.ConditionalSelect(gray, y[i], z[i]);
        }
    }

    private static void FromSrgb(Span<Vector<float>> red, Span<Vector<float>> green, Span<Vector<float>> blue)
    {
        Limit(red, green, blue);
        ParametricCurve.Srgb.ToLight(red);
        ParametricCurve.Srgb.ToLight(green);
        ParametricCurve.Srgb.ToLight(blue);
        Matrix3.Srgb.Apply(red, green, blue);
        Limit(red, green, blue);
    }

    private static void Limit(Span<Vector<float>> x, Span<Vector<float>> y, Span<Vector<float>> z)
    {
        ColorBlock.Limit(x, IPixelOperations.Limit);
        ColorBlock.Limit(y, IPixelOperations.Limit);
        ColorBlock.Limit(z, IPixelOperations.Limit);
    }
}
