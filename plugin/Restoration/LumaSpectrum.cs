using System.Numerics.Tensors;
using Enlarger.Imaging;

namespace Enlarger.Restoration;

/// <summary>The averaged power spectrum of patches, as logarithms over the frequencies that tell one blur from another.</summary>
internal sealed class LumaSpectrum
{
    public const int Side = 128;
    private const int Lowest = 3;

    private static readonly Lazy<Grid> Shared = new(() => new Grid());

    private readonly float[] _power;

    private LumaSpectrum(float[] power) => _power = power;

    public static Grid Bins => Shared.Value;

    public ReadOnlySpan<float> Power => _power;

    public int Blocks { get; private init; }

    public static LumaSpectrum? Of(IReadOnlyList<FloatPlanes> patches, PlanePool pool, float share, CancellationToken cancellation)
    {
        var transform = Bins.Transform;
        var blocks = new List<(float[] Power, double High)>();
        float[] window = [.. Enumerable.Range(0, Side).Select(i => 0.5f - (0.5f * MathF.Cos(2 * MathF.PI * (i + 0.5f) / Side)))];
        double sum = window.Sum(v => (double)v * v);
        float scale = (float)(1 / (sum * sum));
        using FloatPlanes planes = pool.Rent(2, Side, Side);
        foreach (FloatPlanes patch in patches)
        {
            cancellation.ThrowIfCancellationRequested();
            if (patch.Width < Side || patch.Height < Side) continue;
            int across = 1 + ((patch.Width - Side + 63) / 64), down = 1 + ((patch.Height - Side + 63) / 64);
            for (int block = 0; block < across * down; block++)
            {
                int left = across == 1 ? 0 : (patch.Width - Side) * (block % across) / (across - 1), top = down == 1 ? 0 : (patch.Height - Side) * (block / across) / (down - 1);
                float mean = 0;
                for (int y = 0; y < Side; y++) mean += TensorPrimitives.Sum<float>(patch.Row(0, top + y).Slice(left, Side));
                mean /= Side * Side;
                planes.Plane(1).Clear();
                for (int y = 0; y < Side; y++)
                {
                    Span<float> row = planes.Row(0, y);
                    TensorPrimitives.Subtract(patch.Row(0, top + y).Slice(left, Side), mean, row);
                    TensorPrimitives.Multiply(row, window, row);
                    TensorPrimitives.Multiply(row, window[y], row);
                }

                transform.Forward(planes, pool);
                float[] power = new float[Bins.Count];
                double high = 0;
                for (int i = 0; i < power.Length; i++)
                {
                    float re = planes.Plane(0)[Bins.Index[i]], im = planes.Plane(1)[Bins.Index[i]];
                    power[i] = ((re * re) + (im * im)) * scale;
                    high += power[i] * Bins.Frequency[i] * Bins.Frequency[i];
                }

                blocks.Add((power, high));
            }
        }

        if (blocks.Count == 0) return null;
        blocks.Sort((a, b) => b.High.CompareTo(a.High));
        int used = Math.Max(1, (int)(blocks.Count * share));
        float[] average = new float[Bins.Count];
        foreach ((float[] power, double high) in blocks.Take(used)) TensorPrimitives.MultiplyAdd(power, 1f / used, average, average);
        return new LumaSpectrum(average) { Blocks = used };
    }

    /// <summary>Frequencies of the half plane, and the smooth shapes that spectra of sharp pictures are made of.</summary>
    internal sealed class Grid
    {
        public Grid()
        {
            Transform = new FourierTransform(Side, Side);
            var index = new List<int>();
            var fs = new List<(float X, float Y)>();
            for (int ky = 0; ky < Side / 2; ky++)
            {
                for (int kx = -(Side / 2) + 1; kx < Side / 2; kx++)
                {
                    if (ky == 0 && kx <= 0) continue;
                    double f = Math.Sqrt((kx * kx) + (ky * ky));
                    if (f < Lowest || f > Side / 2) continue;
                    index.Add((ky * Side) + ((kx + Side) % Side));
                    fs.Add((kx / (float)Side, ky / (float)Side));
                }
            }

            Index = [.. index];
            Frequency = [.. fs.Select(f => MathF.Sqrt((f.X * f.X) + (f.Y * f.Y)))];
            Weight = [.. Frequency.Select(f => MathF.Sqrt(1 / f))];
            var shapes = new List<Func<int, double>>();
            double Theta(int i) => Math.Atan2(fs[i].Y, fs[i].X);
            for (int slope = 0; slope < 2; slope++)
            {
                int power = slope;
                shapes.Add(i => Math.Pow(Math.Log(Frequency[i]), power));
                for (int order = 2; order <= (slope == 0 ? 8 : 4); order += 2)
                {
                    int n = order;
                    shapes.Add(i => Math.Cos(n * Theta(i)) * Math.Pow(Math.Log(Frequency[i]), power));
                    shapes.Add(i => Math.Sin(n * Theta(i)) * Math.Pow(Math.Log(Frequency[i]), power));
                }
            }

            // Gram-Schmidt, weighted.
            var basis = new List<float[]>();
            foreach (var shape in shapes)
            {
                float[] v = [.. Enumerable.Range(0, Count).Select(i => (float)shape(i) * Weight[i])];
                for (int twice = 0; twice < 2; twice++)
                {
                    foreach (float[] b in basis)
                    {
                        float dot = TensorPrimitives.Dot<float>(b, v);
                        TensorPrimitives.MultiplyAdd(b, -dot, v, v);
                    }
                }

                TensorPrimitives.Divide(v, TensorPrimitives.Norm<float>(v), v);
                basis.Add(v);
            }

            Basis = [.. basis];
        }

        public FourierTransform Transform { get; }

        public int[] Index { get; }

        public float[] Frequency { get; }

        // Square root of the weight of each bin.
        public float[] Weight { get; }

        public float[][] Basis { get; }

        public int Count => Index.Length;

        public float[] SquaredTransfer(BlurKernel kernel, PlanePool pool)
        {
            float[] result = new float[Count];
            using FloatPlanes transfer = kernel.Transfer(Transform, pool);
            TensorPrimitives.Multiply(transfer.Span, transfer.Span, transfer.Span);
            ReadOnlySpan<float> k = transfer.Span;
            for (int i = 0; i < Count; i++)
            {
                int x = Index[i] % Side, y = Index[i] / Side;
                int left = (x + Side - 1) % Side, right = (x + 1) % Side;
                float sum = 0;
                for (int d = -1; d <= 1; d++)
                {
                    int row = (y + d + Side) % Side * Side;
                    float across = (k[row + left] + k[row + right] + (4 * k[row + x])) / 6;
                    sum += d == 0 ? across * 4 / 6 : across / 6;
                }

                result[i] = sum;
            }

            return result;
        }
    }
}
