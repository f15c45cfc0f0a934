using Newtonsoft.Json.Serialization;

namespace Enlarger.Models;

/// <summary>Purposes as data files and options spell them: <c>photo-fast</c>, <c>deblur</c>, …</summary>
public static class PurposeNames
{
    private static readonly KebabCaseNamingStrategy Spelling = new();

    /// <summary>All of them; what is for nothing in particular comes last.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<GeneratorPurpose>().Select(Of)];

    /// <summary>The spelling of a purpose.</summary>
    public static string Of(GeneratorPurpose purpose) => Spelling.GetPropertyName(purpose.ToString(), hasSpecifiedName: false);

    /// <summary>The purpose that is spelt so; null for none.</summary>
    public static GeneratorPurpose? Find(string name)
    {
        foreach (GeneratorPurpose purpose in Enum.GetValues<GeneratorPurpose>())
        {
            if (Of(purpose) == name) return purpose;
        }

        return null;
    }
}
