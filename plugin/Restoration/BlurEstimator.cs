using System.Numerics.Tensors;
using Enlarger.Imaging;

namespace Enlarger.Restoration;

/// <summary>Finds out what blurred a picture from the spectrum of its most textured parts.</summary>
internal static class BlurEstimator
{
    public const int PatchSide = 256;

    internal readonly record struct Fit(BlurKernel Kernel, float Error, double[] Parameters);


    public static BlurEstimate Estimate(IReadOnlyList<FloatPlanes> patches, BlurConstraints constraints, PlanePool pool, CancellationToken cancellation)
    {
        Fit[]? fits = Fits(patches, pool, cancellation);
        if (fits is null) return new BlurEstimate(default, 0, NoiseEstimator.Estimate(patches));
        float noise = SpectrumFit.DeviationAt(fits.MinBy(f => f.Error).Parameters, 0.2);
        return Decide(fits, constraints) with { Noise = MathF.Max(noise, 0.3f / 255) };
    }

    internal static BlurEstimate Decide(Fit[] fits, BlurConstraints constraints)
    {
        Fit none = fits[0];
        Fit[] allowed = [.. fits.Skip(1).Where(f => f.Kernel.Kind == BlurKind.Motion ? constraints.Motion : constraints.OutOfFocus)];
        Fit best = allowed.MinBy(f => f.Error);
        if (constraints.Radius is { } radius) return new BlurEstimate(best.Kernel with { Radius = radius }, 1, 0);

        float confidence = 1 - (best.Error / none.Error);
        float smallest = best.Kernel.Kind switch { BlurKind.Gaussian => 1.75f, BlurKind.Disk => 1.4f, _ => 2f };
        return new BlurEstimate(confidence > 0.15f && best.Kernel.Radius > smallest ? best.Kernel : default, confidence, 0);
    }

    internal static Fit[]? Fits(IReadOnlyList<FloatPlanes> patches, PlanePool pool, CancellationToken cancellation)
    {
        LumaSpectrum? spectrum = LumaSpectrum.Of(patches, pool, 0.5f, cancellation);
        if (spectrum is null) return null;
        var grid = LumaSpectrum.Bins;
        var fit = new SpectrumFit(spectrum);
        Fit Measure(BlurKernel k, double[]? start, int rounds)
        {
            (double error, double[] p) = fit.Fit(k, start, rounds, pool);
            return new Fit(k, (float)error, p);
        }

        Fit From(BlurKernel kind, float low, float high)
        {
            Fit best = default, last = default;
            for (float r = low; r < high; r *= 1.12f)
            {
                last = Measure(kind with { Radius = r }, last.Parameters, last.Parameters is null ? 8 : 4);
                if (best.Parameters is null || last.Error < best.Error) best = last;
            }

            return Refine(best, 0.06f, 0, (k, p) => Measure(k, p, 3));
        }

        var result = new List<Fit> { Measure(default, null, 10) };
        result.Add(From(new(BlurKind.Disk, 0), 0.8f, 14));
        Fit bell = From(new(BlurKind.Gaussian, 0), 0.6f, 14);
        result.Add(bell);
        double[] guess = bell.Error < result[0].Error ? bell.Parameters : result[0].Parameters;
        float[] floor = SpectrumFit.NoiseOf(guess);
        var motions = new List<Fit>();
        object gate = new();
        Parallel.For(0, 30, a =>
        {
            for (float r = 1.5f; r < 20; r *= 1.14f)
            {
                var f = new Fit(new(BlurKind.Motion, r, a * 6), One(spectrum, new(BlurKind.Motion, r, a * 6), floor, pool), []);
                lock (gate) motions.Add(f);
            }
        });
        Fit[] top = [.. motions.OrderBy(f => f.Error).Take(6).Select(f => Measure(f.Kernel, guess, 6))];
        result.Add(Refine(top.MinBy(f => f.Error), 0.06f, 3, (k, p) => Measure(k, p, 3)));
        return [.. result];
    }

    private static Fit Refine(Fit start, float radiusStep, float angleStep, Func<BlurKernel, double[], Fit> measure)
    {
        Fit best = start;
        for (int i = 0; i < 4; i++)
        {
            bool better = true;
            for (int n = 0; n < 4 && better; n++)
            {
                better = false;
                foreach ((float dr, float da) in (ReadOnlySpan<(float, float)>)[(1 + radiusStep, 0), (1 / (1 + radiusStep), 0), (1, angleStep), (1, -angleStep)])
                {
                    if (da == 0 && dr == 1) continue;
                    float angle = (best.Kernel.Angle + (dr == 1 || da != 0 ? da : 0) + 180) % 180;
                    var k = best.Kernel with { Radius = best.Kernel.Radius * (dr == 0 ? 1 : dr), Angle = angle };
                    Fit f = measure(k, best.Parameters);
                    if (f.Error < best.Error) { best = f; better = true; }
                }
            }

            radiusStep /= 2;
            angleStep /= 2;
        }

        return best;
    }

    private static float One(LumaSpectrum spectrum, BlurKernel kernel, float[] noise, PlanePool pool)
    {
        var grid = LumaSpectrum.Bins;
        float[]? k2 = kernel.Kind == BlurKind.None ? null : grid.SquaredTransfer(kernel, pool);
        int n = grid.Count;
        float[] data = new float[n], model = new float[n], template = new float[n], residual = new float[n];
        TensorPrimitives.Log(spectrum.Power, data);
        // start: template floor-limited relative to a plain guess
        for (int i = 0; i < n; i++) template[i] = k2 is null ? 0 : MathF.Log(MathF.Max(k2[i], 1e-3f));
        for (int round = 0; round < 4; round++)
        {
            // baseline = projection of data - template
            TensorPrimitives.Subtract(data, template, residual);
            TensorPrimitives.Multiply(residual, grid.Weight, residual);
            Array.Clear(model);
            foreach (float[] b in grid.Basis) TensorPrimitives.MultiplyAdd(b, TensorPrimitives.Dot<float>(b, residual), model, model);
            TensorPrimitives.Divide(model, grid.Weight, model);
            if (round == 3) break;
            // template = log(e^m k2 + N) - m
            for (int i = 0; i < n; i++)
            {
                template[i] = MathF.Log((MathF.Exp(model[i]) * (k2 is null ? 1 : k2[i])) + noise[i]) - model[i];
            }
        }

        TensorPrimitives.Subtract(data, template, residual);
        TensorPrimitives.Subtract(residual, model, residual);
        double error = 0, weights = 0;
        for (int i = 0; i < n; i++)
        {
            float r = MathF.Abs(residual[i]), w = grid.Weight[i] * grid.Weight[i];
            error += w * (r < 1 ? r * r : (2 * r) - 1);
            weights += w;
        }

        return (float)(error / weights);
    }
}
