using Newtonsoft.Json;

namespace Enlarger.LayeredFiles;

/// <summary>A layer in a <see cref="LayerList"/>.</summary>
public sealed record ListedLayer
{
    /// <summary>The name of its picture in the same folder.</summary>
    public required string File { get; init; }

    /// <summary>Its name as the user wrote it.</summary>
    public required string Name { get; init; }

    /// <summary>Its opacity, 0..1.</summary>
    public required double Opacity { get; init; }

    /// <summary>Whether it is shown.</summary>
    public required bool Visible { get; init; }

    /// <summary>How it is blended with what lies below, by the host's own name.</summary>
    public required string BlendMode { get; init; }

    /// <summary>The same by the name that OpenRaster has registered for it; null where it has none.</summary>
    [JsonProperty(Required = Required.AllowNull)]
    public required string? CompositeOperation { get; init; }
}
