using System.Numerics.Tensors;
using Enlarger.Imaging;

namespace Enlarger.Tiling;

/// <summary>Reads tiles out of a source and makes them fit for a generator.</summary>
internal sealed class TileReader(IPixelSource source, TilePlan plan, IPixelOperations operations, PlanePool pool)
{
    private readonly RowWindow _window = new(source);

    // What finishing a tile looks at: as far as the halo, or as far as the map of grey does, and farther where hidden colour is replaced.
    private readonly int _margin =
        Math.Max(plan.Halo, plan.Feather + Math.Max(GrayMap.Reach, Resampler.Lanczos3Radius)) + (source.Format.HasAlpha ? HiddenColor.Reach : 0);

    /// <summary>Reads a tile. Tiles come in reading order.</summary>
    public PreparedTile Read(Tile tile)
    {
        PixelArea area = tile.Core.Grow(_margin, plan.Picture);
        _window.MoveTo(area.Y, area.Bottom);

        FloatPlanes color = pool.Rent(3, area.Width, area.Height);
        FloatPlanes? alpha = source.Format.HasAlpha ? pool.Rent(1, area.Width, area.Height) : null;
        for (int y = 0; y < area.Height; y++)
        {
            operations.ToPlanes(
                _window.Row(area.Y + y, area.X, area.Width), source.Format, color.Row(0, y), color.Row(1, y), color.Row(2, y), alpha is null ? [] : alpha.Row(0, y));
            source.Encoding.ToSrgb(color.Row(0, y), color.Row(1, y), color.Row(2, y));
        }

        bool visible = alpha is null || HiddenColor.Replace(color, alpha);
        FloatPlanes? excess = visible && (source.Format.IsFloat || !source.Encoding.IsSrgb) ? TakeExcess(color) : null;
        FloatPlanes? chroma = visible ? GrayMap.Measure(color, area, tile.Blend, pool) : null;
        FloatPlanes? input = !visible ? null : tile.Input == area ? color : color.Cut(tile.Input.Within(area), pool);
        if (input != color) color.Dispose();
        return new PreparedTile { Tile = tile, Input = input, Surroundings = area, Alpha = alpha, Excess = excess, Chroma = chroma };
    }

    // Generators are made for 0..1. What lies outside is taken off, enlarged on its own and added again, so that high dynamic range and wide gamut survive.
    private FloatPlanes? TakeExcess(FloatPlanes color)
    {
        if (TensorPrimitives.Min<float>(color.Span) >= 0f && TensorPrimitives.Max<float>(color.Span) <= 1f) return null;
        FloatPlanes excess = pool.Rent(color.Channels, color.Width, color.Height);
        color.Span.CopyTo(excess.Span);
        TensorPrimitives.Max(color.Span, 0f, color.Span);
        TensorPrimitives.Min(color.Span, 1f, color.Span);
        TensorPrimitives.Subtract(excess.Span, color.Span, excess.Span);
        return excess;
    }
}
