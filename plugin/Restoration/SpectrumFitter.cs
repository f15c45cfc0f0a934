using System.Numerics.Tensors;
using Enlarger.Imaging;

namespace Enlarger.Restoration;

/// <summary>
/// Explains a spectrum by a kernel: as that of a sharp picture times the kernel's, plus noise. The parameters of picture and noise are found
/// by Gauss-Newton steps on the logarithm, robustly, since a picture of a fence or of letters has lines in its spectrum; and with beliefs
/// about what is likely, since a very soft picture and a very blurred one look alike.
/// </summary>
internal sealed class SpectrumFitter
{
    private const int Signal = SpectrumGrid.SignalCount;
    private const int All = Signal + SpectrumGrid.NoiseCount;

    // How much it costs to lie one width beside the likely value; photographs and what JPEG makes of noise were looked at for these.
    private const double Belief = 0.003;
    private const double LikelySlope = -2.7, LikelyNoiseSlope = -1.7;

    // The share of the frequencies whose power is at most what the noise has to begin with.
    private const int Quietest = 50;

    // So far may one step go: the logarithm is no good guide beyond.
    private const double LongestStep = 2;

    private static readonly double[] Likely = [0, LikelySlope, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, LikelyNoiseSlope, 0, 0];

    // Levels may be anything; the slopes and how they differ with the direction may not.
    private static readonly double[] Widths = [100, 0.6, 0.6, 0.6, 0.6, 0.6, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 100, 2.5, 1.5, 0.7];

    private readonly SpectrumGrid _grid = SpectrumGrid.Shared;
    private readonly float[] _data;
    private readonly double[] _start;
    private readonly double _weight;

    /// <summary>A fitter to a spectrum.</summary>
    public SpectrumFitter(LumaSpectrum spectrum)
    {
        _data = new float[_grid.Count];
        TensorPrimitives.Log(spectrum.Power, _data);
        _weight = TensorPrimitives.Sum<float>(_grid.Weights);
        float[] sorted = [.. _data];
        Array.Sort(sorted);
        _start = [.. Likely];
        _start[0] = TensorPrimitives.Sum<float>(_data) / _data.Length;
        _start[Signal] = sorted[sorted.Length / Quietest];
    }

    /// <summary>The best explanation by a kernel.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="near">The explanation by a similar kernel to go on from, or null.</param>
    /// <param name="rounds">How many steps may be taken.</param>
    /// <param name="pool">Lends memory.</param>
    public SpectrumFit Fit(BlurKernel kernel, SpectrumFit? near, int rounds, PlanePool pool)
    {
        float[] transfer = _grid.LogTransfer(kernel, pool);
        using FloatPlanes columns = pool.Rent(All, _grid.Count, 1);
        using FloatPlanes scratch = pool.Rent(3, _grid.Count, 1);
        Span<float> residual = scratch.Plane(0), signalShare = scratch.Plane(1), noiseShare = scratch.Plane(2);
        double[] best = near is null ? _start : near.Parameters, trial = [.. best], step = new double[All];
        double error = double.PositiveInfinity;
        for (int round = 0; ; round++)
        {
            double trialError = Explain(transfer, trial, residual, signalShare, noiseShare);
            if (trialError < error)
            {
                error = trialError;
                best = [.. trial];
                if (round < rounds) step = Step(best, residual, signalShare, noiseShare, columns);
            }
            else
            {
                // Too far: a third of the way.
                TensorPrimitives.Divide<double>(step, 3, step);
            }

            if (round >= rounds) return new SpectrumFit(kernel, error, best);
            TensorPrimitives.Add<double>(best, step, trial);
        }
    }

    /// <summary>The noise of an explanation: its power at each frequency.</summary>
    public float[] NoiseOf(SpectrumFit fit)
    {
        float[] noise = new float[_grid.Count];
        AddNoise(fit.Parameters, noise);
        TensorPrimitives.Exp(noise, noise);
        return noise;
    }

