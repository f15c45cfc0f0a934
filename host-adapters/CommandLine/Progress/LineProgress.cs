using Enlarger.Imaging;

namespace Enlarger.CommandLine.Progress;

/// <summary>Shows progress as plain lines, for logs.</summary>
internal sealed class LineProgress(Terminal terminal) : IProgressView
{
    /// <inheritdoc/>
    public void Start(string input, PixelSize inputSize, string output, PixelSize outputSize) =>
        terminal.Say($"{input}: {inputSize} to {outputSize} pixels");

    /// <inheritdoc/>
    public void During(Action<IProgress<double>?> work) => work(new StepProgress(10, step => terminal.Say($"{step * 10} %")));

    /// <inheritdoc/>
    public void Done(string output, PixelSize size, long bytes, TimeSpan duration) => terminal.Print(Summary.Of(output, size, bytes, duration));
}
