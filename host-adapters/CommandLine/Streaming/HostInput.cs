using System.Text;

namespace Enlarger.CommandLine.Streaming;

/// <summary>What a host writes to the standard input: lines of JSON, and raw bytes whose number they tell.</summary>
/// <param name="stream">The input. Nothing is read of it that was not asked for.</param>
internal sealed class HostInput(Stream stream)
{
    private const int LongestLine = 16 << 20;

    /// <summary>The input.</summary>
    public Stream Stream => stream;

    /// <summary>Reads a line.</summary>
    /// <returns>The line without its end; null at the end of the input.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: it cannot be read, does not end, or is longer than any description.</exception>
    public string? ReadLine() => Attempt(() =>
    {
        var line = new MemoryStream();
        int next;
        while ((next = stream.ReadByte()) >= 0 && next != '\n')
        {
            if (line.Length == LongestLine) throw new EnlargerException(ErrorKind.Input, "The input holds no line of JSON: its first one does not end.");
            line.WriteByte((byte)next);
        }

        if (next < 0 && line.Length > 0) throw new EnlargerException(ErrorKind.Input, "The input ended within a line.");
        return next < 0 ? null : Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
    });

    /// <summary>Fills a buffer.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: there are fewer bytes, or they cannot be read.</exception>
    public void ReadBytes(byte[] bytes) => Attempt(() =>
    {
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length == bytes.Length ? bytes : throw new EnlargerException(ErrorKind.Input, $"The input ended after {length} of {bytes.Length} bytes.");
    });

    private static T Attempt<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EnlargerException(ErrorKind.Input, "The input could not be read.", exception);
        }
    }
}
