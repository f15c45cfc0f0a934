namespace Enlarger.CommandLine.Hosts.Krita;

/// <summary>The switches of plug-ins in Krita's settings (kritarc), among everything else that it keeps there.</summary>
internal static class KritaSettings
{
    private const string Section = "[python]";

    /// <summary>The settings with a plug-in switched on; all other bytes stay.</summary>
    /// <param name="text">The settings.</param>
    /// <param name="plugIn">The plug-in's name.</param>
    public static string SwitchOn(string text, string plugIn)
    {
        string entry = $"{Key(plugIn)}=true\n";
        List<string> lines = Lines(text);
        (int start, int end) = FindSection(lines);
        if (start < 0) return $"{text}{(text.Length == 0 || text.EndsWith('\n') ? "" : "\n")}{(text.Length == 0 ? "" : "\n")}{Section}\n{entry}";

        int index = lines.FindIndex(start, end - start, line => IsEntry(line, plugIn));
        if (index >= 0) lines[index] = entry;
        else lines.Insert(start + 1, entry);
        if (!lines[start].EndsWith('\n')) lines[start] += '\n';
        return string.Concat(lines);
    }

    /// <summary>The settings without a word of a plug-in; a section that holds nothing else goes too.</summary>
    /// <param name="text">The settings.</param>
    /// <param name="plugIn">The plug-in's name.</param>
    public static string Forget(string text, string plugIn)
    {
        List<string> lines = Lines(text);
        (int start, int end) = FindSection(lines);
        if (start < 0 || lines.RemoveAll(line => IsEntry(line, plugIn)) == 0) return text;

        (start, end) = FindSection(lines);
        if (lines.GetRange(start + 1, end - start - 1).All(string.IsNullOrWhiteSpace))
        {
            lines.RemoveRange(start, end - start);
            // The empty line that parts sections.
            if (start == lines.Count && start > 0 && string.IsNullOrWhiteSpace(lines[^1])) lines.RemoveAt(start - 1);
        }

        return string.Concat(lines);
    }

    private static string Key(string plugIn) => $"enable_{plugIn}";

    private static bool IsEntry(string line, string plugIn) => line.Split('=')[0].Trim() == Key(plugIn);

    // With their ends, so that these stay what they are.
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start) + 1;
            if (end == 0) end = text.Length;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }

    private static (int Start, int End) FindSection(List<string> lines)
    {
        int start = lines.FindIndex(line => line.Trim() == Section);
        if (start < 0) return (-1, -1);
        int end = lines.FindIndex(start + 1, line => line.TrimStart().StartsWith('['));
        return (start, end < 0 ? lines.Count : end);
    }
}
