using Enlarger.Imaging;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Enlarger.CommandLine.Progress;

/// <summary>Shows what happens as JSON for another program, an object a line: start, progress, then done or error.</summary>
internal sealed class JsonProgress(Terminal terminal) : IProgressView
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
    public void During(Action<IProgress<double>?> work) =>
        work(new StepProgress(100, step => Print(new JObject { ["event"] = "progress", ["part"] = step / 100.0 })));

    /// <inheritdoc/>
    public void Done(string output, PixelSize size, long bytes, TimeSpan duration) => Print(new JObject
    {
        ["event"] = "done",
        ["output"] = output,
        ["width"] = size.Width,
        ["height"] = size.Height,
        ["bytes"] = bytes,
        ["seconds"] = Math.Round(duration.TotalSeconds, 3),
    });

    /// <summary>The event that ends a run in place of done.</summary>
    public static string Error(string message, int exitCode) =>
        new JObject { ["event"] = "error", ["message"] = message, ["exitCode"] = exitCode }.ToString(Formatting.None);

    private void Print(JObject line) => terminal.Print(line.ToString(Formatting.None));
}
