using Enlarger.CommandLine.Progress;

namespace Enlarger.CommandLine.Batches;

/// <summary>How a batch is shown.</summary>
internal interface IBatchView
{
    /// <summary>Does the work, from the start of the first picture to the end of the last one.</summary>
    void During(Action work);

    /// <summary>The batch begins.</summary>
    /// <param name="count">The pictures.</param>
    void Start(int count);

    /// <summary>A picture's turn has come.</summary>
    /// <param name="number">Which, from 1.</param>
    /// <param name="input">Its path.</param>
    /// <returns>What shows its run.</returns>
    IProgressView Next(int number, string input);

    /// <summary>There was nothing to do for this picture.</summary>
    void Skipped(string reason);

    /// <summary>This picture failed.</summary>
    void Failed(Exception exception);

    /// <summary>Every other picture would fail as the last one did, and the batch ends.</summary>
    void Stopped();

    /// <summary>The batch is over, one way or the other.</summary>
    void End(BatchTally tally, TimeSpan duration);
}
