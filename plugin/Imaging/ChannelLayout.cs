namespace Enlarger.Imaging;

/// <summary>Which channels a pixel has, in memory order. Alpha is straight (not premultiplied).</summary>
public enum ChannelLayout
{
    /// <summary>Luminance.</summary>
    Gray,

    /// <summary>Luminance, alpha.</summary>
    GrayAlpha,

    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Red, green, blue, alpha.</summary>
    Rgba,

    /// <summary>Blue, green, red, alpha.</summary>
    Bgra,
}
