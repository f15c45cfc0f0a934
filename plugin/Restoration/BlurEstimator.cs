using System.Numerics.Tensors;
using Enlarger.Imaging;

namespace Enlarger.Restoration;

/// <summary>Finds out what blurred a picture from the spectrum of its most textured parts.</summary>
internal static class BlurEstimator
{
    public const int PatchSide = 256;

    internal readonly record struct Fit(BlurKernel Kernel, float Error, float[] Noise);

    private static readonly float[] Slopes = [0, 1.5f, 3f];

    private static float[] Noise(LumaSpectrum spectrum, float slope)
    {
        var grid = LumaSpectrum.Bins;
        float[] shape = [.. grid.Frequency.Select(f => MathF.Pow(10, -slope * f))];
        float[] ratio = [.. shape.Select((v, i) => spectrum.Power[i] / v)];
        Array.Sort(ratio);
        return [.. shape.Select(v => v * ratio[ratio.Length / 50])];
    }


    public static BlurEstimate Estimate(IReadOnlyList<FloatPlanes> patches, BlurConstraints constraints, PlanePool pool, CancellationToken cancellation)
    {
        float noise = NoiseEstimator.Estimate(patches);
        Fit[]? fits = Fits(patches, pool, cancellation);
        if (fits is null) return new BlurEstimate(default, 0, noise);
        Fit none = fits[0];
        Fit[] allowed = [.. fits.Skip(1).Where(f => f.Kernel.Kind == BlurKind.Motion ? constraints.Motion : constraints.OutOfFocus)];
        Fit best = allowed.MinBy(f => f.Error);
        if (constraints.Radius is { } radius) return new BlurEstimate(best.Kernel with { Radius = radius }, 1, noise);
        float confidence = 1 - (best.Error / none.Error);
        return new BlurEstimate(confidence > 0.2f && best.Kernel.Radius > 1.2f ? best.Kernel : default, confidence, noise);
    }

    internal static Fit[]? Fits(IReadOnlyList<FloatPlanes> patches, PlanePool pool, CancellationToken cancellation)
    {
        LumaSpectrum? spectrum = LumaSpectrum.Of(patches, pool, 0.5f, cancellation);
        if (spectrum is null) return null;
        var grid = LumaSpectrum.Bins;
        float[][] shapes = [.. Slopes.Select(slope => Noise(spectrum, slope))];
        Fit Best(BlurKernel k, IEnumerable<float[]> of) => of.Select(n => One(spectrum, k, n, pool)).MinBy(f => f.Error);
        Fit Full(BlurKernel k) => Best(k, shapes);
        var result = new List<Fit> { Full(default) };
        var bells = new List<Fit>();
        for (float r = 1; r < 14; r *= 1.12f) bells.Add(Full(new(BlurKind.Gaussian, r)));
        Fit bell = Refine(bells.MinBy(f => f.Error).Kernel, 0.06f, 0, Full);
        float[] floor = bell.Error < result[0].Error ? bell.Noise : result[0].Noise;
        var disks = new List<Fit>();
        for (float r = 1; r < 14; r *= 1.12f) disks.Add(Full(new(BlurKind.Disk, r)));
        result.Add(Refine(disks.MinBy(f => f.Error).Kernel, 0.06f, 0, Full));
        result.Add(bell);
        var motions = new List<Fit>();
        object gate = new();
        Parallel.For(0, 30, a =>
        {
            for (float r = 1.5f; r < 20; r *= 1.14f)
            {
                var f = One(spectrum, new(BlurKind.Motion, r, a * 6), floor, pool);
                lock (gate) motions.Add(f);
            }
        });
        result.Add(Refine(motions.MinBy(f => f.Error).Kernel, 0.06f, 3, Full));
        return [.. result];
    }

    private static Fit Refine(BlurKernel start, float radiusStep, float angleStep, Func<BlurKernel, Fit> measure)
    {
        Fit best = measure(start);
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
                    Fit f = measure(k);
                    if (f.Error < best.Error) { best = f; better = true; }
                }
            }

            radiusStep /= 2;
            angleStep /= 2;
        }

        return best;
    }

    private static Fit One(LumaSpectrum spectrum, BlurKernel kernel, float[] start, PlanePool pool)
    {
        var grid = LumaSpectrum.Bins;
        float[] noise = [.. start];
        float[]? k2 = kernel.Kind == BlurKind.None ? null : grid.SquaredTransfer(kernel, pool);
        int n = grid.Count;
        float[] data = new float[n], model = new float[n], template = new float[n], residual = new float[n];
        TensorPrimitives.Log(spectrum.Power, data);
        // start: template floor-limited relative to a plain guess
        for (int i = 0; i < n; i++) template[i] = k2 is null ? 0 : MathF.Log(MathF.Max(k2[i], 1e-3f));
        for (int round = 0; round < 6; round++)
        {
            // baseline = projection of data - template
            TensorPrimitives.Subtract(data, template, residual);
            TensorPrimitives.Multiply(residual, grid.Weight, residual);
            Array.Clear(model);
            foreach (float[] b in grid.Basis) TensorPrimitives.MultiplyAdd(b, TensorPrimitives.Dot<float>(b, residual), model, model);
            TensorPrimitives.Divide(model, grid.Weight, model);
            if (round == 5) break;
            // template = log(e^m k2 + N) - m
            double above = 0, below = 0;
            for (int i = 0; i < n; i++)
            {
                float signal = MathF.Exp(model[i]) * (k2 is null ? 1 : k2[i]), all = signal + noise[i], part = noise[i] / all;
                above += part * part * MathF.Min(4, spectrum.Power[i] / all);
                below += part * part;
            }

            float correction = Math.Clamp((float)(above / below), 0.25f, 4f);
            for (int i = 0; i < n; i++)
            {
                noise[i] *= correction;
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

        return new Fit(kernel, (float)(error / weights), noise);
    }
}
