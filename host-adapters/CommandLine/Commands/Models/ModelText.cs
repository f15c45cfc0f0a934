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

    /// <summary>A purpose in a few words.</summary>
    public static string Of(GeneratorPurpose purpose) => purpose switch
    {
        GeneratorPurpose.PhotoFast => "photographs, fast",
        GeneratorPurpose.PhotoBest => "photographs, best",
        GeneratorPurpose.Drawing => "drawings",
        GeneratorPurpose.Deblur => "motion blur",
        GeneratorPurpose.Denoise => "noise",
        _ => "added by you",
    };
}
