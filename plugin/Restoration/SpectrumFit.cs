using System.Numerics.Tensors;
using Enlarger.Imaging;

namespace Enlarger.Restoration;

/// <summary>
/// How well a kernel explains a spectrum: the spectrum of a sharp picture (a power of the frequency, which differs with the direction) times the kernel's, plus noise (falling towards high frequencies, as
/// JPEG leaves it). The parameters of both are found by Gauss-Newton steps on the logarithms, robustly, with mild beliefs about what is natural.
/// </summary>
internal sealed class SpectrumFit
{
    private const int Signal = 14;
    private const int Noise = 4;
    private const int All = Signal + Noise;
    private const float Belief = 0.003f;
    private static readonly double[] Means = [0, -2.7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1.7, 0, 0];
    private static readonly double[] Widths = [100, 0.6, 0.6, 0.6, 0.6, 0.6, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 100, 2.5, 1.5, 0.7];
    private static readonly Lazy<float[][]> Shapes = new(NewShapes);

    private readonly float[] _data;
    private readonly float _start;

    public SpectrumFit(LumaSpectrum spectrum)
    {
        _data = new float[spectrum.Power.Length];
        TensorPrimitives.Log(spectrum.Power, _data);
        float[] sorted = [.. _data];
        Array.Sort(sorted);
        _start = sorted[sorted.Length / 50];
    }

    public double[] Blank()
    {
        double[] p = [.. Means];
        p[0] = TensorPrimitives.Sum<float>(_data) / _data.Length;
        p[Signal] = _start + 0.5;
        return p;
    }

    /// <summary>Standard deviation of white noise with the density that the noise has at a frequency.</summary>
    public static float DeviationAt(double[] p, double frequency)
    {
        double t = (2 * frequency) - 0.7;
        return (float)Math.Exp((p[Signal] + (p[Signal + 1] * t) + (p[Signal + 2] * t * t)) / 2);
    }

    public static float[] NoiseOf(double[] p)
    {
        float[] m = new float[LumaSpectrum.Bins.Count];
        for (int i = Signal; i < All; i++) TensorPrimitives.MultiplyAdd(Shapes.Value[i], (float)p[i], m, m);
        TensorPrimitives.Exp(m, m);
        return m;
    }

    public (double Error, double[] Parameters) Fit(BlurKernel kernel, double[]? start, int rounds, PlanePool pool)
    {
        LumaSpectrum.Grid grid = LumaSpectrum.Bins;
        int n = grid.Count;
        float[] gain = new float[n];
        if (kernel.Kind != BlurKind.None)
        {
            gain = grid.SquaredTransfer(kernel, pool);
            TensorPrimitives.Add(gain, 1e-7f, gain);
            TensorPrimitives.Log(gain, gain);
        }

        double[] p = start is null ? Blank() : [.. start];
        float[][] shapes = Shapes.Value;
        float[] s = new float[n], m = new float[n], share = new float[n], residual = new float[n], weight = new float[n];
        float[][] columns = [.. Enumerable.Range(0, All).Select(_ => new float[n])];
        double error = 0, best = double.PositiveInfinity;
        double[] bestP = p, step = new double[All];
        for (int round = 0; ; round++)
        {
            gain.CopyTo(s.AsSpan());
            for (int i = 0; i < Signal; i++) TensorPrimitives.MultiplyAdd(shapes[i], (float)p[i], s, s);
            Array.Fill(m, 0);
            for (int i = Signal; i < All; i++) TensorPrimitives.MultiplyAdd(shapes[i], (float)p[i], m, m);
            TensorPrimitives.Subtract(s, m, share);
            TensorPrimitives.Sigmoid(share, share);
            TensorPrimitives.Exp(s, s);
            TensorPrimitives.Exp(m, m);
            TensorPrimitives.Add(s, m, s);
            TensorPrimitives.Log(s, s);
            TensorPrimitives.Subtract(_data, s, residual);
            double sum = 0, weights = 0;
            for (int i = 0; i < n; i++)
            {
                float w = grid.Weight[i] * grid.Weight[i], r = MathF.Abs(residual[i]);
                weights += w;
                sum += w * (r < 1 ? r * r : (2 * r) - 1);
                weight[i] = grid.Weight[i] * (r < 1 ? 1 : MathF.Sqrt(1 / r));
            }

            error = sum / weights;
            for (int i = 0; i < All; i++) error += Belief * Math.Pow((p[i] - Means[i]) / Widths[i], 2);
            if (error > best)
            {
                // Too far: half of the way.
                if (round >= rounds) return (best, bestP);
                for (int i = 0; i < All; i++)
                {
                    step[i] /= 3;
                    p[i] = bestP[i] + step[i];
                }

                continue;
            }

            best = error;
            bestP = [.. p];
            if (round >= rounds) return (best, bestP);

            TensorPrimitives.Multiply(residual, weight, residual);
            TensorPrimitives.Multiply(share, weight, share);
            TensorPrimitives.Subtract(weight, share, weight);
            for (int i = 0; i < All; i++) TensorPrimitives.Multiply(shapes[i], i < Signal ? share : weight, columns[i]);
            double[,] a = new double[All, All];
            double[] b = new double[All];
            for (int i = 0; i < All; i++)
            {
                for (int j = 0; j <= i; j++) a[i, j] = a[j, i] = TensorPrimitives.Dot<float>(columns[i], columns[j]) / weights;
                double belief = Belief / (Widths[i] * Widths[i]);
                a[i, i] += belief + 1e-5;
                b[i] = (TensorPrimitives.Dot<float>(columns[i], residual) / weights) - (belief * (p[i] - Means[i]));
            }

            Solve(a, b);
            for (int i = 0; i < All; i++)
            {
                step[i] = Math.Clamp(b[i], -2, 2);
                p[i] += step[i];
            }
        }
    }

    private static float[][] NewShapes()
    {
        LumaSpectrum.Grid grid = LumaSpectrum.Bins;
        int n = grid.Count;
        float[][] shapes = [.. Enumerable.Range(0, All).Select(_ => new float[n])];
        for (int i = 0; i < n; i++)
        {
            int x = grid.Index[i] % LumaSpectrum.Side, y = grid.Index[i] / LumaSpectrum.Side;
            if (x > LumaSpectrum.Side / 2) x -= LumaSpectrum.Side;
            double angle = Math.Atan2(y, x), f = Math.Log(grid.Frequency[i] / 0.2), t = grid.Frequency[i] * 2;
            double[] v =
            [
                1, f, Math.Cos(2 * angle), Math.Sin(2 * angle), Math.Cos(4 * angle), Math.Sin(4 * angle), f * Math.Cos(2 * angle), f * Math.Sin(2 * angle), f * Math.Cos(4 * angle), f * Math.Sin(4 * angle),
                Math.Cos(6 * angle), Math.Sin(6 * angle), Math.Cos(8 * angle), Math.Sin(8 * angle),
                1, t - 0.7, (t - 0.7) * (t - 0.7), t * t * Math.Cos(4 * angle),
            ];
            for (int k = 0; k < All; k++) shapes[k][i] = (float)v[k];
        }

        return shapes;
    }

    // Gaussian elimination; the matrix is positive definite.
    private static void Solve(double[,] a, double[] b)
    {
        int n = b.Length;
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                double factor = a[j, i] / a[i, i];
                for (int k = i; k < n; k++) a[j, k] -= factor * a[i, k];
                b[j] -= factor * b[i];
            }
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < n; j++) b[i] -= a[i, j] * b[j];
            b[i] /= a[i, i];
        }
    }
}
