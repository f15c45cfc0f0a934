using System.Buffers;

namespace Enlarger.CommandLine.Streaming;

/// <summary>
/// Bytes on their way from one thread to another, in order. The writing side waits while the queue is full, the reading side while it
/// is empty; whoever stops it wakes both.
/// </summary>
/// <param name="capacity">The bytes that may wait, at least those of one <see cref="Write"/> of up to a megabyte.</param>
internal sealed class ByteQueue(long capacity)
{
    private const int ChunkBytes = 1 << 20;
    private readonly Queue<ArraySegment<byte>> _chunks = new();
    private ArraySegment<byte> _current;
    private long _held;
    private bool _complete;
    private Exception? _reason;

    /// <summary>Appends bytes; waits until there is room for them.</summary>
    /// <exception cref="Exception">The reason for which the queue was stopped.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int length = Math.Min(bytes.Length, ChunkBytes);
            byte[] chunk = ArrayPool<byte>.Shared.Rent(length);
            bytes[..length].CopyTo(chunk);
            Append(new ArraySegment<byte>(chunk, 0, length));
            bytes = bytes[length..];
        }
    }

    /// <summary>Takes the bytes that are there, at least one; waits for it. None are taken only at the end.</summary>
    /// <exception cref="Exception">The reason for which the queue was stopped.</exception>
    public int Read(Span<byte> destination)
    {
        if (_current.Count == 0 && !Next()) return 0;

        int length = Math.Min(destination.Length, _current.Count);
        _current.AsSpan(0, length).CopyTo(destination);
        if (length == _current.Count) ArrayPool<byte>.Shared.Return(_current.Array!);
        _current = length == _current.Count ? default : _current[length..];
        return length;
    }

    /// <summary>Fills the destination; false when the queue ends before.</summary>
    /// <exception cref="Exception">The reason for which the queue was stopped.</exception>
    public bool ReadExactly(Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int length = Read(destination);
            if (length == 0) return false;
            destination = destination[length..];
        }

        return true;
    }

    /// <summary>Says that no more bytes follow.</summary>
    public void Complete()
    {
        lock (_chunks)
        {
            _complete = true;
            Monitor.PulseAll(_chunks);
        }
    }

    /// <summary>Makes every waiting and later call throw <paramref name="reason"/>; the first reason stays.</summary>
    public void Stop(Exception reason)
    {
        lock (_chunks)
        {
            _reason ??= reason;
            Monitor.PulseAll(_chunks);
        }
    }

    /// <summary>Throws the reason for which the queue was stopped, if it was.</summary>
    /// <exception cref="Exception">That reason.</exception>
    public void ThrowIfStopped()
    {
        lock (_chunks)
        {
            if (_reason is not null) throw _reason;
        }
    }

    private void Append(ArraySegment<byte> chunk)
    {
        lock (_chunks)
        {
            while (_reason is null && _held > 0 && _held + chunk.Count > capacity) Monitor.Wait(_chunks);
            if (_reason is not null) throw _reason;

            _chunks.Enqueue(chunk);
            _held += chunk.Count;
            Monitor.PulseAll(_chunks);
        }
    }

    private bool Next()
    {
        lock (_chunks)
        {
            while (_reason is null && _chunks.Count == 0 && !_complete) Monitor.Wait(_chunks);
            if (_reason is not null) throw _reason;
            if (_chunks.Count == 0) return false;

            _current = _chunks.Dequeue();
            _held -= _current.Count;
            Monitor.PulseAll(_chunks);
            return true;
        }
    }
}
