using Enlarger.CommandLine.Vips.Native;
using Enlarger.Imaging;

namespace Enlarger.CommandLine.Vips.Spaces;

/// <summary>
/// The inks of a press, by the picture's own profile, or without one by the general profile that libvips brings along. Back through
/// the same profile: colours stay, and how much black stands for the three inks becomes the profile's choice.
/// </summary>
/// <param name="depth">The samples in a file.</param>
/// <param name="profile">The profile that the picture brings, or null.</param>
internal sealed class CmykSpace(SampleType depth, byte[]? profile) : DeviceSpace(depth)
{
    private const string General = "cmyk";
    private readonly bool _hasProfile = profile is not null;

    /// <inheritdoc/>
    /// <remarks>None with a profile that is damaged or leads one way only, as a scanner's may: then the result has to be sRGB.</remarks>
    public override IReadOnlyList<string> Formats { get; } = profile is null || LeadsBack(profile) ? ["jpg", "tiff"] : [];

    /// <inheritdoc/>
    protected override GObject Import(GObject image)
    {
        using VipsOperation import = new VipsOperation("icc_import").Set("in", image).Set("pcs", "xyz").Set("intent", "relative").Set("input-profile", General);
        if (_hasProfile) import.Set("embedded", "true");
        return import.RunForImage();
    }

    /// <inheritdoc/>
    protected override GObject Export(GObject xyz)
    {
        using VipsOperation export = new VipsOperation("icc_export").Set("in", xyz).Set("pcs", "xyz").Set("intent", "relative");
        export.Set("depth", Depth == SampleType.UInt16 ? "16" : "8");
        if (!_hasProfile) export.Set("output-profile", General);
        GObject inks = export.RunForImage();
        if (!_hasProfile) LibVips.vips_image_remove(inks, LibVips.ProfileField);
        return inks;
    }

    private static bool LeadsBack(byte[] profile)
    {
        using VipsOperation black = new VipsOperation("black").Set("width", "1").Set("height", "1").Set("bands", "3");
        using GObject pixel = black.RunForImage();
        using VipsOperation copy = new VipsOperation("copy").Set("in", pixel).Set("interpretation", "xyz");
        using GObject xyz = copy.RunForImage();
        LibVips.SetBlob(xyz, LibVips.ProfileField, profile);
        try
        {
            using VipsOperation export = new VipsOperation("icc_export").Set("in", xyz).Set("pcs", "xyz").Set("intent", "relative");
            using GObject inks = export.RunForImage();
            return LibVips.vips_image_get_interpretation(inks) == Interpretation.Cmyk;
        }
        catch (VipsException)
        {
            return false;
        }
    }
}
