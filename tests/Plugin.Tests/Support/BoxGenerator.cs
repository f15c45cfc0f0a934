using Enlarger.Imaging;
using Enlarger.Inference;

namespace Enlarger.Tests.Support;

/// <summary>
/// A generator with a receptive radius of its own: the mean of a box, with zeros beyond the tile's border as a convolution pads them,
/// each pixel repeated. It gives grey a tint, as generators do.
/// </summary>
internal sealed class BoxGenerator(int scale, int radius) : IGenerator
{
    private int _running;

    public int Scale => scale;

    public int Tiles { get; private set; }

    /// <summary>Called with the number of each tile, from 1.</summary>
    public Action<int>? OnTile { get; set; }

    public FloatPlanes Run(FloatPlanes input, PlanePool pool, CancellationToken cancellation)
    {
        Assert.That(Interlocked.Increment(ref _running), Is.EqualTo(1), "one tile is generated at a time");
        OnTile?.Invoke(++Tiles);
        FloatPlanes output = pool.Rent(3, input.Width * scale, input.Height * scale);
        double area = ((2 * radius) + 1) * ((2 * radius) + 1);
        for (int channel = 0; channel < 3; channel++)
        {
            for (int y = 0; y < input.Height; y++)
            {
                for (int x = 0; x < input.Width; x++)
                {
                    double sum = 0;
                    for (int row = Math.Max(0, y - radius); row <= Math.Min(input.Height - 1, y + radius); row++)
                    {
                        for (int column = Math.Max(0, x - radius); column <= Math.Min(input.Width - 1, x + radius); column++) sum += input.Row(channel, row)[column];
                    }

                    float value = (float)((sum / area) + (0.01 * channel));
                    for (int i = 0; i < scale; i++) output.Row(channel, (y * scale) + i).Slice(x * scale, scale).Fill(value);
                }
            }
        }

        Interlocked.Decrement(ref _running);
        return output;
    }
}
