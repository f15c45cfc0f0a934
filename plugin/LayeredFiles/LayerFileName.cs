using System.Globalization;
using System.Text;

namespace Enlarger.LayeredFiles;

/// <summary>The names of the pictures in a folder of layers, which sort from the lowest layer up and any file system takes.</summary>
internal static class LayerFileName
{
    private const string Extension = ".png";

    // Half of what a disk of Linux allows, in bytes of UTF-8; Windows, whose programs take 260 characters of a whole path, is content too.
    private const int LongestName = 120;

    /// <summary>The name: its number, what of the layer's name a file can have, and the extension.</summary>
    /// <param name="number">The layer's place from below, from 1.</param>
    /// <param name="layers">How many there are.</param>
    /// <param name="name">Its name.</param>
    public static string Of(int number, int layers, string name)
    {
        int digits = Math.Max(2, layers.ToString(CultureInfo.InvariantCulture).Length);
        string prefix = number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');

        // With a number before it, none of the names that Windows keeps for its devices is one any more.
        return $"{prefix} {Cut(Legal(name))}".TrimEnd(' ', '.') + Extension;
    }

    // Without what one of the systems forbids or hides. Marks that turn the direction of writing could disguise the extension.
    private static string Legal(string name)
    {
        var legal = new StringBuilder(name.Length);
        foreach (Rune rune in name.EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) legal.Append(' ');
            else if (rune == Rune.ReplacementChar || IsTurning(rune) || (rune.IsAscii && "<>:\"/\\|?*".Contains((char)rune.Value, StringComparison.Ordinal))) legal.Append('_');
            else legal.Append(rune);
        }

        return string.Join(' ', legal.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool IsTurning(Rune rune) => rune.Value is (>= 0x200E and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    // Whole characters as people see them, of which some are several code points.
    private static string Cut(string name)
    {
        var cut = new StringBuilder();
        int bytes = 0;
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(name);
        while (elements.MoveNext())
        {
            string element = elements.GetTextElement();
            bytes += Encoding.UTF8.GetByteCount(element);
            if (bytes > LongestName) break;
            cut.Append(element);
        }

        return cut.ToString();
    }
}
