using Newtonsoft.Json;

namespace Enlarger.Models;

/// <summary>Where a generator's weights come from and how they become an ONNX file.</summary>
[JsonObject(ItemRequired = Required.Always)]
public sealed record WeightsSource
{
    /// <summary>Whether the generator is restored when first used; else only when asked for by name.</summary>
    public required bool Automatic { get; init; }

    /// <summary>The format that the files are converted from.</summary>
    public required WeightsFormat Format { get; init; }

    /// <summary>The package that holds them.</summary>
    public required PinnedPackage Package { get; init; }
}
