using Enlarger.Imaging;
using Enlarger.Imaging.Color;

namespace Enlarger.Previews;

/// <summary>
/// A host's picture for another thread than the host's: each read is done on the host's thread and waited for. Wide areas are read in strips,
/// so that the host sees to its user in between.
/// </summary>
internal sealed class HostThreadSource : IPixelSource
{
    // A few milliseconds of the host's time.
    private const int StripBytes = 1 << 20;

    private readonly IPixelSource _source;
    private readonly Action<Action> _post;
    private readonly CancellationToken _cancellation;
    private byte[] _strip = [];
    private bool _rewinds;

    /// <summary>Asks the picture what it is, on the host's thread.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="post">Has an action done on the host's thread, later.</param>
    /// <param name="cancellation">Ends waiting, after which the picture is not read any more.</param>
    public HostThreadSource(IPixelSource source, Action<Action> post, CancellationToken cancellation)
    {
        _source = source;
        _post = post;
        _cancellation = cancellation;
        Size = source.Size;
        Format = source.Format;
        Encoding = source.Encoding;
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
        int rowBytes = checked(area.Width * Format.BytesPerPixel);
        int rowsAtOnce = Math.Max(1, StripBytes / Math.Max(1, rowBytes));
        for (int y = 0; y < area.Height; y += rowsAtOnce)
        {
            PixelArea rows = area with { Y = area.Y + y, Height = Math.Min(rowsAtOnce, area.Height - y) };
            int bytes = rows.Height * rowBytes;

            // The host writes to an array of ours, not to a span that its owner might have left. No two calls ever share it: each is over or abandoned before the next.
            if (_strip.Length < bytes) _strip = GC.AllocateUninitializedArray<byte>(bytes);
            OnHost(rows, bytes);
            _strip.AsSpan(0, bytes).CopyTo(destination[(y * rowBytes)..]);
        }
    }

    /// <inheritdoc/>
    public void Rewind() => _rewinds = true;

    private void OnHost(PixelArea rows, int bytes)
    {
        _cancellation.ThrowIfCancellationRequested();
        (bool rewinds, byte[] strip) = (_rewinds, _strip);
        _rewinds = false;
        var call = new HostCall(
            () =>
            {
                if (rewinds) _source.Rewind();
                _source.Read(rows, strip.AsSpan(0, bytes));
            },
            _cancellation);
        _post(call.Serve);
        call.Wait();
    }
}
