namespace Enlarger.Imaging;

/// <summary>The luma of sRGB-encoded colour, by the weights of ITU-R BT.709.</summary>
internal static class Luma
{
    public const float Red = 0.2126f;
    public const float Green = 0.7152f;
    public const float Blue = 0.0722f;
}
