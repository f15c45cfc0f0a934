namespace Enlarger.CommandLine;

/// <summary>Text that stays on one line, whatever a file is called.</summary>
internal static class PlainLine
{
    private const char LineSeparator = '\u2028', ParagraphSeparator = '\u2029';

    /// <summary>The text with a question mark for every control character: they break lines, and terminals obey them.</summary>
    public static string Of(string text) => text.Any(IsControl) ? string.Concat(text.Select(letter => IsControl(letter) ? '?' : letter)) : text;

    private static bool IsControl(char letter) => char.IsControl(letter) || letter is LineSeparator or ParagraphSeparator;
}
