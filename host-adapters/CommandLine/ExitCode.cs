namespace Enlarger.CommandLine;

/// <summary>What the process says to its caller; the other codes are those of <see cref="ErrorKind"/>.</summary>
internal static class ExitCode
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>A bug.</summary>
    public const int Bug = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = (int)ErrorKind.Usage;

    /// <summary>Cancelled by the user or the host, as shells number it.</summary>
    public const int Cancelled = 130;

    /// <summary>What each code means, in a sentence.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> Meanings { get; } =
    [
        (Done, "Everything was done."),
        (Bug, "A bug."),
        (Usage, "The command line makes no sense."),
        ((int)ErrorKind.Input, "A picture cannot be read, or is none."),
        ((int)ErrorKind.Model, "A generator is missing or was not verified."),
        ((int)ErrorKind.Device, "A device or the inference on it failed."),
        ((int)ErrorKind.Output, "The result was not written."),
        (Cancelled, "Cancelled."),
    ];

    /// <summary>The code for what went wrong.</summary>
    public static int Of(Exception exception) => exception switch
    {
        EnlargerException known => (int)known.Kind,
        OperationCanceledException => Cancelled,
        _ => Bug,
    };
}
