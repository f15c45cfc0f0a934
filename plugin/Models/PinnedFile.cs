using Newtonsoft.Json;

namespace Enlarger.Models;

/// <summary>A file in a <see cref="PinnedPackage"/>.</summary>
[JsonObject(ItemRequired = Required.Always)]
public sealed record PinnedFile
{
    /// <summary>Its path in the package, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Its SHA-256, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
}
