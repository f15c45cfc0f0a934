using Newtonsoft.Json;

namespace Enlarger.LayeredFiles;

/// <summary>The layers.json in a folder of layers: what their pictures cannot tell.</summary>
public sealed record LayerList
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "layers.json";

    /// <summary>The width of the canvas in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>The height of the canvas in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Pixels per inch along a row; null where nobody knows.</summary>
    [JsonProperty(Required = Required.AllowNull)]
    public required double? HorizontalResolution { get; init; }

    /// <summary>Pixels per inch along a column; null where nobody knows.</summary>
    [JsonProperty(Required = Required.AllowNull)]
    public required double? VerticalResolution { get; init; }

    /// <summary>The layers, the lowest first.</summary>
    public required IReadOnlyList<ListedLayer> Layers { get; init; }
}
