using Enlarger.Imaging;

namespace Enlarger.Tiling;

/// <summary>
/// The result of one run of tiles as the source of the next, made row by row while it is read: between two generators there are never
/// more rows than a row of tiles has. Its samples are sRGB-encoded floats, which lose nothing.
/// </summary>
internal sealed class StagedSource : IPixelSource, IPixelSink, IDisposable
{
    private readonly PixelArea _part;
    private readonly IEnumerator<int> _steps;
    private readonly Action _stepped;
    private readonly int _rowBytes;
    private byte[] _rows = [];
    private int _first;
    private int _end;

    /// <summary>Prepares the run; the first read begins it.</summary>
    /// <param name="source">The picture before the run.</param>
    /// <param name="run">The run, at 1x.</param>
    /// <param name="part">The part of the picture that the run makes.</param>
    /// <param name="stepped">Told each finished tile.</param>
    /// <param name="cancellation">Stops the run.</param>
    public StagedSource(IPixelSource source, TileRun run, PixelArea part, Action stepped, CancellationToken cancellation)
    {
        Size = source.Size;
        Format = FormatOf(source);
        _part = part;
        _first = _end = part.Y;
        _rowBytes = checked(part.Width * Format.BytesPerPixel);
        _stepped = stepped;
        _steps = run.Steps(source, this, cancellation).GetEnumerator();
    }

    /// <inheritdoc/>
    public PixelSize Size { get; }

    /// <inheritdoc/>
    public PixelFormat Format { get; }

    /// <inheritdoc/>
    PixelSize IPixelSink.Size => _part.Size;

    /// <summary>The format in which pixels of a source are between two runs.</summary>
    public static PixelFormat FormatOf(IPixelSource source) => new(source.Format.HasAlpha ? ChannelLayout.Rgba : ChannelLayout.Rgb, SampleType.Float);

    /// <inheritdoc/>
    public void Read(PixelArea area, Span<byte> destination)
    {
        Drop(area.Y);
        while (_end < area.Bottom)
        {
            if (!_steps.MoveNext()) throw new InvalidOperationException($"The area {area} does not lie within {_part}.");
            _stepped();
        }

        int pixel = Format.BytesPerPixel;
        for (int y = 0; y < area.Height; y++)
        {
            _rows.AsSpan(((area.Y + y - _first) * _rowBytes) + ((area.X - _part.X) * pixel), area.Width * pixel).CopyTo(destination.Slice(y * area.Width * pixel));
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> rows)
    {
        int held = (_end - _first) * _rowBytes;
        if (_rows.Length < held + rows.Length) Array.Resize(ref _rows, held + rows.Length);
        rows.CopyTo(_rows.AsSpan(held));
        _end += rows.Length / _rowBytes;
    }

    /// <inheritdoc/>
    public void Dispose() => _steps.Dispose();

    // Rows above what is read now are not asked for again.
    private void Drop(int y)
    {
        int gone = Math.Clamp(y - _first, 0, _end - _first);
        Buffer.BlockCopy(_rows, gone * _rowBytes, _rows, 0, (_end - _first - gone) * _rowBytes);
        _first += gone;
    }
}
