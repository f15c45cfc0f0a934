using Enlarger.CommandLine.Vips.Native;
using Enlarger.Imaging;

namespace Enlarger.CommandLine.Vips.Spaces;

/// <summary>
/// A colour space that is neither grey nor RGB. libvips converts its pixels to CIE XYZ (relative to D50) and back, in floats, so that
/// no colour is limited on the way; filters see them as <see cref="Imaging.Color.ColorEncoding.Xyz"/>.
/// </summary>
/// <param name="depth">The samples in a file: 8 or 16 bits.</param>
internal abstract class DeviceSpace(SampleType depth)
{
    // libvips counts XYZ to 100.
    private const double Percent = 100;

    /// <summary>The samples in a file: 8 or 16 bits.</summary>
    public SampleType Depth => depth;

    /// <summary>The formats of <see cref="PictureFormat"/> that hold such pixels, by their ids.</summary>
    public abstract IReadOnlyList<string> Formats { get; }

    /// <summary>The space of an image just loaded, or null if it is grey or RGB.</summary>
    /// <param name="image">The image.</param>
    /// <param name="profile">The profile that it brings, or null.</param>
    public static DeviceSpace? Of(GObject image, byte[]? profile)
    {
        // CIELab with 16 bits has signed samples.
        SampleType depth = LibVips.vips_image_get_format(image) is BandFormat.UInt16 or BandFormat.Int16 ? SampleType.UInt16 : SampleType.UInt8;
        return LibVips.vips_image_get_interpretation(image) switch
        {
            Interpretation.Cmyk => new CmykSpace(depth, profile),
            Interpretation.Lab or Interpretation.LabQ or Interpretation.LabS => new LabSpace(depth),
            _ => null,
        };
    }

    /// <summary>Converts an image of this space: X, Y and Z as floats, where Y of white is 1, then alpha if there is any, 0..1.</summary>
    public GObject ToXyz(GObject image)
    {
        using GObject xyz = Import(image);
        return Scale(xyz, 1 / Percent, 1 / AlphaMaximum);
    }

    /// <summary>Converts such floats to an image of this space, ready to be saved.</summary>
    public GObject FromXyz(GObject image)
    {
        using GObject xyz = Scale(image, Percent, AlphaMaximum);
        return Export(xyz);
    }

    /// <summary>Converts to XYZ as libvips counts it.</summary>
    protected abstract GObject Import(GObject image);

    /// <summary>Converts from XYZ as libvips counts it.</summary>
    protected abstract GObject Export(GObject xyz);

    private double AlphaMaximum => depth == SampleType.UInt16 ? ushort.MaxValue : byte.MaxValue;

    private static GObject Scale(GObject image, double color, double alpha)
    {
        double[] factors = LibVips.vips_image_get_bands(image) > 3 ? [color, color, color, alpha] : [color, color, color];
        using VipsOperation linear = new VipsOperation("linear").Set("in", image);
        linear.Set("a", string.Join(' ', factors.Select(factor => factor.ToString("R", System.Globalization.CultureInfo.InvariantCulture))));
        linear.Set("b", string.Join(' ', factors.Select(_ => "0")));
        return linear.RunForImage();
    }
}
