namespace Enlarger.Imaging.Color;

/// <summary>
/// What the values of a picture's samples mean as colours. Generators see sRGB; every other encoding is taken there and back, tile by
/// tile, without a limit on either side: a colour outside sRGB has values outside 0..1, and comes back as what it was. Equal red, green and
/// blue stay exactly equal in both directions wherever an encoding has one curve for all three. NaN becomes 0, and values stay within the
/// range of a half. Immutable, and safe to use from several threads.
/// </summary>
public abstract class ColorEncoding
{
    /// <summary>sRGB (IEC 61966-2-1), in which nothing has to be converted.</summary>
    public static ColorEncoding Srgb { get; } = new SrgbEncoding();

    /// <summary>The primaries and the white of sRGB with samples proportional to light.</summary>
    public static ColorEncoding LinearSrgb { get; } = new MatrixEncoding([null, null, null], null);

    /// <summary>CIE XYZ in the place of red, green and blue, relative to D50: white is (0.9642, 1, 0.8249).</summary>
    public static ColorEncoding Xyz { get; } = new XyzEncoding();

    /// <summary>Whether samples are proportional to light, so that 8 bits would not hold them.</summary>
    public abstract bool IsLinear { get; }

    /// <summary>Whether samples are sRGB as they are.</summary>
    internal bool IsSrgb => this is SrgbEncoding;

    /// <summary>
    /// The encoding that an ICC profile (version 2 or 4) describes: RGB by three colorants and curves, or grey by one curve.
    /// </summary>
    /// <param name="icc">The bytes of the profile, which may be anything.</param>
    /// <returns><see cref="Srgb"/> where 8 bits could not tell the difference; null if the profile is of another kind, damaged, or has no way back.</returns>
    public static ColorEncoding? OfProfile(ReadOnlySpan<byte> icc) => ProfileReader.Read(icc);

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
