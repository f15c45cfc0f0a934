using Enlarger.CommandLine.Vips.Native;

namespace Enlarger.Tests.Support;

/// <summary>Picture files that libvips makes of others.</summary>
internal static class Converted
{
    /// <summary>The general CMYK profile, as inks.</summary>
    public static string ToCmyk(string png, string path, int depth = 8)
    {
        using VipsOperation toCmyk = new VipsOperation("icc_transform").Set("output-profile", "cmyk").Set("input-profile", "srgb").Set("depth", $"{depth}");
        return Save(png, toCmyk, path);
    }

    /// <summary>CIELab: 8 bits by "lab", 16 by "labs".</summary>
    public static string ToLab(string png, string path, string space)
    {
        using VipsOperation toLab = new VipsOperation("colourspace").Set("space", space);
        return Save(png, toLab, path);
    }

    private static string Save(string png, VipsOperation conversion, string path)
    {
        using GObject file = LibVips.vips_source_new_from_file(png).OrThrow();
        using VipsOperation load = new VipsOperation("pngload_source").Set("source", file);
        using GObject image = load.RunForImage();
        conversion.Set("in", image);
        using GObject converted = conversion.RunForImage();
        using GObject target = LibVips.vips_target_new_to_file(path).OrThrow();
        using VipsOperation save = new VipsOperation(path.EndsWith(".jpg", StringComparison.Ordinal) ? "jpegsave_target" : "tiffsave_target").Set("in", converted).Set("target", target);
        if (path.EndsWith(".jpg", StringComparison.Ordinal)) save.Set("Q", "100");
        save.Run();
        return path;
    }
}
