using System.Numerics.Tensors;
using Enlarger.Imaging;

namespace Enlarger.Restoration;

/// <summary>The power spectrum of a picture's liveliest blocks, averaged, at the frequencies of <see cref="SpectrumGrid"/>.</summary>
internal sealed class LumaSpectrum
{
    // Blocks overlap by half.
    private const int Step = SpectrumGrid.Side / 2;

    // What lies before or behind what is sharp is out of focus in every photograph: the livelier half of the blocks decides.
    private const double DecidingShare = 0.5;

    private static readonly float[] Window = [.. Enumerable.Range(0, SpectrumGrid.Side).Select(i => 0.5f - (0.5f * MathF.Cos(2 * MathF.PI * (i + 0.5f) / SpectrumGrid.Side)))];

    private LumaSpectrum(float[] power) => Power = power;

    /// <summary>The power: independent noise of a variance v has v at every frequency.</summary>
    public float[] Power { get; }

    /// <summary>Measures patches.</summary>
    /// <param name="patches">Luma, one plane each.</param>
    /// <param name="pool">Lends memory.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The spectrum; null if no patch is as large as a block, or all of them are one flat colour.</returns>
    public static LumaSpectrum? Of(IReadOnlyList<FloatPlanes> patches, PlanePool pool, CancellationToken cancellation)
    {
        var blocks = new List<(double Liveliness, float[] Power)>();
        using FloatPlanes planes = pool.Rent(2, SpectrumGrid.Side, SpectrumGrid.Side);
        foreach (FloatPlanes patch in patches)
        {
            foreach (int top in Starts(patch.Height))
            {
                foreach (int left in Starts(patch.Width))
                {
                    cancellation.ThrowIfCancellationRequested();
                    float[] power = Measure(patch, left, top, planes, pool);

                    // Edges count, and slow changes of light do not.
                    double liveliness = 0;
                    for (int i = 0; i < power.Length; i++) liveliness += power[i] * SpectrumGrid.Shared.Frequencies[i] * SpectrumGrid.Shared.Frequencies[i];
                    if (liveliness > 0) blocks.Add((liveliness, power));
                }
            }
        }

        if (blocks.Count == 0) return null;

        blocks.Sort((a, b) => b.Liveliness.CompareTo(a.Liveliness));
        int deciding = Math.Max(1, (int)(blocks.Count * DecidingShare));
        float[] sum = new float[SpectrumGrid.Shared.Count];
        foreach ((_, float[] power) in blocks.Take(deciding)) TensorPrimitives.Add(sum, power, sum);
        TensorPrimitives.Divide(sum, deciding, sum);

        // A picture of a regular pattern has frequencies with no power at all, which have no logarithm.
        TensorPrimitives.Max(sum, TensorPrimitives.Max(sum) * 1e-12f, sum);
        return new LumaSpectrum(sum);
    }

    private static IEnumerable<int> Starts(int length)
    {
        int room = length - SpectrumGrid.Side;
        if (room < 0) return [];
        int steps = (room + Step - 1) / Step;
        return Enumerable.Range(0, steps + 1).Select(i => steps == 0 ? 0 : room * i / steps);
    }

    private static float[] Measure(FloatPlanes patch, int left, int top, FloatPlanes planes, PlanePool pool)
    {
        const int Side = SpectrumGrid.Side;
        float mean = 0;
        for (int y = 0; y < Side; y++) mean += TensorPrimitives.Sum<float>(patch.Row(0, top + y).Slice(left, Side)) / (Side * Side);
        planes.Plane(1).Clear();
        for (int y = 0; y < Side; y++)
        {
            Span<float> row = planes.Row(0, y);
            TensorPrimitives.Subtract(patch.Row(0, top + y).Slice(left, Side), mean, row);
            TensorPrimitives.Multiply(row, Window, row);
            TensorPrimitives.Multiply(row, Window[y], row);
        }

        SpectrumGrid.Shared.Transform.Forward(planes, pool);
        float[] power = new float[SpectrumGrid.Shared.Count];
        SpectrumGrid.Shared.Power(planes, power);
        float windowed = TensorPrimitives.SumOfSquares<float>(Window);
        TensorPrimitives.Divide(power, windowed * windowed, power);
        return power;
    }
}
