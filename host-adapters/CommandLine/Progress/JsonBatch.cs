using Enlarger.CommandLine.Batches;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Enlarger.CommandLine.Progress;

/// <summary>
/// Shows a batch as JSON for another program, an object a line: batch, then for each picture start, note, progress and done, or skipped, or
/// error, and in the end summary. Every event of a picture names it as input.
/// </summary>
internal sealed class JsonBatch(Terminal terminal) : IBatchView
{
    private string _input = "";
    private JsonProgress _progress = new(terminal);

    /// <inheritdoc/>
    public void During(Action work) => work();

    /// <inheritdoc/>
    public void Start(int count) => Print(new JObject { ["event"] = "batch", ["files"] = count });

    /// <inheritdoc/>
    public IProgressView Next(int number, string input)
    {
        _input = input;
        return _progress = new JsonProgress(terminal, input);
    }

    /// <inheritdoc/>
    public void Skipped(string reason) => Print(_progress.Event("skipped", ("reason", reason)));

    /// <inheritdoc/>
    public void Failed(Exception exception)
    {
        terminal.Say($"enlarger: {ErrorSentence.About(_input, exception)}");
        Print(_progress.Event("error", ("message", ErrorSentence.Of(exception)), ("exitCode", ExitCode.Of(exception))));
    }

    /// <inheritdoc/>
    public void Stopped()
    {
        terminal.Say("enlarger: " + Summary.Stopped);
        Print(new JObject { ["event"] = "stopped", ["message"] = Summary.Stopped });
    }

    /// <inheritdoc/>
    public void End(BatchTally tally, TimeSpan duration) => Print(new JObject
    {
        ["event"] = "summary",
        ["done"] = tally.Done,
        ["skipped"] = tally.Skipped,
        ["failed"] = tally.Failures.Count,
        ["notTried"] = tally.NotTried,
        ["failures"] = new JArray(tally.Failures),
        ["cancelled"] = tally.IsCancelled,
        ["seconds"] = Math.Round(duration.TotalSeconds, 3),
        ["exitCode"] = tally.ExitCode,
    });

    private void Print(JObject line) => terminal.Print(line.ToString(Formatting.None));
}
