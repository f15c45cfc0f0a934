namespace Enlarger.CommandLine.Metadata;

/// <summary>Passes a file on as it is written, with an insertion in it.</summary>
internal sealed class InsertingStream(Stream target, Insertion insertion) : Stream
{
    private readonly MemoryStream _head = new();
    private bool _isPastHead;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => target.Length;

    /// <inheritdoc/>
    public override long Position { get => target.Position; set => throw new NotSupportedException(); }

    /// <summary>Ends the file.</summary>
    public void Complete()
    {
        target.Write(insertion.Tail);
        target.Flush();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_isPastHead)
        {
            int length, taken;
            do
            {
                length = insertion.HeadLength(_head.GetBuffer().AsMemory(0, (int)_head.Length));
                taken = Math.Min(length - (int)_head.Length, buffer.Length);
                _head.Write(buffer[..taken]);
                buffer = buffer[taken..];
            }
            while (taken > 0);

            if (_head.Length < length) return;

            target.Write(insertion.Complete(_head.ToArray()));
            _isPastHead = true;
        }

        target.Write(buffer);
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() => target.Flush();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
