namespace Enlarger.Imaging.Color;

/// <summary>sRGB itself: nothing to do.</summary>
internal sealed class SrgbEncoding : ColorEncoding
{
    /// <inheritdoc/>
    public override bool IsLinear => false;

    /// <inheritdoc/>
    internal override void ToSrgb(Span<float> red, Span<float> green, Span<float> blue)
    {
    }

    /// <inheritdoc/>
    internal override void FromSrgb(Span<float> red, Span<float> green, Span<float> blue)
    {
    }
}
