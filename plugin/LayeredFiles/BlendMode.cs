namespace Enlarger.LayeredFiles;

/// <summary>How a layer is blended with what lies below it.</summary>
/// <param name="Name">The host's own name for it.</param>
/// <param name="CompositeOperation">The name that OpenRaster has registered for it; null where it has none.</param>
public sealed record BlendMode(string Name, string? CompositeOperation)
{
    /// <summary>What OpenRaster calls plain covering, which is what becomes of a mode that it does not know.</summary>
    public const string Covering = "svg:src-over";

    // No Xor: what editors call so combines the bits of colours, and svg:xor cuts out where both layers cover.
    private static readonly Dictionary<string, string> Registered = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Normal"] = Covering,
        ["Multiply"] = "svg:multiply",
        ["Additive"] = "svg:plus",
        ["ColorBurn"] = "svg:color-burn",
        ["ColorDodge"] = "svg:color-dodge",
        ["Overlay"] = "svg:overlay",
        ["Difference"] = "svg:difference",
        ["Lighten"] = "svg:lighten",
        ["Darken"] = "svg:darken",
        ["Screen"] = "svg:screen",
    };

    /// <summary>The mode of a layer that simply covers what lies below.</summary>
    public static BlendMode Normal { get; } = Of("Normal");

    /// <summary>The mode that a host calls so, in English and in one word: ColorBurn.</summary>
    public static BlendMode Of(string name) => new(name, Registered.GetValueOrDefault(name));
}
