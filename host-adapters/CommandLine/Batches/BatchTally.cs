using System.Globalization;

namespace Enlarger.CommandLine.Batches;

/// <summary>What became of the pictures of a batch.</summary>
/// <param name="total">All of them.</param>
internal sealed class BatchTally(int total)
{
    // From the worst: a bug, then what the machine and the store lack, then the disk, then single pictures, then wishes.
    private static readonly int[] WorstFirst =
        [CommandLine.ExitCode.Bug, (int)ErrorKind.Device, (int)ErrorKind.Model, (int)ErrorKind.Output, (int)ErrorKind.Input, CommandLine.ExitCode.Usage];

    private readonly List<(string Input, int ExitCode)> _failures = [];

    /// <summary>Results written.</summary>
    public int Done { get; private set; }

    /// <summary>Pictures with nothing to do.</summary>
    public int Skipped { get; private set; }

    /// <summary>Pictures that the batch did not come to, or was stopped in.</summary>
    public int NotTried => total - Done - Skipped - _failures.Count;

    /// <summary>Whether the user stopped it.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>The pictures that failed, in order.</summary>
    public IReadOnlyList<string> Failures => [.. _failures.Select(failure => failure.Input)];

    /// <summary>The exit code: that of the worst failure.</summary>
    public int ExitCode => IsCancelled ? CommandLine.ExitCode.Cancelled
        : _failures.Count == 0 ? CommandLine.ExitCode.Done
        : _failures.Select(failure => failure.ExitCode).MinBy(Rank);

    /// <summary>Counts a result.</summary>
    public void AddDone() => Done++;

    /// <summary>Counts a picture with nothing to do.</summary>
    public void AddSkipped() => Skipped++;

    /// <summary>Counts a picture that failed.</summary>
    public void AddFailure(string input, int exitCode) => _failures.Add((input, exitCode));

    /// <summary>The sentence at the end.</summary>
    public string Sentence(TimeSpan duration)
    {
        string counts = string.Create(CultureInfo.InvariantCulture, $"{Done} done, {Skipped} skipped, {_failures.Count} failed{(NotTried > 0 ? $", {NotTried} not tried" : "")} in {Progress.Summary.Duration(duration)}");
        return IsCancelled ? $"Cancelled: {counts}; the same command goes on from there." : counts;
    }

    // A code that the list does not know is a bug.
    private static int Rank(int exitCode) => Array.IndexOf(WorstFirst, exitCode);
}
