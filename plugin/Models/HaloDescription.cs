using Newtonsoft.Json;

namespace Enlarger.Models;

/// <summary>How far a tile must see beyond its core, in input pixels.</summary>
[JsonObject(ItemRequired = Required.Always)]
public sealed record HaloDescription
{
    /// <summary>The halo used unless another is asked for: the smallest whose tiled result agrees with the untiled one to 65 dB, or what is affordable.</summary>
    public required int Default { get; init; }

    /// <summary>The receptive radius, with which tiles equal the untiled result; null where it is too wide to be of use.</summary>
    [JsonProperty(Required = Required.AllowNull)]
    public required int? Exact { get; init; }

    /// <summary>
    /// How far neighbouring tiles are blended into each other on either side of their border, at most the halo; 0 where the halo makes
    /// tiles agree, so that there is nothing to blend.
    /// </summary>
    public required int Feather { get; init; }
}
