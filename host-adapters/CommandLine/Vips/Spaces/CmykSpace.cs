using Enlarger.CommandLine.Vips.Native;
using Enlarger.Imaging;

namespace Enlarger.CommandLine.Vips.Spaces;

/// <summary>
/// The inks of a press, by the picture's own profile, or without one by the general profile that libvips brings along. Back through
/// the same profile: colours stay, and how much black stands for the three inks becomes the profile's choice.
/// </summary>
/// <param name="depth">The samples in a file.</param>
/// <param name="hasProfile">Whether the picture brings its profile.</param>
internal sealed class CmykSpace(SampleType depth, bool hasProfile) : DeviceSpace(depth)
{
    /// <summary>Where libvips keeps an image's profile.</summary>
    public const string ProfileField = "icc-profile-data";

    private const string General = "cmyk";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Formats { get; } = ["jpg", "tiff"];

    /// <inheritdoc/>
    protected override GObject Import(GObject image)
    {
        using VipsOperation import = new VipsOperation("icc_import").Set("in", image).Set("pcs", "xyz").Set("intent", "relative").Set("input-profile", General);
        if (hasProfile) import.Set("embedded", "true");
        return import.RunForImage();
    }

    /// <inheritdoc/>
    protected override GObject Export(GObject xyz)
    {
        using VipsOperation export = new VipsOperation("icc_export").Set("in", xyz).Set("pcs", "xyz").Set("intent", "relative");
        export.Set("depth", Depth == SampleType.UInt16 ? "16" : "8");
        if (!hasProfile) export.Set("output-profile", General);
        GObject inks = export.RunForImage();
        if (!hasProfile) LibVips.vips_image_remove(inks, ProfileField);
        return inks;
    }
}
