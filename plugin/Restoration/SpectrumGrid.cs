using System.Numerics.Tensors;
using Enlarger.Imaging;

namespace Enlarger.Restoration;

/// <summary>
/// The frequencies that tell one blur from another, and the smooth functions of them that spectra of sharp photographs and of noise are
/// made of: half a plane, since that of a real picture is its own mirror image, without the lowest frequencies, which no blur changes, and
/// without the corners beyond what every direction has.
/// </summary>
internal sealed class SpectrumGrid
{
    /// <summary>The side of the blocks whose spectra are averaged.</summary>
    public const int Side = 128;

    /// <summary>The number of <see cref="SignalShapes"/>.</summary>
    public const int SignalCount = 14;

    /// <summary>The number of <see cref="NoiseShapes"/>.</summary>
    public const int NoiseCount = 4;

    /// <summary>The frequency at which the first of <see cref="NoiseShapes"/> is the level of the noise.</summary>
    public const double NoiseCenter = 0.35;

    private const int Lowest = 3;

    // The frequency at which the first of the signal shapes is its level.
    private const double SignalCenter = 0.2;

    private static readonly Lazy<SpectrumGrid> Built = new(() => new SpectrumGrid());

    private readonly int[] _places;
    private readonly float[][] _smooth;

    private SpectrumGrid()
    {
        Transform = new FourierTransform(Side, Side);
        var places = new List<int>();
        var angles = new List<double>();
        var frequencies = new List<float>();
        for (int y = 0; y < Side / 2; y++)
        {
            for (int x = 1 - (Side / 2); x < Side / 2; x++)
            {
                double radius = Math.Sqrt((x * x) + (y * y));
                if (radius < Lowest || radius > Side / 2 || (y == 0 && x < 0)) continue;
                places.Add((y * Side) + ((x + Side) % Side));
                angles.Add(Math.Atan2(y, x));
                frequencies.Add((float)(radius / Side));
            }
        }

        _places = [.. places];
        Frequencies = [.. frequencies];

        // Rings of equal width count alike times their frequency's root, between counting every frequency and counting every octave alike.
        Weights = [.. Frequencies.Select(frequency => 1 / frequency)];
        RootWeights = [.. Weights.Select(MathF.Sqrt)];
        SignalShapes = Shapes(SignalCount, i => Signal(Math.Log(Frequencies[i] / SignalCenter), angles[i]));
        NoiseShapes = Shapes(NoiseCount, i => Noise(2 * (Frequencies[i] - NoiseCenter), 2 * Frequencies[i], angles[i]));
        _smooth = Orthonormal();
    }

    /// <summary>The grid.</summary>
    public static SpectrumGrid Shared => Built.Value;

    /// <summary>The transform of a block.</summary>
    public FourierTransform Transform { get; }

    /// <summary>Cycles per pixel.</summary>
    public float[] Frequencies { get; }

    /// <summary>How many frequencies there are.</summary>
    public int Count => _places.Length;

    /// <summary>How much each frequency counts.</summary>
    public float[] Weights { get; }

    /// <summary>The square roots of <see cref="Weights"/>.</summary>
    public float[] RootWeights { get; }

    /// <summary>What the logarithm of a sharp picture's spectrum is a sum of: a power of the frequency, which differs with the direction.</summary>
    public float[][] SignalShapes { get; }

    /// <summary>What the logarithm of the noise's spectrum is a sum of: even, or falling towards high frequencies as JPEG leaves it.</summary>
    public float[][] NoiseShapes { get; }

    /// <summary>The power at the grid's frequencies.</summary>
    /// <param name="planes">A transform.</param>
    /// <param name="power">Takes it.</param>
    public void Power(FloatPlanes planes, Span<float> power)
    {
        ReadOnlySpan<float> real = planes.Plane(0), imaginary = planes.Plane(1);
        for (int i = 0; i < power.Length; i++)
        {
            int place = _places[i];
            power[i] = (real[place] * real[place]) + (imaginary[place] * imaginary[place]);
        }
    }

