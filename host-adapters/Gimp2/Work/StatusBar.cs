using Enlarger.Gimp2.Native;

namespace Enlarger.Gimp2.Work;

/// <summary>The progress bar of the image's window, with its text; who has no window reads the text from standard error.</summary>
/// <param name="mode">Who runs the command.</param>
internal sealed class StatusBar(GimpRunMode mode) : IProgress<double>, IProgress<string>
{
    // Each report is a message to GIMP and back.
    private const double Step = 0.002;

    private double _shown;

    /// <summary>Shows texts in its place as long as there is one, as a dialog.</summary>
    public Action<string>? Instead { get; set; }

    /// <summary>Shows that work begins.</summary>
    public static void Begin(string title) => LibGimp.gimp_progress_init(title);

    /// <summary>Shows that it is done, and takes the button away with which it could be cancelled.</summary>
    public static void End() => LibGimp.gimp_progress_end();

    /// <inheritdoc/>
    public void Report(double value)
    {
        if (value - _shown < Step) return;
        _shown = value;
        LibGimp.gimp_progress_update(value);
    }

    /// <inheritdoc/>
    public void Report(string value)
    {
        if (Instead is { } show)
        {
            show(value);
        }
        else if (mode == GimpRunMode.NonInteractive)
        {
            Console.Error.WriteLine($"enlarger: {value}");
        }
        else
        {
            LibGimp.gimp_progress_set_text(value);
        }
    }
}
