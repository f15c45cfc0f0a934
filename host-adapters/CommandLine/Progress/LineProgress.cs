using Enlarger.CommandLine.Batches;
using Enlarger.Imaging;

namespace Enlarger.CommandLine.Progress;

/// <summary>Shows progress as plain lines, for logs.</summary>
/// <param name="terminal">Takes the lines.</param>
/// <param name="number">Which picture of how many, before every line; with it a log is long enough without the parts of each.</param>
internal sealed class LineProgress(Terminal terminal, string? number = null) : IProgressView
{
    private string Prefix => number is null ? "" : $"{number} ";

    /// <inheritdoc/>
    public void Start(string input, PixelSize inputSize, string output, PixelSize outputSize) =>
        terminal.Say($"{Prefix}{PlainLine.Of(input)}: {inputSize} to {outputSize} pixels");

    /// <inheritdoc/>
    public void Note(string sentence) => terminal.Say(Prefix + PlainLine.Of(sentence));

    /// <inheritdoc/>
    public void During(Action<IProgress<double>?> work) => work(number is null ? new StepProgress(10, step => terminal.Say($"{step * 10} %")) : null);

    /// <inheritdoc/>
    public void Done(PictureResult result) => terminal.Print(Prefix + Summary.Of(result));
}
