using Enlarger.CommandLine.Vips.Native;
using Enlarger.Imaging;

namespace Enlarger.CommandLine.Vips.Spaces;

/// <summary>CIELab, which TIFF alone holds (TIFF 6.0, section 23; its white is D50). It is written with 16 bits: of compressed files with 8 libvips does not read what it writes.</summary>
/// <param name="depth">The samples in a file.</param>
internal sealed class LabSpace(SampleType depth) : DeviceSpace(depth)
{
    // D50, as the profile connection space of ICC has it, times 100.
    private const string White = "96.42 100 82.49";

    // What libvips calls VIPS_CODING_LABQ.
    private const int PackedCoding = 2;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Formats { get; } = ["tiff"];

    /// <summary>Whether an image has alpha beside CIELab; libvips takes it for a fourth signed number.</summary>
    public static bool HasAlpha(GObject image) => !IsPacked(image) && LibVips.vips_image_get_bands(image) > 3;

    /// <inheritdoc/>
    protected override GObject Import(GObject image)
    {
        string? unpack = IsPacked(image) ? "LabQ2Lab" : LibVips.vips_image_get_interpretation(image) == Interpretation.LabS ? "LabS2Lab" : null;
        using GObject? lab = unpack is null ? null : Run(new VipsOperation(unpack), image);
        return Run(new VipsOperation("Lab2XYZ").Set("temp", White), lab ?? image);
    }

    /// <inheritdoc/>
    protected override GObject Export(GObject xyz)
    {
        using GObject lab = Run(new VipsOperation("XYZ2Lab").Set("temp", White), xyz);
        return Run(new VipsOperation("Lab2LabS"), lab);
    }

    // 8 bits a sample come as floats, or with a fourth band for what libvips knows beyond them.
    private static bool IsPacked(GObject image) => LibVips.vips_image_get_coding(image) == PackedCoding;

    private static GObject Run(VipsOperation conversion, GObject image)
    {
        using (conversion) return conversion.Set("in", image).RunForImage();
    }
}
