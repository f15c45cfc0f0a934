using Enlarger.Imaging;

namespace Enlarger.Tiling;

/// <summary>Collects the finished parts of a row of tiles in the sink's format and delivers them as whole rows.</summary>
internal sealed class StripWriter
{
    private readonly IPixelSink _sink;
    private readonly TilePlan _plan;
    private readonly int _scale;
    private readonly IPixelOperations _operations;
    private readonly int _rowBytes;
    private readonly byte[] _strip;
    private int _firstRow;

    /// <summary>Prepares the strip.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: a row of such tiles is too large to be addressed.</exception>
    public StripWriter(IPixelSink sink, TilePlan plan, int scale, IPixelOperations operations)
    {
        _sink = sink;
        _plan = plan;
        _scale = scale;
        _operations = operations;
        _rowBytes = checked(sink.Size.Width * sink.Format.BytesPerPixel);

        long rows = Enumerable.Range(0, plan.Rows).Max(row => (long)plan[0, row].Blend.Height) * scale;
        if (rows * _rowBytes > Array.MaxLength)
        {
            throw new EnlargerException(ErrorKind.Usage, $"Tiles of {plan[0, 0].Core.Height} pixels are too large for a picture this wide: choose a smaller tile.");
        }

        _strip = GC.AllocateUninitializedArray<byte>((int)(rows * _rowBytes));
    }

    /// <summary>Takes a finished part; the last one of a row of tiles sends the strip on its way.</summary>
    /// <param name="tile">The tile it belongs to.</param>
    /// <param name="done">The part, in source pixels.</param>
    /// <param name="planes">The tile's planes, whose upper left corner is the part; it is left in the sink's encoding.</param>
    /// <param name="alpha">The part's alpha; null if it is opaque.</param>
    public void Add(Tile tile, PixelArea done, FloatPlanes planes, FloatPlanes? alpha)
    {
        int width = done.Width * _scale, height = done.Height * _scale;
        if (tile.Column == 0) _firstRow = done.Y;
        int pixel = _sink.Format.BytesPerPixel;
        for (int y = 0; y < height; y++)
        {
            Span<float> red = planes.Row(0, y)[..width], green = planes.Row(1, y)[..width], blue = planes.Row(2, y)[..width];
            _sink.Encoding.FromSrgb(red, green, blue);
            _operations.FromPlanes(
                red,
                green,
                blue,
                alpha is null ? [] : alpha.Row(0, y),
                _strip.AsSpan((y * _rowBytes) + (done.X * _scale * pixel), width * pixel),
                _sink.Format);
        }

        if (tile.Column == _plan.Columns - 1) _sink.Write(_strip.AsSpan(0, (done.Bottom - _firstRow) * _scale * _rowBytes));
    }
}
