using Enlarger.Imaging;
using Enlarger.Imaging.Color;

namespace Enlarger.CommandLine.Streaming;

/// <summary>
/// Raw pixels from a stream as a source. A thread of its own reads ahead as far as there is input, at most the whole picture: so a host
/// that writes everything before it reads anything never waits for a filter that waits for the host (the input is a sixteenth of
/// a 4x result). For a filter that reads twice the input is kept, rows that have been read as well as those that wait.
/// </summary>
internal sealed class PipeSource : IPixelSource
{
    // How long a host may take to close its end after the last pixel before its silence counts as the end.
    private static readonly TimeSpan EndGrace = TimeSpan.FromMilliseconds(200);
    private readonly Stream _input;
    private readonly Action? _onEnd;
    private readonly long _promised;
    private readonly int _rowBytes;
    private readonly ByteQueue _queue;
    private readonly KeptRows? _kept;
    private readonly Thread _thread;
    private volatile EnlargerException? _failure;
    private volatile bool _isWhole;
    private int _nextRow;

    /// <summary>Begins to read.</summary>
    /// <param name="input">Gives the pixels.</param>
    /// <param name="size">How many there are.</param>
    /// <param name="format">Their format.</param>
    /// <param name="encoding">Their encoding.</param>
    /// <param name="isReadTwice">Whether the filter will call <see cref="Rewind"/>.</param>
    /// <param name="onEnd">Called, on a thread of this object's, when the input has ended after all that was promised.</param>
    public PipeSource(Stream input, PixelSize size, PixelFormat format, ColorEncoding encoding, bool isReadTwice, Action? onEnd = null)
    {
        _onEnd = onEnd;
        _input = input;
        Size = size;
        Format = format;
        Encoding = encoding;
        _rowBytes = checked(size.Width * format.BytesPerPixel);
        _promised = (long)size.Height * _rowBytes;
        _queue = new ByteQueue(_promised);
        if (isReadTwice) _kept = new KeptRows(_rowBytes);
        _thread = new Thread(ReadAhead) { IsBackground = true, Name = "pixel input" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public PixelSize Size { get; }

    /// <inheritdoc/>
    public PixelFormat Format { get; }

    /// <inheritdoc/>
    public ColorEncoding Encoding { get; }

    /// <inheritdoc/>
    public void Read(PixelArea area, Span<byte> destination)
    {
        int wanted = area.Width * Format.BytesPerPixel;
        byte[] row = wanted == _rowBytes && _nextRow == area.Y ? [] : new byte[_rowBytes];
        for (; _nextRow < area.Y; _nextRow++) Fill(row);
        for (; _nextRow < area.Bottom; _nextRow++)
        {
            Span<byte> target = destination.Slice((_nextRow - area.Y) * wanted, wanted);
            if (wanted == _rowBytes)
            {
                Fill(target);
            }
            else
            {
                Fill(row);
                row.AsSpan(area.X * Format.BytesPerPixel, wanted).CopyTo(target);
            }
        }
    }

    /// <inheritdoc/>
    public void Rewind()
    {
        if (_kept is null && _nextRow > 0) throw new InvalidOperationException("The filter did not say that it reads twice.");
        _nextRow = 0;
    }

    /// <summary>Makes a waiting or later <see cref="Read"/> throw that.</summary>
    public void Stop(Exception reason) => _queue.Stop(reason);

    /// <summary>
    /// Takes what the filter had no need of, because the host may not have written all of it yet, and makes sure that the input held no
    /// more than was promised, as far as can be told from a host that keeps it open.
    /// </summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: it held more, or less.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled first.</exception>
    public void CheckEnd(CancellationToken cancellation)
    {
        while (!_isWhole && !_thread.Join(TimeSpan.FromMilliseconds(20))) cancellation.ThrowIfCancellationRequested();
        _thread.Join(EndGrace);
        if (_failure is not null) throw _failure;
    }

    private void Fill(Span<byte> row)
    {
        if (_kept is not null && _nextRow < _kept.Count)
        {
            // A row at hand would not notice that the host is gone or wants no more.
            _queue.ThrowIfStopped();
            _kept[_nextRow].CopyTo(row);
            return;
        }

        if (!_queue.ReadExactly(row)) throw new InvalidOperationException("More rows than the picture has.");
        _kept?.Add(row);
    }

    private void ReadAhead()
    {
        try
        {
            byte[] buffer = new byte[1 << 20];
            long received = 0;
            for (int length; (length = _input.Read(buffer)) > 0; received += length)
            {
                if (length > _promised - received) throw Wrong($"The input holds more than the {_promised} bytes of {Size} pixels in {Format}: check width, height and format.");
                _queue.Write(buffer.AsSpan(0, length));
                _isWhole = received + length == _promised;
            }

            if (received < _promised) throw Wrong($"The input ended after {received} of the {_promised} bytes of {Size} pixels in {Format}: check width, height and format.");
            _queue.Complete();
            _onEnd?.Invoke();
        }
        catch (EnlargerException exception)
        {
            Fail(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail(Wrong("The input could not be read.", exception));
        }
        catch (OperationCanceledException)
        {
            // Stopped by its owner.
        }
    }

    private void Fail(EnlargerException failure)
    {
        _failure = failure;
        _queue.Stop(failure);
    }

    private static EnlargerException Wrong(string sentence, Exception? inner = null) => new(ErrorKind.Input, sentence, inner);
}
