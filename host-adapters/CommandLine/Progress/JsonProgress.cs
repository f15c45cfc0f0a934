using Enlarger.CommandLine.Batches;
using Enlarger.Imaging;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Enlarger.CommandLine.Progress;

/// <summary>Shows what happens as JSON for another program, an object a line: start, note, progress, then done or error.</summary>
/// <param name="terminal">Takes the lines.</param>
/// <param name="file">The picture that each event names, as one of a batch; null where there is only one.</param>
internal sealed class JsonProgress(Terminal terminal, string? file = null) : IProgressView
{
    /// <inheritdoc/>
    public void Start(string input, PixelSize inputSize, string output, PixelSize outputSize) => Print(new JObject
    {
        ["event"] = "start",
        ["input"] = input,
        ["inputWidth"] = inputSize.Width,
        ["inputHeight"] = inputSize.Height,
        ["output"] = output,
        ["width"] = outputSize.Width,
        ["height"] = outputSize.Height,
    });

    /// <inheritdoc/>
    public void Note(string sentence) => Print(Event("note", ("message", sentence)));

    /// <inheritdoc/>
    public void During(Action<IProgress<double>?> work)
    {
        terminal.NoteWriter = Note;
        try
        {
            work(new StepProgress(100, step => Print(Event("progress", ("part", step / 100.0)))));
        }
        finally
        {
            terminal.NoteWriter = null;
        }
    }

    /// <inheritdoc/>
    public void Done(PictureResult result) => Print(Event(
        "done", ("output", result.Output), ("width", result.Size.Width), ("height", result.Size.Height), ("bytes", result.Bytes), ("seconds", Math.Round(result.Duration.TotalSeconds, 3))));

    /// <summary>The event that ends a run in place of done.</summary>
    public static string Error(string message, int exitCode) =>
        new JObject { ["event"] = "error", ["message"] = message, ["exitCode"] = exitCode }.ToString(Formatting.None);

    /// <summary>An event, which names the picture where there are several.</summary>
    public JObject Event(string name, params ReadOnlySpan<(string Name, JToken Value)> fields)
    {
        var line = new JObject { ["event"] = name };
        if (file is not null) line["input"] = file;
        foreach ((string field, JToken value) in fields) line[field] = value;
        return line;
    }

    private void Print(JObject line) => terminal.Print(line.ToString(Formatting.None));
}
