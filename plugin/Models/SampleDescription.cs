using Newtonsoft.Json;

namespace Enlarger.Models;

/// <summary>A picture to try Enlarger on.</summary>
[JsonObject(ItemRequired = Required.Always)]
public sealed record SampleDescription
{
    /// <summary>Its name in options and file names: lower case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>The SPDX identifier of its licence.</summary>
    public required string Licence { get; init; }

    /// <summary>The package that holds it, as its only file.</summary>
    public required PinnedPackage Package { get; init; }
}
