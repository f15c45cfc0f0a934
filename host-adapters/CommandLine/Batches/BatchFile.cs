using Enlarger.CommandLine.Vips;

namespace Enlarger.CommandLine.Batches;

/// <summary>A picture of a batch.</summary>
/// <param name="Input">Its path, as the user will recognise it.</param>
/// <param name="Relative">Its path below the folder that was given, or its name if it was given itself; with forward slashes.</param>
/// <param name="OutputFolder">The folder of its result, or null for its own.</param>
/// <param name="IsGiven">Whether it was given itself.</param>
internal sealed record BatchFile(string Input, string Relative, string? OutputFolder, bool IsGiven)
{
    /// <summary>Its format by its content; null if it cannot be read.</summary>
    public PictureFormat? Format { get; init; }

    /// <summary>Where its result can come to lie, in the order of the recipe's suffixes; none if it cannot be read.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>What is wrong with it before anybody looked into it, or null.</summary>
    public EnlargerException? Problem { get; init; }

    /// <summary>The folder of the result.</summary>
    public string ResultFolder => OutputFolder ?? (Path.GetDirectoryName(Input) is { Length: > 0 } folder ? folder : ".");
}
