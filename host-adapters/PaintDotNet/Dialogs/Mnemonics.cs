namespace Enlarger.PaintDotNet.Dialogs;

/// <summary>Gives labels the letters by which the Alt key reaches them, each letter once.</summary>
/// <param name="taken">Letters that others have, in upper case.</param>
internal sealed class Mnemonics(string taken)
{
    private readonly HashSet<char> _taken = [.. taken];

    /// <summary>A label as Windows Forms wants it: with an ampersand before its letter. Without one where every letter is taken.</summary>
    public string Mark(string label)
    {
        int place = Place(label, starts: true) is >= 0 and var first ? first : Place(label, starts: false);
        if (place < 0) return Escape(label);
        _taken.Add(char.ToUpperInvariant(label[place]));
        return $"{Escape(label[..place])}&{Escape(label[place..])}";
    }

    // The letter that a word starts with is the one that is looked for.
    private int Place(string label, bool starts)
    {
        for (int i = 0; i < label.Length; i++)
        {
            bool isCandidate = char.IsAsciiLetter(label[i]) && (!starts || i == 0 || label[i - 1] == ' ');
            if (isCandidate && !_taken.Contains(char.ToUpperInvariant(label[i]))) return i;
        }

        return -1;
    }

    private static string Escape(string text) => text.Replace("&", "&&", StringComparison.Ordinal);
}
