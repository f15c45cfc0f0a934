namespace Enlarger.Previews;

/// <summary>All that a dialog shows of a preview at one moment.</summary>
public sealed record PreviewState
{
    /// <summary>What is shown of the picture; null before the first time, and where the settings allow no result.</summary>
    public PreviewFrame? Frame { get; init; }

    /// <summary>
    /// The part without the filter; null until there is one. While a new one is made it is the last one of the same factor, which may be of another
    /// frame: <see cref="PreviewPicture.PlaceIn"/> tells where it belongs.
    /// </summary>
    public PreviewPicture? Before { get; init; }

    /// <summary>The part with the filter; null until there is one. While a new one is made it is the last one, as <see cref="Before"/> is.</summary>
    public PreviewPicture? After { get; init; }

    /// <summary>The finished part of the work, 0..1; null when nothing is under way.</summary>
    public double? Progress { get; init; }

    /// <summary>Why there is no picture, in a sentence for the user; null if nothing went wrong.</summary>
    public string? Error { get; init; }

    /// <summary>What the sentence was made of, for a log.</summary>
    public Exception? Cause { get; init; }

    /// <summary>The state when work on a frame begins: what the frame before left is shown on, where it fits.</summary>
    internal PreviewState Begin(PreviewFrame frame) => new()
    {
        Frame = frame,
        Before = Before?.Frame.Factor == frame.Factor ? Before : null,
        After = After?.Frame.Factor == frame.Factor ? After : null,
        Progress = 0,
    };

    /// <summary>The state when the work failed. What the picture was before the filter can still be seen; an older result would lie.</summary>
    internal PreviewState Fail(Exception cause) => this with
    {
        After = null,
        Progress = null,
        Error = ErrorMessage.Of(cause, "run the filter itself for the details to report."),
        Cause = cause,
    };
}
