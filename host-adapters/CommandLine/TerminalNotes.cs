namespace Enlarger.CommandLine;

/// <summary>Says on the terminal, a line each, what takes time.</summary>
internal sealed class TerminalNotes(Terminal terminal) : IProgress<string>
{
    /// <inheritdoc/>
    public void Report(string value) => terminal.Note(value);
}
