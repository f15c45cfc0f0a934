using System.Numerics.Tensors;

namespace Enlarger.Imaging;

/// <summary>
/// The colour under full transparency, which means nothing and may be anything, and that of the faintest pixels, which means little. A
/// generator would draw it into the visible neighbourhood, so it gives way to the colour of the nearest pixels that are visible before
/// a generator sees it.
/// </summary>
internal static class HiddenColor
{
    /// <summary>How far visible colour is carried into the hidden; farther away, mid-grey has no influence worth the effort.</summary>
    public const int Reach = 16;

    private const float Neutral = 0.5f;

    // Below this alpha a pixel's own colour counts less and less.
    private const float Faint = 1f / 16;

    // Alpha in a neighbourhood that makes it worth more than a wider one.
    private const double Solid = 0.5;

    /// <summary>Replaces the colour of every pixel whose alpha is 0, and draws that of pixels with less than 1/16 towards their neighbours'.</summary>
    /// <param name="color">Three planes.</param>
    /// <param name="alpha">One plane of the same size, 0..1.</param>
    /// <returns>Whether any pixel is visible.</returns>
    public static bool Replace(FloatPlanes color, FloatPlanes alpha)
    {
        if (TensorPrimitives.Min<float>(alpha.Span) >= Faint) return true;
        bool visible = TensorPrimitives.Max<float>(alpha.Span) > 0f;
        if (!visible)
        {
            color.Span.Fill(Neutral);
            return false;
        }

        var sums = new AreaSums(color, alpha);
        for (int y = 0; y < color.Height; y++)
        {
            ReadOnlySpan<float> alphas = alpha.Row(0, y);
            for (int x = 0; x < color.Width; x++)
            {
                if (alphas[x] >= Faint) continue;
                int radius = Radius(sums, x, y);
                float own = alphas[x] / Faint;
                for (int channel = 0; channel < 3; channel++)
                {
                    float mean = radius <= Reach ? sums.Mean(channel, x, y, radius) : Neutral;
                    ref float value = ref color.Row(channel, y)[x];
                    value = own == 0f ? mean : mean + ((value - mean) * own);
                }
            }
        }

        return true;
    }

    // Neighbourhoods of growing width: sharp near a visible edge, smooth farther away. Faint neighbours are taken only where there are no better ones.
    private static int Radius(AreaSums sums, int x, int y)
    {
        int radius = 1;
        while (radius <= Reach && sums.Weight(x, y, radius) < Solid) radius *= 2;
        if (radius <= Reach) return radius;

        radius = 1;
        while (radius <= Reach && sums.Weight(x, y, radius) <= 0.0) radius *= 2;
        return radius;
    }

    // Summed-area tables (Crow 1984) of alpha and of colour times alpha, in double precision so that a difference of large sums stays exact enough.
    private sealed class AreaSums
    {
        private readonly int _width;
        private readonly int _height;
        private readonly double[][] _sums;

        public AreaSums(FloatPlanes color, FloatPlanes alpha)
        {
            _width = color.Width;
            _height = color.Height;
            _sums = new double[4][];
            for (int channel = 0; channel < 4; channel++)
            {
                double[] table = new double[(_width + 1) * (_height + 1)];
                for (int y = 0; y < _height; y++)
                {
                    ReadOnlySpan<float> alphas = alpha.Row(0, y);
                    ReadOnlySpan<float> colors = channel < 3 ? color.Row(channel, y) : default;
                    double row = 0;
                    for (int x = 0; x < _width; x++)
                    {
                        row += channel < 3 ? colors[x] * (double)alphas[x] : alphas[x];
                        table[((y + 1) * (_width + 1)) + x + 1] = table[(y * (_width + 1)) + x + 1] + row;
                    }
                }

                _sums[channel] = table;
            }
        }

        public double Weight(int x, int y, int radius)
        {
            // A sum of differences may be off by a rounding error; the faintest visible pixel is far above it.
            double weight = Sum(3, x, y, radius);
            return weight < 1e-7 ? 0.0 : weight;
        }

        public float Mean(int channel, int x, int y, int radius) => (float)(Sum(channel, x, y, radius) / Sum(3, x, y, radius));

        private double Sum(int channel, int x, int y, int radius)
        {
            int left = Math.Max(0, x - radius), right = Math.Min(_width, x + radius + 1);
            int top = Math.Max(0, y - radius) * (_width + 1), bottom = Math.Min(_height, y + radius + 1) * (_width + 1);
            double[] table = _sums[channel];
            return table[bottom + right] - table[bottom + left] - table[top + right] + table[top + left];
        }
    }
}
