using System.Text.RegularExpressions;

namespace Enlarger.Inference.Natives;

/// <summary>What the system says where a native library does not load.</summary>
internal static partial class LoadError
{
    /// <summary>The reason without what .NET says around it.</summary>
    public static string Reason(Exception error)
    {
        // .NET tells its own view first; the loader's words, which name what is missing, are the last line.
        string line = error.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
        return line.TrimEnd('.');
    }

    /// <summary>The library that the loader did not find, which may be one that the wanted one needs; null where that is not what happened.</summary>
    public static string? Missing(Exception error) =>
        MissingLibrary().Match(error.Message) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"(\S+): cannot open shared object file")]
    private static partial Regex MissingLibrary();
}
