using PaintDotNet.Effects;
using PaintDotNet.Rendering;

namespace FakePaintDotNet.Rendering;

/// <summary>What an effect is rendered by.</summary>
internal static class Tiles
{
    private const int StripHeight = 11;
    private const int TileSize = 64;

    /// <summary>The tiles of an area, in an order that nobody can rely on.</summary>
    public static RectInt32[] Of(RectInt32 area, BitmapEffectRenderingSchedule schedule, Random random)
    {
        (int width, int height) = schedule switch
        {
            BitmapEffectRenderingSchedule.None => (area.Width, area.Height),
            BitmapEffectRenderingSchedule.HorizontalStrips => (area.Width, StripHeight),
            _ => (TileSize, TileSize),
        };
        var tiles = new List<RectInt32>();
        for (int y = area.Top; y < area.Bottom; y += height)
        {
            for (int x = area.Left; x < area.Right; x += width)
            {
                tiles.Add(new RectInt32(x, y, Math.Min(width, area.Right - x), Math.Min(height, area.Bottom - y)));
            }
        }

        RectInt32[] shuffled = [.. tiles];
        random.Shuffle(shuffled);
        return shuffled;
    }
}
