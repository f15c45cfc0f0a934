using System.Reflection;
using PaintDotNet;

[assembly: PluginSupportInfo(typeof(Enlarger.PaintDotNet.PluginInfo))]

namespace Enlarger.PaintDotNet;

/// <summary>What Paint.NET shows about the plug-in where it lists plug-ins and their errors.</summary>
public sealed class PluginInfo : IPluginSupportInfo
{
    private static readonly Assembly Assembly = typeof(PluginInfo).Assembly;

    /// <summary>The plug-in's name.</summary>
    public string DisplayName => "Enlarger";

    /// <summary>Who made it.</summary>
    public string? Author => Assembly.GetCustomAttribute<AssemblyCompanyAttribute>()?.Company;

    /// <summary>Who may be asked for more than its licence grants.</summary>
    public string? Copyright => Assembly.GetCustomAttribute<AssemblyCopyrightAttribute>()?.Copyright;

    /// <summary>Its version.</summary>
    public Version? Version => Assembly.GetName().Version;

    /// <summary>It has no site.</summary>
    public Uri? WebsiteUri => null;
}
