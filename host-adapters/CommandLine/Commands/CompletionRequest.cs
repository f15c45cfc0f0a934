using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using Enlarger.Filters;

namespace Enlarger.CommandLine.Commands;

/// <summary>What a shell asks in order to complete a word: the parser's directive with the place of the cursor, and the line, as in [suggest:12] "enlarger ups".</summary>
internal static partial class CompletionRequest
{
    private const string EmptyDirective = "[suggest:0]";

    // What nobody writes: it keeps a word apart of which nothing is written yet.
    private const string Cursor = "\u0001";

    /// <summary>
    /// Ends a line that is to be completed at the cursor, and writes the rest as the parser wants it: without the program, which may be called anything, and with values for switches
    /// that stand alone, so that these swallow no word; for the same reason options go that take no value.
    /// </summary>
    /// <param name="arguments">The words of a command line; they are given back as they are if they ask something else.</param>
    /// <param name="filters">The filters, which have the switches.</param>
    /// <param name="root">All commands.</param>
    public static IReadOnlyList<string> Normalise(IReadOnlyList<string> arguments, IReadOnlyList<IFilter> filters, Command root)
    {
        if (arguments is not [var directive, var line] || Directive().Match(directive) is not { Success: true } match) return arguments;

        if (int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int cursor) && cursor < line.Length) line = line[..cursor];
        // The last is being written.
        List<string> words = [.. CommandLineParser.SplitCommandLine(line + Cursor).Skip(1).SelectMany(Parts)];
        if (words.Count == 0) return [EmptyDirective, ""];
        string last = words[^1].Replace(Cursor, "", StringComparison.Ordinal);
        words.RemoveAt(words.Count - 1);
        HashSet<string> flags = [.. SwitchSyntax.Flags(root)];
        words.RemoveAll(flags.Contains);

        IReadOnlyList<string> before = [.. SwitchSyntax.Normalise(words, filters).SelectMany(Parts)];
        bool mayBeValue = SwitchSyntax.Values.Any(value => value.StartsWith(last, StringComparison.Ordinal));
        if (mayBeValue && words.Count > 0 && before[^1] != words[^1]) before = [.. before.SkipLast(1)];
        string whole = string.Concat(before.Select(word => $"{Quote(word)} ")) + last;
        return [string.Create(CultureInfo.InvariantCulture, $"[suggest:{whole.Length}]"), whole];
    }

    // The parser completes a value only where it is a word of its own.
    private static string[] Parts(string word) => word.StartsWith("--", StringComparison.Ordinal) ? word.Split('=', 2) : [word];

    // There is no way to write a quotation mark; what a file is called is of no matter here.
    private static string Quote(string word) => word.Any(char.IsWhiteSpace) ? $"\"{word.Replace("\"", "", StringComparison.Ordinal)}\"" : word;

    [GeneratedRegex(@"^\[suggest(?::(\d+))?\]$")]
    private static partial Regex Directive();
}
