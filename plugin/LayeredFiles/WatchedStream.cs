namespace Enlarger.LayeredFiles;

/// <summary>
/// A stream that remembers what the disk said last, since an encoder in between may tell its caller only that something failed. It
/// leaves the stream open.
/// </summary>
/// <param name="stream">The stream.</param>
internal sealed class WatchedStream(Stream stream) : Stream
{
    /// <summary>What went wrong, if anything did.</summary>
    public Exception? Failure { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => stream.CanRead;

    /// <inheritdoc/>
    public override bool CanSeek => stream.CanSeek;

    /// <inheritdoc/>
    public override bool CanWrite => stream.CanWrite;

    /// <inheritdoc/>
    public override long Length => stream.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => stream.Position;
        set => stream.Position = value;
    }

    /// <inheritdoc/>
    public override void Flush() => Watch(stream.Flush);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = 0;
        Watch(() => read = stream.Read(buffer, offset, count));
        return read;
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => stream.Seek(offset, origin);

    /// <inheritdoc/>
    public override void SetLength(long value) => Watch(() => stream.SetLength(value));

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Watch(() => stream.Write(buffer, offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            stream.Write(buffer);
        }
        catch (Exception exception) when (Remember(exception))
        {
            throw;
        }
    }

    private void Watch(Action step)
    {
        try
        {
            step();
        }
        catch (Exception exception) when (Remember(exception))
        {
            throw;
        }
    }

    private bool Remember(Exception exception)
    {
        if (exception is IOException or UnauthorizedAccessException) Failure = exception;
        return false;
    }
}
