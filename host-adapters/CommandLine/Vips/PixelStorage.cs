using Enlarger.CommandLine.Vips.Spaces;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;

namespace Enlarger.CommandLine.Vips;

/// <summary>How pixels are delivered from or to a file, what they mean, and what the file itself makes of them.</summary>
/// <param name="Format">Their channels and samples.</param>
/// <param name="Encoding">What the values of their samples mean.</param>
/// <param name="Profile">The ICC profile that the file has, or null.</param>
/// <param name="Space">The colour space of the file where it is neither grey nor RGB, or null.</param>
internal sealed record PixelStorage(PixelFormat Format, ColorEncoding Encoding, byte[]? Profile = null, DeviceSpace? Space = null)
{
    /// <summary>Pixels in sRGB without a profile.</summary>
    public PixelStorage(PixelFormat format)
        : this(format, ColorEncoding.Srgb)
    {
    }

    /// <summary>The samples of the file.</summary>
    public SampleType FileSample => Space?.Depth ?? Format.Sample;
}
