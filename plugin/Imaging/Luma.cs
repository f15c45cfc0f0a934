using System.Numerics.Tensors;

namespace Enlarger.Imaging;

/// <summary>The luma of sRGB-encoded colour, by the weights of ITU-R BT.709.</summary>
internal static class Luma
{
    private const float Red = 0.2126f;
    private const float Green = 0.7152f;
    private const float Blue = 0.0722f;

    /// <summary>The luma of one pixel.</summary>
    public static float Of(float red, float green, float blue) => (red * Red) + (green * Green) + (blue * Blue);

    /// <summary>The luma of a run of pixels.</summary>
    public static void Of(ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, Span<float> luma)
    {
        TensorPrimitives.Multiply(red, Red, luma);
        TensorPrimitives.MultiplyAdd(green, Green, luma, luma);
        TensorPrimitives.MultiplyAdd(blue, Blue, luma, luma);
    }
}
