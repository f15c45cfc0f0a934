using Enlarger.Imaging;
using Enlarger.Imaging.Color;

namespace Enlarger.CommandLine.Streaming;

/// <summary>
/// A stream as a sink of raw pixels; a run that is refused before its first rows writes nothing. A thread of its own writes, so that a host which
/// does not read cannot keep the filter from being cancelled.
/// </summary>
internal sealed class PipeSink : IPixelSink
{
    private const long QueueBytes = 16 << 20;

    // How long what a host has just read may take to be known as written.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);
    private readonly Stream _output;
    private readonly string _header;
    private readonly Action _onFailure;
    private readonly ByteQueue _queue = new(QueueBytes);
    private readonly Thread _thread;
    private volatile EnlargerException? _failure;
    private long _missing, _unwritten;
    private bool _begun;

    /// <summary>Waits for the first rows.</summary>
    /// <param name="output">Takes everything.</param>
    /// <param name="size">The size of the result.</param>
    /// <param name="format">Its format.</param>
    /// <param name="encoding">Its encoding.</param>
    /// <param name="header">What goes before the first rows.</param>
    /// <param name="onFailure">Called when the output can take no more.</param>
    public PipeSink(Stream output, PixelSize size, PixelFormat format, ColorEncoding encoding, string header, Action onFailure)
    {
        _output = output;
        _header = header;
        _onFailure = onFailure;
        Size = size;
        Format = format;
        Encoding = encoding;
        _missing = (long)size.Width * size.Height * format.BytesPerPixel;
        _unwritten = _missing + header.Length;
        _thread = new Thread(Drain) { IsBackground = true, Name = "pixel output" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public PixelSize Size { get; }

    /// <inheritdoc/>
    public PixelFormat Format { get; }

    /// <inheritdoc/>
    public ColorEncoding Encoding { get; }

    /// <summary>Why the output could take no more, if so.</summary>
    public EnlargerException? Failure => _failure;

    /// <summary>Whether everything is written, also when the writing was stopped afterwards.</summary>
    public bool HasDelivered
    {
        get
        {
            _thread.Join(Grace);
            return Interlocked.Read(ref _unwritten) == 0;
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> rows)
    {
        if (rows.Length > _missing) throw new InvalidOperationException("More rows than the picture has.");

        if (!_begun) _queue.Write(System.Text.Encoding.ASCII.GetBytes(_header));
        _begun = true;
        _queue.Write(rows);
        _missing -= rows.Length;
    }

    /// <summary>Makes a waiting <see cref="Write"/> throw that.</summary>
    public void Stop(Exception reason) => _queue.Stop(reason);

    /// <summary>Waits until everything is written.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: the output took less.</exception>
    public void Finish(CancellationToken cancellation)
    {
        if (_missing > 0) throw new InvalidOperationException("Fewer rows than the picture has.");

        _queue.Complete();
        // A host that reads slowly may take its time, one that cancels may not read at all.
        while (!_thread.Join(TimeSpan.FromMilliseconds(20)) && _failure is null) cancellation.ThrowIfCancellationRequested();
        if (_failure is not null) throw _failure;
        cancellation.ThrowIfCancellationRequested();
    }

    private void Drain()
    {
        try
        {
            byte[] buffer = new byte[1 << 18];
            for (int length; (length = _queue.Read(buffer)) > 0; Interlocked.Add(ref _unwritten, -length)) _output.Write(buffer, 0, length);
            // A stream over a file keeps its own position; this tells the descriptor, which the host's next program may share.
            if (_output is FileStream { CanSeek: true } file) _ = file.SafeFileHandle;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _failure = new EnlargerException(ErrorKind.Output, "The result could not be written: the reader is gone or the disk is full.", exception);
            _queue.Stop(_failure);
            _onFailure();
        }
        catch (OperationCanceledException)
        {
            // Stopped by its owner.
        }
    }
}
