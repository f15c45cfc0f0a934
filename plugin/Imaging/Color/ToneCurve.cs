using System.Numerics;

namespace Enlarger.Imaging.Color;

/// <summary>
/// How a sample becomes light: 1 is white on either side, and the curve rises all the way. Below 0 it is the mirror image, above 1 it goes
/// on as it came, and light fainter than that of a sample of 0 becomes 0.
/// </summary>
internal abstract class ToneCurve
{
    /// <summary>Samples of at most <see cref="IPixelOperations.Limit"/> on either side to light, in place.</summary>
    public abstract void ToLight(Span<Vector<float>> values);

    /// <summary>Finite light to samples, in place.</summary>
    public abstract void FromLight(Span<Vector<float>> values);
}
