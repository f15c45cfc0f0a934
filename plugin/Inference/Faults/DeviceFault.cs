namespace Enlarger.Inference.Faults;

/// <summary>A device failed. It never leaves the core: who runs generators answers it with another attempt or a sentence for the user.</summary>
/// <param name="kind">What happened.</param>
/// <param name="message">The same for people, as the end of a sentence, without a full stop: "it ran out of memory".</param>
/// <param name="inner">What reported it.</param>
internal sealed class DeviceFault(FaultKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What happened.</summary>
    public FaultKind Kind => kind;
}
