using Enlarger.Imaging;

namespace Enlarger.Tiling;

/// <summary>
/// Feathers neighbouring tiles into each other. The weights of a band run from one tile to the other along a smooth curve and sum to 1,
/// first across, then down; of a picture only the bands that a later tile still needs are kept.
/// </summary>
internal sealed class TileBlender : IDisposable
{
    private readonly TilePlan _plan;
    private readonly int _scale;
    private readonly IPixelOperations _operations;
    private readonly PlanePool _pool;
    private readonly float[] _curve;
    private readonly FloatPlanes? _below;
    private FloatPlanes? _right;

    /// <summary>Blends the tiles of a plan, enlarged <paramref name="scale"/> times.</summary>
    public TileBlender(TilePlan plan, int scale, IPixelOperations operations, PlanePool pool)
    {
        _plan = plan;
        _scale = scale;
        _operations = operations;
        _pool = pool;

        int band = 2 * plan.Feather * scale;
        _curve = new float[band];
        for (int i = 0; i < band; i++)
        {
            float t = (i + 0.5f) / band;
            _curve[i] = t * t * (3f - (2f * t));
        }

        if (band > 0 && plan.Rows > 1) _below = pool.Rent(3, plan.Covered.Width * scale, band);
    }

    /// <summary>
    /// Blends a tile with those before it, in place. Tiles come in reading order.
    /// </summary>
    /// <param name="tile">The tile.</param>
    /// <param name="planes">Its part of the result over <see cref="Tile.Blend"/>.</param>
    /// <returns>The part, in source pixels, that no later tile changes: the upper left of the blend area.</returns>
    public PixelArea Blend(Tile tile, FloatPlanes planes)
    {
        int band = _curve.Length;
        PixelArea done = tile.Blend;
        if (band == 0) return done;

        if (tile.Column > 0) BlendAcross(planes);
        _right?.Dispose();
        _right = null;
        if (tile.Column < _plan.Columns - 1)
        {
            _right = planes.Cut(new PixelArea(planes.Width - band, 0, band, planes.Height), _pool);
            done = done with { Width = done.Width - (2 * _plan.Feather) };
        }

        int width = done.Width * _scale;
        int left = (done.X - _plan.Covered.X) * _scale;
        if (tile.Row > 0) BlendDown(planes, left, width);
        if (tile.Row < _plan.Rows - 1)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                for (int y = 0; y < band; y++) planes.Row(channel, planes.Height - band + y)[..width].CopyTo(_below!.Row(channel, y)[left..]);
            }

            done = done with { Height = done.Height - (2 * _plan.Feather) };
        }

        return done;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _right?.Dispose();
        _below?.Dispose();
    }

    private void BlendAcross(FloatPlanes planes)
    {
        for (int channel = 0; channel < 3; channel++)
        {
            for (int y = 0; y < planes.Height; y++) _operations.Blend(_right!.Row(channel, y), _curve, planes.Row(channel, y)[.._curve.Length]);
        }
    }

    private void BlendDown(FloatPlanes planes, int x, int width)
    {
        for (int channel = 0; channel < 3; channel++)
        {
            for (int y = 0; y < _curve.Length; y++) _operations.Blend(_below!.Row(channel, y).Slice(x, width), _curve[y], planes.Row(channel, y)[..width]);
        }
    }
}
