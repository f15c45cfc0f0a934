namespace Enlarger;

/// <summary>What a user is told of an error, in every host.</summary>
public static class ErrorMessage
{
    /// <summary>A sentence: that of an <see cref="EnlargerException"/>, else one that says what kind of bug it is.</summary>
    /// <param name="exception">The error.</param>
    /// <param name="advice">How the host shows the details of a bug, to end the sentence with; with its full stop.</param>
    public static string Of(Exception exception, string advice) => exception switch
    {
        EnlargerException => exception.Message,
        _ when MissingLibrary(exception) is { } native =>
            $"A native library of Enlarger is missing or does not load on this machine ({native.Message.Split(". ")[0].TrimEnd('.')}): build or install Enlarger again.",
        _ => $"This is a bug in Enlarger ({exception.GetType().Name}): {advice}",
    };

    /// <summary>The part of an error that says that a native library is not there, or null.</summary>
    public static Exception? MissingLibrary(Exception exception) =>
        exception.GetBaseException() is (DllNotFoundException or BadImageFormatException or EntryPointNotFoundException) and var native ? native : null;
}
