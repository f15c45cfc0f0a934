using System.Numerics.Tensors;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;

namespace Enlarger.Tiling;

/// <summary>Turns a generator's output for a tile into the tile's part of the result, before it is blended with its neighbours.</summary>
/// <param name="scale">Result pixels per source pixel along each axis; the generator's scale is a multiple of it.</param>
/// <param name="finishing">What is done to the generator's work.</param>
/// <param name="operations">The flavour of pixel work.</param>
/// <param name="pool">Lends memory.</param>
internal sealed class TileFinisher(int scale, Finishing finishing, IPixelOperations operations, PlanePool pool)
{
    /// <summary>The tile's part of the result over <see cref="Tile.Blend"/>: red, green, blue; within 0..1 unless the source is not, or its colours are changed.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="output">The generator's output for it; null where nothing is visible.</param>
    public FloatPlanes Finish(PreparedTile tile, FloatPlanes? output)
    {
        if (output is null)
        {
            FloatPlanes blank = pool.Rent(3, tile.Tile.Blend.Width * scale, tile.Tile.Blend.Height * scale);
            blank.Span.Clear();
            return blank;
        }

        TensorPrimitives.Max(output.Span, 0f, output.Span);
        TensorPrimitives.Min(output.Span, 1f, output.Span);
        using FloatPlanes? plain = finishing.NeedsColor ? HoldToSource(output, tile) : null;
        FloatPlanes result = Fit(tile.Tile, output);
        if (finishing.Colors is { } colors)
        {
            Recolor(result, plain, colors, tile);
            AddGrain(result, tile.Tile);
            return result;
        }

        if (finishing.Strength < 1f) operations.Blend(plain!.Span, finishing.Strength, result.Span);
        AddGrain(result, tile.Tile);
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
    private FloatPlanes Fit(Tile tile, FloatPlanes output)
    {
        PixelArea part = tile.Blend.Within(tile.Input).Scale(scale);
        var size = new PixelSize(tile.Input.Width * scale, tile.Input.Height * scale);
        if (output.Width == size.Width) return output.Cut(part, pool);

        FloatPlanes reduced = pool.Rent(3, part.Width, part.Height);
        for (int channel = 0; channel < 3; channel++)
        {
            Resampler.Resize(ResamplingKernel.Area, output.Plane(channel), new PixelSize(output.Width, output.Height), size, part, reduced.Plane(channel), pool);
        }

        return reduced;
    }

    // Locks the colours of the output, and returns the plain enlargement over the tile's part of the result if that is to be blended in; channel by channel, since
    // a plane of the whole output is large.
    private FloatPlanes? HoldToSource(FloatPlanes output, PreparedTile tile)
    {
        PixelArea input = tile.Tile.Input, part = tile.Tile.Blend.Within(input).Scale(scale);
        ColorLock? colorLock = finishing.ColorLock ? new ColorLock(input, output.Width / input.Width) : null;
        FloatPlanes? kept = finishing.Strength < 1f ? pool.Rent(3, part.Width, part.Height) : null;
        using FloatPlanes plain = pool.Rent(1, input.Width * scale, input.Height * scale);
        for (int channel = 0; channel < 3; channel++)
        {
            EnlargePlainly(tile, channel, plain.Span);
            colorLock?.Apply(output, channel, plain, scale);
            for (int y = 0; kept is not null && y < part.Height; y++) plain.Row(0, part.Y + y).Slice(part.X, part.Width).CopyTo(kept.Row(channel, y));
        }

        return kept;
    }

    // Of what the generator saw; at 1x the source itself. What it overshoots does not count, as it would not by itself.
    private void EnlargePlainly(PreparedTile tile, int channel, Span<float> plain)
    {
        PixelArea input = tile.Tile.Input.Within(tile.Surroundings);
        PixelSize size = tile.Surroundings.Size;
        if (scale == 1)
        {
            for (int y = 0; y < input.Height; y++) tile.Color!.Row(channel, input.Y + y).Slice(input.X, input.Width).CopyTo(plain[(y * input.Width)..]);
            return;
        }

        Resampler.Resize(
            ResamplingKernel.Lanczos3, tile.Color!.Plane(channel), size, tile.Surroundings.Scale(scale).Size, input.Scale(scale), plain, pool);
        TensorPrimitives.Max(plain, 0f, plain);
        TensorPrimitives.Min(plain, 1f, plain);
    }

    // All that the source insists on comes before its colours change, and holds for the changed ones by that: the mean of what an affine transform makes is what it
    // makes of the mean, and all that is grey goes to one line of colours. Values outside 0..1 are back by then, so that a transform that brings them inside finds them.
    private void Recolor(FloatPlanes result, FloatPlanes? plain, ColorTransform colors, PreparedTile tile)
    {
        if (tile.Chroma is { } chroma) LimitChroma(result, chroma);
        if (tile.Excess is { } excess)
        {
            AddExcess(result, excess, tile);
            if (plain is not null) AddExcess(plain, excess, tile);
        }

        colors.Apply(result);
        if (plain is not null) operations.Blend(plain.Span, finishing.Strength, result.Span);
    }

    private void AddGrain(FloatPlanes result, Tile tile)
    {
        if (finishing.Grain > 0f) Grain.Add(result, tile.Blend.Scale(scale), finishing.Grain, finishing.Seed);
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

            Luma.Of(result.Row(0, y), result.Row(1, y), result.Row(2, y), gray.Span);
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
            area.Size,
            area.Scale(scale).Size,
            wanted.Within(area).Scale(scale),
            target,
            pool,
            monotone: true);
}
