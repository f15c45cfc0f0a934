using Enlarger.CommandLine.Batches;

namespace Enlarger.CommandLine.Progress;

/// <summary>Shows nothing of a batch but its errors.</summary>
internal sealed class NoBatch(Terminal terminal) : IBatchView
{
    private string _input = "";

    /// <inheritdoc/>
    public void During(Action work) => work();

    /// <inheritdoc/>
    public void Start(int count)
    {
    }

    /// <inheritdoc/>
    public IProgressView Next(int number, string input)
    {
        _input = input;
        return new NoProgress(terminal);
    }

    /// <inheritdoc/>
    public void Skipped(string reason)
    {
    }

    /// <inheritdoc/>
    public void Failed(Exception exception) => terminal.Say($"enlarger: {ErrorSentence.About(_input, exception)}");

    /// <inheritdoc/>
    public void Stopped() => terminal.Say("enlarger: " + Summary.Stopped);

    /// <inheritdoc/>
    public void End(BatchTally tally, TimeSpan duration)
    {
        if (tally.IsCancelled) terminal.Say($"enlarger: {tally.Sentence(duration)}");
    }
}
