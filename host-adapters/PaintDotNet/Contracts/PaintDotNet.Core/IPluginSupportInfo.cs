namespace PaintDotNet;

/// <summary>Who made a plug-in.</summary>
public interface IPluginSupportInfo
{
    string? DisplayName { get; }

    string? Author { get; }

    string? Copyright { get; }

    Version? Version { get; }

    Uri? WebsiteUri { get; }
}
