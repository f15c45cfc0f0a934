using System.Diagnostics;
using Enlarger.CommandLine.Batches;
using Enlarger.Imaging;
using Spectre.Console;

namespace Enlarger.CommandLine.Progress;

/// <summary>Shows a batch as two bars on a terminal, one for all pictures and one for the present one, each with its time left.</summary>
internal sealed class BarBatch(Terminal terminal) : IBatchView, IProgressView
{
    // A task that was full once stays finished, and the bar of the present picture is used again.
    private const double AlmostFull = 0.9999;
    private const int LongestName = 40;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private ProgressContext? _context;
    private ProgressTask? _all;
    private ProgressTask? _one;
    private BatchPace _pace = new(1, () => TimeSpan.Zero);
    private int _count;
    private string _input = "";

    /// <inheritdoc/>
    public void During(Action work)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        // Lines that do not pass through the console would tear the bars.
        terminal.NoteWriter = console.WriteLine;
        try
        {
            console.Progress()
                .AutoClear(true)
                .Columns(
                    new TaskDescriptionColumn { Alignment = Justify.Left },
                    new ProgressBarColumn(),
                    new PercentageColumn(),
                    new TimeLeftColumn(task => task == _all ? _pace.Left : _pace.LeftOfPicture))
                .Start(context =>
                {
                    _context = context;
                    work();
                });
        }
        finally
        {
            terminal.NoteWriter = null;
        }
    }

    /// <inheritdoc/>
    public void Start(int count)
    {
        _count = count;
        _pace = new BatchPace(count, () => _clock.Elapsed);
        _all = _context!.AddTask($"0 of {count}", maxValue: 1);
        _one = _context.AddTask("…", maxValue: 1);
    }

    /// <inheritdoc/>
    public IProgressView Next(int number, string input)
    {
        _input = input;
        string name = PlainLine.Of(Path.GetFileName(input));
        _all!.Description = $"{number} of {_count}";
        _one!.Description = Markup.Escape(name.Length > LongestName ? name[..(LongestName - 1)] + "…" : name);
        _one.Value = 0;
        return this;
    }

    /// <inheritdoc/>
    public void Start(string input, PixelSize inputSize, string output, PixelSize outputSize) => _pace.Begin((double)inputSize.Width * inputSize.Height);

    /// <inheritdoc/>
    public void Note(string sentence) => terminal.Note(PlainLine.Of($"{Path.GetFileName(_input)}: {sentence}"));

    /// <inheritdoc/>
    public void During(Action<IProgress<double>?> work) => work(new StepProgress(1000, step =>
    {
        _pace.Report(step / 1000.0);
        Show();
        _one!.Value = Math.Min(step / 1000.0, AlmostFull);
    }));

    /// <inheritdoc/>
    public void Done(PictureResult result)
    {
        End(isEnlarged: true);
        string line = Summary.Of(result);
        if (terminal.IsOutputSeen) terminal.Note(line);
        else terminal.Print(line);
    }

    /// <inheritdoc/>
    public void Skipped(string reason)
    {
        End(isEnlarged: false);
        terminal.Note(PlainLine.Of($"{_input}: skipped, {reason}"));
    }

    /// <inheritdoc/>
    public void Failed(Exception exception)
    {
        End(isEnlarged: false);
        terminal.Note($"Failed: {ErrorSentence.About(_input, exception)}");
    }

    /// <inheritdoc/>
    public void Stopped() => terminal.Note(Summary.Stopped);

    /// <inheritdoc/>
    public void End(BatchTally tally, TimeSpan duration) => Summary.Say(terminal, tally, duration);

    private void End(bool isEnlarged)
    {
        _pace.End(isEnlarged);
        Show();
    }

    private void Show() => _all!.Value = Math.Min(_pace.Part, AlmostFull);
}
