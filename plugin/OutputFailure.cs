namespace Enlarger;

/// <summary>Why a result could not be written, as far as its user can do something about it.</summary>
public static class OutputFailure
{
    /// <summary>What the names of unfinished files and folders begin with, which nobody needs to know.</summary>
    public const string TemporaryPrefix = ".enlarger-";

    /// <summary>The reason, as a part of a sentence.</summary>
    /// <param name="exception">What the system said: an <see cref="IOException"/> or an <see cref="UnauthorizedAccessException"/>.</param>
    public static string Reason(Exception exception) => exception switch
    {
        DirectoryNotFoundException => "there is no such folder",
        PathTooLongException => "its name is too long",
        UnauthorizedAccessException or FileNotFoundException => "the folder does not let you write into it",
        _ => Said(exception),
    };

    // .NET appends the path or puts it into the sentence, and it is the temporary one.
    private static string Said(Exception exception)
    {
        string reason = exception.Message.Split(" : ")[0].TrimEnd('.');
        return reason.Contains(TemporaryPrefix, StringComparison.Ordinal) ? "the disk refuses it" : reason;
    }
}
