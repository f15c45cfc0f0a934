namespace Enlarger.LayeredFiles;

/// <summary>What is taken away when nobody needs it any more.</summary>
internal static class TemporaryEntry
{
    /// <summary>Takes it away where that is possible.</summary>
    public static void TryDelete(Action delete)
    {
        try
        {
            delete();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // What is left lies there unused; the error that matters is on its way already.
        }
    }
}
