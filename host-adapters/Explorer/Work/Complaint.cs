namespace Enlarger.Explorer.Work;

/// <summary>What is said of a program that has failed.</summary>
internal static class Complaint
{
    private const string Prefix = "enlarger: ";

    // Of a long batch the first few tell enough.
    private const int MostSentences = 10, LastLines = 3;

    // There is no command line here to say more on.
    private const string CommandLineAdvice = ": choose another name with --output", Advice = ": rename or delete it and try again.";

    /// <summary>The program's own sentences, else its last words, else its exit code.</summary>
    /// <param name="said">The lines of its standard error.</param>
    /// <param name="exitCode">Its exit code.</param>
    public static string Of(IReadOnlyCollection<string> said, int exitCode)
    {
        string[] sentences = [.. said.Where(line => line.StartsWith(Prefix, StringComparison.Ordinal)).Take(MostSentences).Select(line => ForExplorer(line[Prefix.Length..]))];
        string[] told = sentences is [] ? [.. said.Where(line => !string.IsNullOrWhiteSpace(line)).TakeLast(LastLines)] : sentences;
        return told is [] ? $"It ended with the code {exitCode}." : string.Join('\n', told);
    }

    private static string ForExplorer(string sentence) =>
        sentence.IndexOf(CommandLineAdvice, StringComparison.Ordinal) is var start and >= 0 ? sentence[..start] + Advice : sentence;
}
