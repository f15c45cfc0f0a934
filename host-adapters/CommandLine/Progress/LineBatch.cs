using Enlarger.CommandLine.Batches;

namespace Enlarger.CommandLine.Progress;

/// <summary>Shows a batch as plain lines, for logs.</summary>
internal sealed class LineBatch(Terminal terminal) : IBatchView
{
    private int _count;
    private string _number = "";
    private string _input = "";

    /// <inheritdoc/>
    public void During(Action work) => work();

    /// <inheritdoc/>
    public void Start(int count) => _count = count;

    /// <inheritdoc/>
    public IProgressView Next(int number, string input)
    {
        (_number, _input) = ($"[{number}/{_count}]", input);
        return new LineProgress(terminal, _number);
    }

    /// <inheritdoc/>
    public void Skipped(string reason) => terminal.Say($"{_number} {PlainLine.Of(_input)}: skipped, {PlainLine.Of(reason)}");

    /// <inheritdoc/>
    public void Failed(Exception exception) => terminal.Say($"{_number} failed: {ErrorSentence.About(_input, exception)}");

    /// <inheritdoc/>
    public void Stopped() => terminal.Say(Summary.Stopped);

    /// <inheritdoc/>
    public void End(BatchTally tally, TimeSpan duration) => Summary.Say(terminal, tally, duration);
}
