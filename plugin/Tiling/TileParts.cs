using Enlarger.Imaging;

namespace Enlarger.Tiling;

/// <summary>Makes one tile out of smaller ones, where it is too large for what runs the generator.</summary>
internal static class TileParts
{
    /// <summary>Runs a generator over the parts of a tile and puts them together.</summary>
    /// <param name="run">Runs the generator over a part.</param>
    /// <param name="needs">What the generator asks of tiles.</param>
    /// <param name="input">The tile: red, green, blue.</param>
    /// <param name="side">The largest side of a part, halo included; more than twice the halo.</param>
    /// <param name="operations">The flavour of pixel work.</param>
    /// <param name="pool">Lends memory.</param>
    /// <returns>The tile's output, as whole as if it had been made at once, to what the generator's halo promises.</returns>
    public static FloatPlanes Run(Func<FloatPlanes, FloatPlanes> run, TileNeeds needs, FloatPlanes input, int side, IPixelOperations operations, PlanePool pool)
    {
        var size = new PixelSize(input.Width, input.Height);
        return Run(run, TilePlan.OfWindows(size, new PixelSize(side, side), needs.Halo, needs.Feather, multiple: needs.Multiple), needs.Scale, input, operations, pool);
    }

    /// <summary>Runs a generator over the tiles of a plan and puts them together.</summary>
    /// <param name="run">Runs the generator over a part.</param>
    /// <param name="plan">The parts of the whole.</param>
    /// <param name="scale">Output pixels per input pixel along each axis.</param>
    /// <param name="input">The whole: red, green, blue.</param>
    /// <param name="operations">The flavour of pixel work.</param>
    /// <param name="pool">Lends memory.</param>
    public static FloatPlanes Run(Func<FloatPlanes, FloatPlanes> run, TilePlan plan, int scale, FloatPlanes input, IPixelOperations operations, PlanePool pool)
    {
        using var blender = new TileBlender(plan, scale, operations, pool);
        FloatPlanes whole = pool.Rent(3, input.Width * scale, input.Height * scale);
        try
        {
            foreach (Tile tile in plan.Tiles)
            {
                using FloatPlanes part = input.Cut(tile.Input, pool);
                using FloatPlanes output = run(part);
                using FloatPlanes blended = output.Cut(tile.Blend.Within(tile.Input).Scale(scale), pool);
                Place(blended, blender.Blend(tile, blended).Scale(scale), whole);
            }
        }
        catch (Exception)
        {
            whole.Dispose();
            throw;
        }

        return whole;
    }

    private static void Place(FloatPlanes part, PixelArea area, FloatPlanes whole)
    {
        for (int channel = 0; channel < whole.Channels; channel++)
        {
            for (int y = 0; y < area.Height; y++) part.Row(channel, y)[..area.Width].CopyTo(whole.Row(channel, area.Y + y)[area.X..]);
        }
    }
}
