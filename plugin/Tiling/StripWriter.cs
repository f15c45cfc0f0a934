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

    /// <summary>Prepares the strip.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: a row of such tiles is too large to be addressed.</exception>
    public StripWriter(IPixelSink sink, TilePlan plan, int scale, IPixelOperations operations)
    {
        _sink = sink;
        _plan = plan;
        _scale = scale;
        _operations = operations;
        _rowBytes = checked(sink.Size.Width * sink.Format.BytesPerPixel);

        long rows = Enumerable.Range(0, plan.Rows).Max(row => (long)plan[0, row].Blend.Intersect(plan.Part).Height) * scale;
        if (rows * _rowBytes > Array.MaxLength)
        {
            throw new EnlargerException(ErrorKind.Usage, $"Tiles of {plan[0, 0].Core.Height} pixels are too large for a picture this wide: choose a smaller tile.");
        }

        _strip = GC.AllocateUninitializedArray<byte>((int)(rows * _rowBytes));
    }

    /// <summary>Takes a finished part; the last one of a row of tiles sends the strip on its way.</summary>
    /// <param name="tile">The tile it belongs to.</param>
    /// <param name="done">The part, in source pixels.</param>
    /// <param name="planes">The tile's planes, whose upper left corner is the part's; it is left in the sink's encoding.</param>
    /// <param name="alpha">The alpha of what is wanted of the part; null if it is opaque.</param>
    public void Add(Tile tile, PixelArea done, FloatPlanes planes, FloatPlanes? alpha)
    {
        PixelArea wanted = done.Intersect(_plan.Part);
        int width = wanted.Width * _scale, height = wanted.Height * _scale;
        int left = (wanted.X - done.X) * _scale, top = (wanted.Y - done.Y) * _scale;
        int pixel = _sink.Format.BytesPerPixel;
        for (int y = 0; y < height && width > 0; y++)
        {
            Span<float> red = planes.Row(0, top + y).Slice(left, width), green = planes.Row(1, top + y).Slice(left, width), blue = planes.Row(2, top + y).Slice(left, width);
            _sink.Encoding.FromSrgb(red, green, blue);
            _operations.FromPlanes(
                red,
                green,
                blue,
                alpha is null ? [] : alpha.Row(0, y),
                _strip.AsSpan((y * _rowBytes) + ((wanted.X - _plan.Part.X) * _scale * pixel), width * pixel),
                _sink.Format);
        }

        if (tile.Column == _plan.Columns - 1 && height > 0) _sink.Write(_strip.AsSpan(0, height * _rowBytes));
    }
}
