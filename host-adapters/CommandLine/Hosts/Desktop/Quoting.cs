using System.Security;

namespace Enlarger.CommandLine.Hosts.Desktop;

/// <summary>How paths and words are written where others would take some of their characters for their own.</summary>
internal static class Quoting
{
    /// <summary>A word of the shell's language.</summary>
    public static string Shell(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>Text in XML, also between double quotes.</summary>
    public static string Xml(string text) => SecurityElement.Escape(text)!;

    /// <summary>Text in which percent signs begin codes.</summary>
    public static string Percent(string text) => text.Replace("%", "%%", StringComparison.Ordinal);

    /// <summary>A word of a command in a desktop entry, whose file has backslashes of its own.</summary>
    public static string DesktopEntry(string word)
    {
        foreach (char special in "\\\"`$") word = word.Replace($"{special}", $"\\{special}", StringComparison.Ordinal);
        return $"\"{Percent(word).Replace("\\", @"\\", StringComparison.Ordinal)}\"";
    }
}
