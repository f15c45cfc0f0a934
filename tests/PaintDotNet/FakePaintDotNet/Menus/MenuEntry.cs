using PaintDotNet;

namespace FakePaintDotNet.Menus;

/// <summary>A command as Paint.NET's menu shows it.</summary>
/// <param name="Effect">The effect that it starts.</param>
/// <param name="Submenu">The submenu of Effects that it lies in; null for none.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsConfigurable">Whether it asks before it does something.</param>
/// <param name="Support">Who made it; null if it does not say.</param>
public sealed record MenuEntry(Type Effect, string? Submenu, string Name, bool IsConfigurable, IPluginSupportInfo? Support)
{
    /// <summary>As the user reads it.</summary>
    public string Path => $"Effects > {(Submenu is null ? "" : Submenu + " > ")}{Name}{(IsConfigurable ? "..." : "")}";
}
