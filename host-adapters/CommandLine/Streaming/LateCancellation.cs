namespace Enlarger.CommandLine.Streaming;

/// <summary>Cancelling from outside, at any time.</summary>
internal static class LateCancellation
{
    /// <summary>Cancels what has not ended yet; where it has, nothing happens.</summary>
    public static void CancelLate(this CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended while the wish came in.
        }
    }
}
