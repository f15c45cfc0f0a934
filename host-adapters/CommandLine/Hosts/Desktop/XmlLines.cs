namespace Enlarger.CommandLine.Hosts.Desktop;

/// <summary>Lines that are put into somebody's XML, of which every other byte stays.</summary>
internal static class XmlLines
{
    /// <summary>The text with lines put in before an element's end; null if it does not end there.</summary>
    /// <param name="text">The text.</param>
    /// <param name="end">The element's end.</param>
    /// <param name="lines">Whole lines.</param>
    public static string? InsertBefore(string text, string end, string lines)
    {
        int index = text.LastIndexOf(end, StringComparison.Ordinal);
        if (index < 0) return null;
        // Its own indentation stays with it.
        int line = text.LastIndexOf('\n', index) + 1;
        return text.Insert(string.IsNullOrWhiteSpace(text[line..index]) ? line : index, lines);
    }
}
