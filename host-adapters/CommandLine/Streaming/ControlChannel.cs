namespace Enlarger.CommandLine.Streaming;

/// <summary>The descriptor through which a host stops the program: by the line "cancel", or by its own end.</summary>
internal static class ControlChannel
{
    /// <summary>Listens until the host says "cancel" or the stream ends, then calls <paramref name="cancel"/>.</summary>
    public static void Listen(Stream stream, Action cancel) => new Thread(() =>
    {
        try
        {
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line && line.Trim() != "cancel")
            {
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // As good as its end.
        }

        cancel();
    })
    { IsBackground = true, Name = "control" }.Start();
}
