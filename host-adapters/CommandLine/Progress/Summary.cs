using System.Globalization;
using Enlarger.CommandLine.Batches;

namespace Enlarger.CommandLine.Progress;

/// <summary>The lines that end a run.</summary>
internal static class Summary
{
    /// <summary>What was written, its size and the time it took.</summary>
    public static string Of(PictureResult result) =>
        string.Create(CultureInfo.InvariantCulture, $"{PlainLine.Of(result.Output)}: {result.Size} pixels, {Bytes(result.Bytes)}, {result.Duration.TotalSeconds:0.0} s");

    /// <summary>Why a batch ends before its last picture; the error itself was told.</summary>
    public const string Stopped = "The batch stops here: every other picture would fail for the same reason.";

    /// <summary>Says what became of a batch, and which pictures failed.</summary>
    public static void Say(Terminal terminal, BatchTally tally, TimeSpan duration)
    {
        terminal.Say(tally.Sentence(duration));
        foreach (string input in tally.Failures) terminal.Say($"Failed: {PlainLine.Of(input)}");
    }

    /// <summary>A time as people say it.</summary>
    public static string Duration(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 59.95 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s"),
        < 3600 => $"{(int)duration.TotalMinutes} min {duration.Seconds} s",
        _ => $"{(int)duration.TotalHours} h {duration.Minutes} min",
    };

    /// <summary>A number of bytes as people write it.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => $"{bytes} bytes",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
    };
}
