using System.Buffers;

namespace Enlarger.Imaging;

/// <summary>
/// Where a picture is exactly grey. A generator gives grey a tint; where the source had no colour, the result gets none. The map looks
/// at a small neighbourhood only, so that it is the same however the picture is cut into tiles.
/// </summary>
internal static class GrayMap
{
    /// <summary>How far from the nearest coloured pixel, in pixels, the result has lost all colour.</summary>
    public const int Reach = 8;

    /// <summary>
    /// Maps how much colour the result may have: 1 at a coloured pixel and its neighbours, falling to 0 at <see cref="Reach"/> + 1 pixels
    /// (in the larger of both axes) from the nearest one.
    /// </summary>
    /// <param name="color">Three planes.</param>
    /// <param name="area">The area that the planes cover.</param>
    /// <param name="wanted">The area to map; where it does not reach the picture's border it lies at least <see cref="Reach"/> inside <paramref name="area"/>.</param>
    /// <param name="pool">Lends the map.</param>
    /// <returns>One plane over <paramref name="wanted"/>, or null if it would be 1 everywhere.</returns>
    public static FloatPlanes? Measure(FloatPlanes color, PixelArea area, PixelArea wanted, PlanePool pool)
    {
        // Distance to the nearest coloured pixel of the same row, cut at Reach + 1.
        byte[] distances = ArrayPool<byte>.Shared.Rent(color.Width * color.Height);
        try
        {
            bool anyGray = false;
            for (int y = 0; y < color.Height; y++) anyGray |= AlongRow(color, y, distances.AsSpan(y * color.Width, color.Width));
            return anyGray ? Spread(distances, color, area, wanted, pool) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(distances);
        }
    }

    private static FloatPlanes Spread(byte[] distances, FloatPlanes color, PixelArea area, PixelArea wanted, PlanePool pool)
    {
        FloatPlanes map = pool.Rent(1, wanted.Width, wanted.Height);
        byte[] nearest = new byte[wanted.Width];
        for (int y = 0; y < wanted.Height; y++)
        {
            Array.Fill(nearest, (byte)(Reach + 1));
            int row = wanted.Y - area.Y + y;
            for (int other = Math.Max(0, row - Reach); other <= Math.Min(color.Height - 1, row + Reach); other++)
            {
                byte away = (byte)Math.Abs(other - row);
                ReadOnlySpan<byte> distance = distances.AsSpan((other * color.Width) + wanted.X - area.X, wanted.Width);
                for (int x = 0; x < nearest.Length; x++) nearest[x] = Math.Min(nearest[x], Math.Max(distance[x], away));
            }

            Span<float> target = map.Row(0, y);
            for (int x = 0; x < nearest.Length; x++) target[x] = Math.Min(1f, (Reach + 1 - nearest[x]) / (float)Reach);
        }

        return map;
    }

    private static bool AlongRow(FloatPlanes color, int y, Span<byte> distances)
    {
        ReadOnlySpan<float> red = color.Row(0, y), green = color.Row(1, y), blue = color.Row(2, y);
        bool anyGray = false;
        byte distance = Reach + 1;
        for (int x = 0; x < distances.Length; x++)
        {
            bool gray = red[x] == green[x] && green[x] == blue[x];
            anyGray |= gray;
            distance = gray ? (byte)Math.Min(Reach + 1, distance + 1) : (byte)0;
            distances[x] = distance;
        }

        distance = Reach + 1;
        for (int x = distances.Length - 1; x >= 0; x--)
        {
            distance = (byte)Math.Min(distances[x], distance + 1);
            distances[x] = distance;
        }

        return anyGray;
    }
}
