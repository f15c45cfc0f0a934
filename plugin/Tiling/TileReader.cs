using System.Numerics.Tensors;
using Enlarger.Imaging;

namespace Enlarger.Tiling;

/// <summary>Reads tiles out of a source and makes them fit for a generator.</summary>
internal sealed class TileReader
{
    private readonly IPixelSource _source;
    private readonly TilePlan _plan;
    private readonly IPixelOperations _operations;
    private readonly PlanePool _pool;
    private readonly bool _keepsColor;
    private readonly RowWindow _window;

    /// <summary>Reads the tiles of a plan.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="plan">Its tiles.</param>
    /// <param name="keepsColor">Whether <see cref="PreparedTile.Color"/> is wanted.</param>
    /// <param name="operations">The flavour of pixel work.</param>
    /// <param name="pool">Lends memory.</param>
    public TileReader(IPixelSource source, TilePlan plan, bool keepsColor, IPixelOperations operations, PlanePool pool)
    {
        _source = source;
        _plan = plan;
        _operations = operations;
        _pool = pool;
        _keepsColor = keepsColor;
        PixelArea needed = Needed(plan, source.Format.HasAlpha);
        _window = new RowWindow(source, needed.X, needed.Width);
    }

    /// <summary>What the tiles of a plan look at of a picture: more than their inputs.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="hasAlpha">Whether the picture has alpha.</param>
    public static PixelArea Needed(TilePlan plan, bool hasAlpha) =>
        Surroundings(plan[0, 0], plan, hasAlpha).Union(Surroundings(plan[plan.Columns - 1, plan.Rows - 1], plan, hasAlpha));

    /// <summary>Reads a tile. Tiles come in reading order.</summary>
    public PreparedTile Read(Tile tile)
    {
        PixelArea area = Surroundings(tile, _plan, _source.Format.HasAlpha);
        _window.MoveTo(area.Y, area.Bottom);

        FloatPlanes color = _pool.Rent(3, area.Width, area.Height);
        FloatPlanes? alpha = _source.Format.HasAlpha ? _pool.Rent(1, area.Width, area.Height) : null;
        for (int y = 0; y < area.Height; y++)
        {
            _operations.ToPlanes(
                _window.Row(area.Y + y, area.X, area.Width), _source.Format, color.Row(0, y), color.Row(1, y), color.Row(2, y), alpha is null ? [] : alpha.Row(0, y));
            _source.Encoding.ToSrgb(color.Row(0, y), color.Row(1, y), color.Row(2, y));
        }

        bool visible = alpha is null || HiddenColor.Replace(color, alpha);
        FloatPlanes? excess = visible && (_source.Format.IsFloat || !_source.Encoding.IsSrgb) ? TakeExcess(color) : null;
        FloatPlanes? chroma = visible ? GrayMap.Measure(color, area, tile.Blend, _pool) : null;
        FloatPlanes? input = !visible ? null : tile.Input == area ? color : color.Cut(tile.Input.Within(area), _pool);
        FloatPlanes? kept = visible && _keepsColor ? color : null;
        if (input != color && kept is null) color.Dispose();
        return new PreparedTile { Tile = tile, Input = input, Surroundings = area, Color = kept, Alpha = alpha, Excess = excess, Chroma = chroma };
    }

    // As far as the halo, or as finishing looks: the map of grey, the plain enlargement; and farther where hidden colour is replaced.
    private static PixelArea Surroundings(Tile tile, TilePlan plan, bool hasAlpha)
    {
        int margin = Math.Max(plan.Halo, plan.Feather + Math.Max(GrayMap.Reach, Resampler.Lanczos3Radius));
        PixelArea needed = tile.Core.Grow(margin, plan.Picture).Union(tile.Input);
        return hasAlpha ? needed.Grow(HiddenColor.Reach, plan.Picture) : needed;
    }

    // Generators are made for 0..1. What lies outside is taken off, enlarged on its own and added again, so that high dynamic range and wide gamut survive.
    private FloatPlanes? TakeExcess(FloatPlanes color)
    {
        if (TensorPrimitives.Min<float>(color.Span) >= 0f && TensorPrimitives.Max<float>(color.Span) <= 1f) return null;
        FloatPlanes excess = _pool.Rent(color.Channels, color.Width, color.Height);
        color.Span.CopyTo(excess.Span);
        TensorPrimitives.Max(color.Span, 0f, color.Span);
        TensorPrimitives.Min(color.Span, 1f, color.Span);
        TensorPrimitives.Subtract(excess.Span, color.Span, excess.Span);
        return excess;
    }
}
