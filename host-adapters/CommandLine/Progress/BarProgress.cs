using Enlarger.CommandLine.Batches;
using Enlarger.Imaging;
using Spectre.Console;

namespace Enlarger.CommandLine.Progress;

/// <summary>Shows progress as a bar with the time left, on a terminal.</summary>
internal sealed class BarProgress(Terminal terminal) : IProgressView
{
    private string _title = "";

    /// <inheritdoc/>
    public void Start(string input, PixelSize inputSize, string output, PixelSize outputSize) =>
        _title = Markup.Escape(PlainLine.Of($"{Path.GetFileName(input)} to {outputSize}"));

    /// <inheritdoc/>
    public void Note(string sentence) => terminal.Say(PlainLine.Of(sentence));

    /// <inheritdoc/>
    public void During(Action<IProgress<double>?> work)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        // Lines that do not pass through the console would tear the bar.
        terminal.NoteWriter = console.WriteLine;
        try
        {
            console.Progress()
                .AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .Start(context =>
                {
                    ProgressTask task = context.AddTask(_title, maxValue: 1);
                    work(new StepProgress(1000, step => task.Value = step / 1000.0));
                });
        }
        finally
        {
            terminal.NoteWriter = null;
        }
    }

    /// <inheritdoc/>
    public void Done(PictureResult result) => terminal.Print(Summary.Of(result));
}
