namespace Enlarger.Imaging.Color;

/// <summary>
/// What the values of a picture's samples mean as colours. Generators see sRGB; every other encoding is taken there and back, tile by
/// tile, without a limit on either side: a colour outside sRGB has values outside 0..1, and comes back as what it was. Equal red, green and
/// blue stay exactly equal in both directions. Immutable, and safe to use from several threads.
/// </summary>
public abstract class ColorEncoding
{
    /// <summary>sRGB (IEC 61966-2-1), in which nothing has to be converted.</summary>
    public static ColorEncoding Srgb { get; } = new SrgbEncoding();

    /// <summary>Whether samples are sRGB as they are.</summary>
    internal bool IsSrgb => this is SrgbEncoding;

    /// <summary>Converts values of this encoding to sRGB-encoded ones, in place.</summary>
    /// <param name="red">Red, nominally 0..1.</param>
    /// <param name="green">Green, as long.</param>
    /// <param name="blue">Blue, as long.</param>
    internal abstract void ToSrgb(Span<float> red, Span<float> green, Span<float> blue);

    /// <summary>Converts sRGB-encoded values to this encoding, in place.</summary>
    /// <param name="red">Red, nominally 0..1.</param>
    /// <param name="green">Green, as long.</param>
    /// <param name="blue">Blue, as long.</param>
    internal abstract void FromSrgb(Span<float> red, Span<float> green, Span<float> blue);
}