    /// <summary>About how badly a kernel explains the spectrum if the noise is known: to find out which of very many are worth a closer look.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="noise">As <see cref="NoiseOf"/> tells it.</param>
    /// <param name="pool">Lends memory.</param>
    public double QuickError(BlurKernel kernel, ReadOnlySpan<float> noise, PlanePool pool)
    {
        const int Rounds = 3;
        const float LowestTransfer = -7;
        float[] transfer = _grid.LogTransfer(kernel, pool);
        using FloatPlanes planes = pool.Rent(4, _grid.Count, 1);
        Span<float> change = planes.Plane(0), picture = planes.Plane(1), residual = planes.Plane(2), scratch = planes.Plane(3);

        // What kernel and noise make of the sharp picture depends on the sharp picture, which is what is left of the data without them.
        TensorPrimitives.Max(transfer, LowestTransfer, change);
        for (int round = 0; ; round++)
        {
            TensorPrimitives.Subtract(_data, change, residual);
            _grid.Smooth(residual, scratch, picture);
            if (round == Rounds) break;
            TensorPrimitives.Add(picture, transfer, change);
            TensorPrimitives.Exp(change, change);
            TensorPrimitives.Add(change, noise, change);
            TensorPrimitives.Log(change, change);
            TensorPrimitives.Subtract(change, picture, change);
        }

        TensorPrimitives.Subtract(residual, picture, residual);
        return RobustError(residual);
    }

    private void AddNoise(double[] parameters, Span<float> noise)
    {
        for (int i = Signal; i < All; i++) TensorPrimitives.MultiplyAdd(_grid.NoiseShapes[i - Signal], (float)parameters[i], noise, noise);
    }

    // What the parameters leave unexplained, and which part of the power is due to the picture and which to the noise.
    private double Explain(ReadOnlySpan<float> transfer, double[] parameters, Span<float> residual, Span<float> signalShare, Span<float> noiseShare)
    {
        Span<float> signal = signalShare, noise = noiseShare;
        transfer.CopyTo(signal);
        for (int i = 0; i < Signal; i++) TensorPrimitives.MultiplyAdd(_grid.SignalShapes[i], (float)parameters[i], signal, signal);
        noise.Clear();
        AddNoise(parameters, noise);

        // log(e^s + e^n) = s - log(sigmoid(s - n)): without the powers themselves, which may be too large.
        TensorPrimitives.Subtract(signal, noise, noise);
        TensorPrimitives.Sigmoid(noise, noise);
        TensorPrimitives.Log(noise, residual);
        TensorPrimitives.Subtract(signal, residual, residual);
        TensorPrimitives.Subtract(_data, residual, residual);
        noise.CopyTo(signalShare);
        TensorPrimitives.Subtract(1f, signalShare, noiseShare);

        double error = RobustError(residual);
        for (int i = 0; i < All; i++) error += Belief * Math.Pow((parameters[i] - Likely[i]) / Widths[i], 2);
        return error;
    }

    // Huber: what is far off counts by its distance, no longer by its square.
    private double RobustError(ReadOnlySpan<float> residual)
    {
        double sum = 0;
        float[] weights = _grid.Weights;
        for (int i = 0; i < residual.Length; i++)
        {
            float distance = MathF.Abs(residual[i]);
            sum += weights[i] * (distance < 1 ? distance * distance : (2 * distance) - 1);
        }

        return sum / _weight;
    }

    private double[] Step(double[] parameters, Span<float> residual, Span<float> signalShare, Span<float> noiseShare, FloatPlanes columns)
    {
        for (int i = 0; i < residual.Length; i++)
        {
            float distance = MathF.Abs(residual[i]), weight = _grid.RootWeights[i] * (distance < 1 ? 1 : MathF.Sqrt(1 / distance));
            residual[i] *= weight;
            signalShare[i] *= weight;
            noiseShare[i] *= weight;
        }

        for (int i = 0; i < All; i++)
        {
            if (i < Signal) TensorPrimitives.Multiply(_grid.SignalShapes[i], signalShare, columns.Plane(i));
            else TensorPrimitives.Multiply(_grid.NoiseShapes[i - Signal], noiseShare, columns.Plane(i));
        }

        const double Damping = 1e-5;
        double[,] normal = new double[All, All];
        double[] step = new double[All];
        for (int i = 0; i < All; i++)
        {
            for (int j = 0; j <= i; j++) normal[i, j] = normal[j, i] = TensorPrimitives.Dot<float>(columns.Plane(i), columns.Plane(j)) / _weight;
            double belief = Belief / (Widths[i] * Widths[i]);
            normal[i, i] += belief + Damping;
            step[i] = (TensorPrimitives.Dot<float>(columns.Plane(i), residual) / _weight) - (belief * (parameters[i] - Likely[i]));
        }

        LinearSystem.Solve(normal, step);
        for (int i = 0; i < All; i++) step[i] = Math.Clamp(step[i], -LongestStep, LongestStep);
        return step;
    }
}
