using Enlarger.Models;

namespace Enlarger.CommandLine.Commands.Models;

/// <summary>Words for what a store says.</summary>
internal static class ModelText
{
    /// <summary>A state in a word.</summary>
    public static string Of(ModelState state) => state switch
    {
        ModelState.Present => "installed",
        ModelState.Missing => "missing",
        _ => "damaged",
    };

    /// <summary>The states of a generator's files in a few words; that of half precision is no lack where it is missing.</summary>
    public static string Of(ModelState state, ModelState half) => half switch
    {
        ModelState.Missing => Of(state),
        ModelState.Present => $"{Of(state)} + half",
        _ => $"{Of(state)} + half damaged",
    };

    /// <summary>A purpose in a few words.</summary>
    public static string Of(GeneratorPurpose purpose) => purpose switch
    {
        GeneratorPurpose.PhotoFast => "photographs, fast",
        GeneratorPurpose.PhotoBest => "photographs, best",
        GeneratorPurpose.Drawing => "drawings",
        GeneratorPurpose.Deblur => "motion blur",
        GeneratorPurpose.Denoise => "noise",
        GeneratorPurpose.Restore => "restoring",
        _ => "added by you",
    };
}
