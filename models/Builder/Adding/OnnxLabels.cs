using Enlarger.Models.Builder.Onnx;

namespace Enlarger.Models.Builder.Adding;

/// <summary>
/// What an ONNX file says about itself in its metadata, under names that begin with <c>enlarger.</c>; the export of <c>models/training</c>
/// writes them. What the user says counts more.
/// </summary>
/// <param name="Name">Its label in dialogs.</param>
/// <param name="Purpose">What it was made for, in the words of <c>models add --purpose</c>.</param>
/// <param name="Network">The network's published name.</param>
/// <param name="Licence">The SPDX identifier of its licence.</param>
internal sealed record OnnxLabels(string? Name, string? Purpose, string? Network, string? Licence)
{
    private const string Prefix = "enlarger.";

    /// <summary>Reads them; where a name occurs twice, the last counts.</summary>
    public static OnnxLabels Of(ModelProto model)
    {
        return new OnnxLabels(Find("name"), Find("purpose"), Find("network"), Find("licence"));

        string? Find(string name) => model.MetadataProps.LastOrDefault(entry => entry.Key == Prefix + name)?.Value;
    }
}
