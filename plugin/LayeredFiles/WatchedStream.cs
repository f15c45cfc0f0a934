namespace Enlarger.LayeredFiles;

/// <summary>
/// A stream that remembers what the disk said last, since an encoder in between may tell its caller only that something failed. It
/// leaves the stream open.
/// </summary>
/// <param name="stream">The stream.</param>
internal sealed class WatchedStream(Stream stream) : ForwardingStream(stream)
{
    /// <summary>What went wrong, if anything did.</summary>
    public Exception? Failure { get; private set; }

    /// <inheritdoc/>
    public override void Flush() => Watch(base.Flush);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = 0;
        Watch(() => read = base.Read(buffer, offset, count));
        return read;
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => Watch(() => base.SetLength(value));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            base.Write(buffer);
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
