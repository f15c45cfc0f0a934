using System.Text;

namespace Enlarger.PaintDotNet.Dialogs;

/// <summary>Sentences for tool tips, which Windows Forms shows on one line if nobody breaks them.</summary>
internal static class TipText
{
    private const int Longest = 70;

    /// <summary>The sentence in lines that break between words.</summary>
    public static string Of(string sentence)
    {
        var text = new StringBuilder();
        int length = 0;
        foreach (string word in sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bool breaks = length > 0 && length + word.Length >= Longest;
            if (length > 0) text.Append(breaks ? '\n' : ' ');
            length = (breaks || length == 0 ? 0 : length + 1) + word.Length;
            text.Append(word);
        }

        return text.ToString();
    }
}
