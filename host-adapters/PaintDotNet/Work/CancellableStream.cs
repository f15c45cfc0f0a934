using Enlarger.LayeredFiles;

namespace Enlarger.PaintDotNet.Work;

/// <summary>A stream into which nothing more goes when somebody has cancelled, since encoders cannot be told; a large picture keeps one busy for a minute.</summary>
/// <param name="stream">The stream, which stays open.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class CancellableStream(Stream stream, CancellationToken cancellation) : ForwardingStream(stream)
{
    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        cancellation.ThrowIfCancellationRequested();
        base.Write(buffer);
    }
}
