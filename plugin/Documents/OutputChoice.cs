using Enlarger.Filters;
using Enlarger.Json;

namespace Enlarger.Documents;

/// <summary>The question where a result goes, which every dialog asks beside the filter's own parameters.</summary>
public static class OutputChoice
{
    /// <summary>Its name: lower case.</summary>
    public const string Id = "output";

    /// <summary>Its label in a dialog.</summary>
    public const string Name = "Result";

    /// <summary>One sentence on it.</summary>
    public const string Help = "Where the result goes: into this image, or the chosen layer alone into a new one.";

    /// <summary>The answers, in the order of <see cref="DocumentOutput"/>.</summary>
    public static IReadOnlyList<FilterChoice> Choices { get; } = [new(IdOf(DocumentOutput.InPlace), "In place"), new(IdOf(DocumentOutput.NewImage), "A new image")];

    /// <summary>The id of an answer: lower case, words joined by hyphens.</summary>
    public static string IdOf(DocumentOutput output) => StrictJson.NameOf(output);

    /// <summary>The answer with that id, which is one of <see cref="Choices"/>.</summary>
    public static DocumentOutput Of(string id) => Enum.GetValues<DocumentOutput>().First(output => IdOf(output) == id);
}