    /// <summary>The logarithm of what a kernel leaves of the power at each frequency, as blocks show it: seen through their window, no zero is quite one.</summary>
    public float[] LogTransfer(BlurKernel kernel, PlanePool pool)
    {
        float[] result = new float[Count];
        if (kernel.Kind == BlurKind.None) return result;

        using FloatPlanes transfer = kernel.Transfer(Transform, pool);
        TensorPrimitives.Multiply(transfer.Span, transfer.Span, transfer.Span);
        for (int i = 0; i < Count; i++)
        {
            int x = _places[i] % Side, y = _places[i] / Side;
            float above = Across((y + Side - 1) % Side), here = Across(y), below = Across(y + 1);
            result[i] = (above + (4 * here) + below) / 36;

            // The power spectrum of the window is 1, 4, 1 across and down.
            float Across(int row)
            {
                ReadOnlySpan<float> values = transfer.Row(0, row);
                return values[(x + Side - 1) % Side] + (4 * values[x]) + values[(x + 1) % Side];
            }
        }

        const float NearlyNothing = 1e-7f;
        TensorPrimitives.Add(result, NearlyNothing, result);
        TensorPrimitives.Log(result, result);
        return result;
    }

    /// <summary>The smooth part of a function of the frequency: the nearest sum of <see cref="SignalShapes"/>.</summary>
    /// <param name="values">The function.</param>
    /// <param name="scratch">Room for as many values.</param>
    /// <param name="smooth">Takes the result.</param>
    public void Smooth(ReadOnlySpan<float> values, Span<float> scratch, Span<float> smooth)
    {
        TensorPrimitives.Multiply(values, RootWeights, scratch);
        smooth.Clear();
        foreach (float[] shape in _smooth) TensorPrimitives.MultiplyAdd(shape, TensorPrimitives.Dot<float>(shape, scratch), smooth, smooth);
        TensorPrimitives.Divide(smooth, RootWeights, smooth);
    }

    private static double[] Signal(double octaves, double angle) =>
    [
        1,
        octaves,
        Math.Cos(2 * angle),
        Math.Sin(2 * angle),
        Math.Cos(4 * angle),
        Math.Sin(4 * angle),
        octaves * Math.Cos(2 * angle),
        octaves * Math.Sin(2 * angle),
        octaves * Math.Cos(4 * angle),
        octaves * Math.Sin(4 * angle),
        Math.Cos(6 * angle),
        Math.Sin(6 * angle),
        Math.Cos(8 * angle),
        Math.Sin(8 * angle),
    ];

    private static double[] Noise(double offset, double height, double angle) => [1, offset, offset * offset, height * height * Math.Cos(4 * angle)];

    private float[][] Shapes(int count, Func<int, double[]> valuesAt)
    {
        float[][] shapes = [.. Enumerable.Range(0, count).Select(_ => new float[Count])];
        for (int i = 0; i < Count; i++)
        {
            double[] values = valuesAt(i);
            for (int shape = 0; shape < count; shape++) shapes[shape][i] = (float)values[shape];
        }

        return shapes;
    }

    // Gram and Schmidt, twice, since once is not exact in single precision.
    private float[][] Orthonormal()
    {
        var done = new List<float[]>();
        foreach (float[] shape in SignalShapes)
        {
            float[] next = new float[Count];
            TensorPrimitives.Multiply(shape, RootWeights, next);
            for (int pass = 0; pass < 2; pass++)
            {
                foreach (float[] other in done) TensorPrimitives.MultiplyAdd(other, -TensorPrimitives.Dot<float>(other, next), next, next);
            }

            TensorPrimitives.Divide(next, TensorPrimitives.Norm<float>(next), next);
            done.Add(next);
        }

        return [.. done];
    }
}
