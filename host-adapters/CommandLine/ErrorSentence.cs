namespace Enlarger.CommandLine;

/// <summary>What is said of an error.</summary>
internal static class ErrorSentence
{
    /// <summary>The environment variable that asks for a bug's details.</summary>
    public const string DebugVariable = "ENLARGER_DEBUG";

    /// <summary>Whether the details of errors are wanted.</summary>
    public static bool WantsDetails => Environment.GetEnvironmentVariable(DebugVariable) is { Length: > 0 };

    /// <summary>The sentence for an error.</summary>
    public static string Of(Exception exception) => exception switch
    {
        EnlargerException => PlainLine.Of(exception.Message),
        OperationCanceledException => "Cancelled; no file was written.",
        _ => ErrorMessage.Of(exception, $"{(WantsDetails ? exception : $"set {DebugVariable}=1 and run it again for the details to report.")}"),
    };

    /// <summary>The sentence for an error, with the file's name if it does not name it itself, and with details where they are wanted.</summary>
    public static string About(string file, Exception exception)
    {
        string sentence = Of(exception);
        string named = sentence.Contains(PlainLine.Of(file), StringComparison.Ordinal) ? sentence : $"{PlainLine.Of(file)}: {sentence}";
        return WantsDetails && exception is EnlargerException { InnerException: { } inner } ? $"{named}\n{inner}" : named;
    }
}
