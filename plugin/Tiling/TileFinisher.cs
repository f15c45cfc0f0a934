using System.Numerics.Tensors;
using Enlarger.Imaging;

namespace Enlarger.Tiling;

/// <summary>Turns a generator's output for a tile into the tile's part of the result, before it is blended with its neighbours.</summary>
/// <param name="scale">Result pixels per source pixel along each axis; the generator's scale is a multiple of it.</param>
/// <param name="operations">The flavour of pixel work.</param>
/// <param name="pool">Lends memory.</param>
internal sealed class TileFinisher(int scale, IPixelOperations operations, PlanePool pool)
{
    /// <summary>The tile's part of the result over <see cref="Tile.Blend"/>: red, green, blue; within 0..1 unless the source is not.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="output">The generator's output for it; null where nothing is visible.</param>
    public FloatPlanes Finish(PreparedTile tile, FloatPlanes? output)
    {
        PixelArea blend = tile.Tile.Blend;
        FloatPlanes result = pool.Rent(3, blend.Width * scale, blend.Height * scale);
        if (output is null)
        {
            result.Span.Clear();
            return result;
        }

        Fit(tile, output, result);
        TensorPrimitives.Max(result.Span, 0f, result.Span);
        TensorPrimitives.Min(result.Span, 1f, result.Span);
        if (tile.Chroma is { } chroma) LimitChroma(result, chroma);
        if (tile.Excess is { } excess) AddExcess(result, excess, tile);
        return result;
    }

    /// <summary>The alpha of a part of the result.</summary>
    /// <param name="tile">The tile; its source has alpha.</param>
    /// <param name="area">The part in source pixels, within the tile's blend area.</param>
    public FloatPlanes Alpha(PreparedTile tile, PixelArea area)
    {
        FloatPlanes alpha = pool.Rent(1, area.Width * scale, area.Height * scale);
        Enlarge(tile.Alpha!.Span, tile.Surroundings, area, alpha.Span);
        return alpha;
    }

    // Cuts the halo off, and reduces where the generator enlarges more than is wanted.
    private void Fit(PreparedTile tile, FloatPlanes output, FloatPlanes result)
    {
        PixelArea input = tile.Tile.Input;
        PixelArea part = Within(tile.Tile.Blend, input).Scale(scale);
        bool reduce = output.Width != input.Width * scale;
        for (int channel = 0; channel < 3; channel++)
        {
            if (reduce)
            {
                Resampler.Resize(
                    ResamplingKernel.Area, output.Plane(channel), new PixelSize(output.Width, output.Height), new PixelSize(input.Width * scale, input.Height * scale), part, result.Plane(channel), pool);
                continue;
            }

            for (int y = 0; y < result.Height; y++) output.Row(channel, part.Y + y).Slice(part.X, part.Width).CopyTo(result.Row(channel, y));
        }
    }

    private void LimitChroma(FloatPlanes result, FloatPlanes chroma)
    {
        using FloatPlanes gray = pool.Rent(1, result.Width, 1);
        using FloatPlanes weights = pool.Rent(1, result.Width, 1);
        for (int y = 0; y < result.Height; y++)
        {
            ReadOnlySpan<float> source = chroma.Row(0, y / scale);
            if (TensorPrimitives.Min(source) == 1f) continue;
            for (int x = 0; x < result.Width; x++) weights.Span[x] = source[x / scale];

            TensorPrimitives.Multiply(result.Row(0, y), Luma.Red, gray.Span);
            TensorPrimitives.MultiplyAdd(result.Row(1, y), Luma.Green, gray.Span, gray.Span);
            TensorPrimitives.MultiplyAdd(result.Row(2, y), Luma.Blue, gray.Span, gray.Span);
            for (int channel = 0; channel < 3; channel++) operations.Blend(gray.Span, weights.Span, result.Row(channel, y));
        }
    }

    private void AddExcess(FloatPlanes result, FloatPlanes excess, PreparedTile tile)
    {
        using FloatPlanes enlarged = pool.Rent(1, result.Width, result.Height);
        for (int channel = 0; channel < 3; channel++)
        {
            Enlarge(excess.Plane(channel), tile.Surroundings, tile.Tile.Blend, enlarged.Span);
            TensorPrimitives.Add(result.Plane(channel), enlarged.Span, result.Plane(channel));
        }
    }

    // Monotone, since a ripple beside an edge of alpha shows as a ghost, and beside a highlight as a dark rim.
    private void Enlarge(ReadOnlySpan<float> plane, PixelArea area, PixelArea wanted, Span<float> target) =>
        Resampler.Resize(
            ResamplingKernel.Lanczos3,
            plane,
            new PixelSize(area.Width, area.Height),
            new PixelSize(area.Width * scale, area.Height * scale),
            Within(wanted, area).Scale(scale),
            target,
            pool,
            monotone: true);

    private static PixelArea Within(PixelArea area, PixelArea frame) => area with { X = area.X - frame.X, Y = area.Y - frame.Y };
}
