using Enlarger.Imaging;
using Enlarger.Imaging.Color;

namespace Enlarger.CommandLine.Vips;

/// <summary>How a file stores pixels, and what they mean.</summary>
/// <param name="Format">Their channels and samples.</param>
/// <param name="Encoding">What the values of their samples mean.</param>
/// <param name="Profile">The ICC profile that goes with them, or null.</param>
internal sealed record PixelStorage(PixelFormat Format, ColorEncoding Encoding, byte[]? Profile = null)
{
    /// <summary>Pixels in sRGB without a profile.</summary>
    public PixelStorage(PixelFormat format)
        : this(format, ColorEncoding.Srgb)
    {
    }
}
