using Newtonsoft.Json;

namespace Enlarger.Models;

/// <summary>
/// Everything Enlarger knows about a generator. An ONNX file plus a description is a new choice in every host; no code names a
/// generator.
/// </summary>
[JsonObject(ItemRequired = Required.Always)]
public sealed record GeneratorDescription
{
    /// <summary>Its name in options and file names: lower case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>Its label in a dialog.</summary>
    public required string Name { get; init; }

    /// <summary>What it was made for.</summary>
    public required GeneratorPurpose Purpose { get; init; }

    /// <summary>The network's published name, for people.</summary>
    public required string Network { get; init; }

    /// <summary>Output pixels per input pixel along each axis.</summary>
    public required int Scale { get; init; }

    /// <summary>The order of the axes of its input and output.</summary>
    public required TensorLayout Layout { get; init; }

    /// <summary>The value that stands for white: 1 or 255. Black is 0.</summary>
    public required int White { get; init; }

    /// <summary>Width and height of an input must be multiples of this.</summary>
    public required int SizeMultiple { get; init; }

    /// <summary>Width and height of an input where the network takes one size only; null where any multiple of <see cref="SizeMultiple"/> will do.</summary>
    [JsonProperty(Required = Required.AllowNull)]
    public int? InputSize { get; init; }

    /// <summary>How tiles must overlap.</summary>
    public required HaloDescription Halo { get; init; }

    /// <summary>Memory that inference takes per input pixel on a CPU, in bytes, measured.</summary>
    public required int BytesPerPixel { get; init; }

    /// <summary>The SPDX identifier of the weights' licence, or "unknown" for a generator the user added.</summary>
    public required string Licence { get; init; }

    /// <summary>SHA-256 of the ONNX file, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>
    /// SHA-256 of the network that computes in half precision throughout, which lies beside the other as <c>ID.fp16.onnx</c>; left out
    /// where there is none: for generators the user added, and for MAXIM, for whose normalisations half is too coarse.
    /// </summary>
    [JsonProperty(Required = Required.DisallowNull, NullValueHandling = NullValueHandling.Ignore)]
    public string? HalfSha256 { get; init; }

    /// <summary>Where the weights come from; null for a generator the user added, and for one that is built in.</summary>
    [JsonProperty(Required = Required.AllowNull)]
    public required WeightsSource? Source { get; init; }

    /// <summary>Whether it is one that we trained and that is built into this assembly (see <c>models/generators</c>): it is there always.</summary>
    [JsonProperty(Required = Required.DisallowNull, DefaultValueHandling = DefaultValueHandling.Ignore)]
    public bool BuiltIn { get; init; }

    /// <summary>
    /// The id of its faithful twin: the same network, trained for fidelity alone, before a discriminator taught it to invent. Weights between
    /// the two invent more or less (network interpolation: ESRGAN, Wang et al. 2018). Left out where there is none. Both are built in.
    /// </summary>
    [JsonProperty(Required = Required.DisallowNull, NullValueHandling = NullValueHandling.Ignore)]
    public string? FaithfulTwin { get; init; }

    /// <summary>How much of the twin's weights is to be used instead; null for none. A filter decides this, no file does.</summary>
    [JsonIgnore]
    internal TwinBlend? Blend { get; init; }

    /// <summary>SHA-256 of the file that computes in that precision.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public string HashOf(Precision precision) => precision switch
    {
        Precision.Single => Sha256,
        _ => HalfSha256 ?? throw new ArgumentException($"{Id} has no network of half precision.", nameof(precision)),
    };
}
