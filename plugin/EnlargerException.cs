namespace Enlarger;

/// <summary>
/// The one exception that Enlarger throws on purpose (besides <see cref="OperationCanceledException"/>): its message is a
/// sentence that a photographer understands and can act upon. Any other exception is a bug.
/// </summary>
/// <param name="kind">What went wrong, as far as callers tell errors apart.</param>
/// <param name="message">One sentence, with what to do where something can be done.</param>
/// <param name="inner">The cause, for a log.</param>
public sealed class EnlargerException(ErrorKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What went wrong.</summary>
    public ErrorKind Kind { get; } = kind;
}
