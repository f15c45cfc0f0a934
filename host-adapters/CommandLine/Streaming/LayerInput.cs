namespace Enlarger.CommandLine.Streaming;

/// <summary>
/// The input of a host that sends one layer after the other. Between two of them nothing is wanted of it for as long as the filter works: it is
/// watched then, so that a host that is gone is noticed, and the byte that the watch may catch is the first of the next layer.
/// </summary>
/// <param name="stream">The input.</param>
internal sealed class LayerInput(Stream stream)
{
    private readonly Lock _lock = new();
    private byte? _caught;
    private long _read;

    /// <summary>Takes the bytes that are there, at least one; none only at the end.</summary>
    public int Read(Span<byte> buffer)
    {
        lock (_lock)
        {
            int length = 0;
            if (_caught is { } first)
            {
                buffer[0] = first;
                (_caught, length) = (null, 1);
            }
            else
            {
                length = stream.Read(buffer);
            }

            _read += length;
            return length;
        }
    }

    /// <summary>Watches, on a thread of its own, until there is more or the input ends.</summary>
    /// <param name="place">How many bytes were read before; if it has gone on since, there is nothing to watch.</param>
    /// <param name="onEnd">Called if it has ended.</param>
    public void Watch(long place, Action onEnd) => new Thread(() =>
    {
        if (!HasMore(place)) onEnd();
    })
    { IsBackground = true, Name = "layer watch" }.Start();

    private bool HasMore(long place)
    {
        lock (_lock)
        {
            if (_read != place) return true;
            try
            {
                int next = stream.ReadByte();
                if (next >= 0) _caught = (byte)next;
                return next >= 0;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // As good as its end.
                return false;
            }
        }
    }
}
