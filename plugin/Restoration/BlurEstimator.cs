using Enlarger.Imaging;

namespace Enlarger.Restoration;

/// <summary>
/// Finds out what blurred a picture. Disks and lines leave zeros in its spectrum, at places that tell their size and direction, and a bell
/// leaves less and less: the kernel that explains the spectrum best did it, if it explains it much better than no blur at all.
/// </summary>
internal static class BlurEstimator
{
    /// <summary>The side of the patches that tell most.</summary>
    public const int PatchSide = 256;

    // Pixels; what is larger cannot be told within a block.
    private const float LargestRadius = 14, LongestMotion = 20;
    private const float SmallestDisk = 0.8f, SmallestBell = 0.6f, SmallestMotion = 1.5f;

    // From one radius that is tried to the next.
    private const float RadiusStep = 1.12f;
    private const int AngleStep = 6;
    private const int MotionsLookedAt = 6;

    // Less is what lenses, sensors and demosaicing do to every sharp photograph: 0.92 at most for disks, 1.5 for bells, over 250 photographs.
    private const float LeastDisk = 1.4f, LeastBell = 1.75f, LeastMotion = 2f;
    private const float LeastConfidence = 0.15f;

    // Texture passes for noise, and then its lack at high frequencies for blur: the noisier, the more blur is asked for.
    private const float HarmlessNoise = 4f / 255, NoiseDoubt = 25;

    // With noise beneath it a disk looks like too wide a bell, and a kernel too wide does more harm than one too narrow.
    private const float VisibleNoise = 1f / 255, Caution = 0.9f;

    private const double BellDoubt = 1.15;

    // Of rounding to 8 bits.
    private const float LeastNoise = 0.3f / 255;

    /// <summary>Estimates.</summary>
    /// <param name="patches">The most textured parts of the picture: luma, one plane each, best <see cref="PatchSide"/> wide and high; half of that is the least that tells anything.</param>
    /// <param name="constraints">What is known.</param>
    /// <param name="pool">Lends memory.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The blur; none if the picture is sharp, or too small to tell. A blur whose radius is known is never none, but for a motion in a picture too small to tell its direction.</returns>
    public static BlurEstimate Estimate(IReadOnlyList<FloatPlanes> patches, BlurConstraints constraints, PlanePool pool, CancellationToken cancellation)
    {
        LumaSpectrum? spectrum = LumaSpectrum.Of(patches, pool, cancellation);
        if (spectrum is null)
        {
            bool isKnown = constraints is { OutOfFocus: true, Radius: not null };
            return new BlurEstimate(isKnown ? new BlurKernel(BlurKind.Disk, constraints.Radius!.Value) : BlurKernel.None, 0, NoiseEstimator.Estimate(patches));
        }

        var fitter = new SpectrumFitter(spectrum);
        SpectrumFit none = fitter.Fit(BlurKernel.None, null, 10, pool);
        SpectrumFit best = Explain(fitter, none, constraints, pool, cancellation).MinBy(Doubt)!;
        float confidence = Math.Clamp(1 - (float)(best.Error / none.Error), 0, 1), noise = MathF.Max(best.Noise, LeastNoise);
        if (constraints.Radius is not null) return new BlurEstimate(best.Kernel, confidence, noise);

        float least = best.Kernel.Kind switch { BlurKind.Disk => LeastDisk, BlurKind.Gaussian => LeastBell, _ => LeastMotion };
        least *= 1 + (NoiseDoubt * MathF.Max(0, noise - HarmlessNoise));
        if (confidence < LeastConfidence || best.Kernel.Radius < least) return new BlurEstimate(BlurKernel.None, 1 - confidence, noise);

        bool cautious = best.Kernel.Kind == BlurKind.Gaussian && noise > VisibleNoise;
        return new BlurEstimate(cautious ? best.Kernel with { Radius = best.Kernel.Radius * Caution } : best.Kernel, confidence, noise);
    }

    // Where nothing hides a disk's zeros, a bell has to be clearly better than a disk.
    private static double Doubt(SpectrumFit fit) => fit.Kernel.Kind == BlurKind.Gaussian && fit.Noise < VisibleNoise ? fit.Error * BellDoubt : fit.Error;

    // The best kernel of every kind that may be.
    private static IEnumerable<SpectrumFit> Explain(SpectrumFitter fitter, SpectrumFit none, BlurConstraints constraints, PlanePool pool, CancellationToken cancellation)
    {
        SpectrumFit bell = BestRadius(fitter, BlurKind.Gaussian, SmallestBell, constraints.Radius, pool, cancellation);
        if (constraints.OutOfFocus)
        {
            yield return bell;
            yield return BestRadius(fitter, BlurKind.Disk, SmallestDisk, constraints.Radius, pool, cancellation);
        }

        // A line leaves other directions as they were; what noise there is, the bell has found out.
        if (constraints.Motion) yield return BestLine(fitter, bell.Error < none.Error ? bell : none, constraints.Radius, pool, cancellation);
    }

    private static SpectrumFit BestRadius(SpectrumFitter fitter, BlurKind kind, float smallest, float? known, PlanePool pool, CancellationToken cancellation)
    {
        SpectrumFit? best = null, last = null;
        foreach (float radius in Radii(smallest, LargestRadius, known))
        {
            cancellation.ThrowIfCancellationRequested();
            last = fitter.Fit(new BlurKernel(kind, radius), last, last is null ? 8 : 4, pool);
            if (best is null || last.Error < best.Error) best = last;
        }

        return Refine(fitter, best!, known is null, pool, cancellation);
    }

    private static SpectrumFit BestLine(SpectrumFitter fitter, SpectrumFit near, float? known, PlanePool pool, CancellationToken cancellation)
    {
        float[] noise = fitter.NoiseOf(near), radii = [.. Radii(SmallestMotion, LongestMotion, known)];
        BlurKernel[] lines = [.. from angle in Enumerable.Range(0, 180 / AngleStep) from radius in radii select new BlurKernel(BlurKind.Motion, radius, angle * AngleStep)];
        double[] errors = new double[lines.Length];
        Parallel.For(0, lines.Length, new ParallelOptions { CancellationToken = cancellation }, i => errors[i] = fitter.QuickError(lines[i], noise, pool));
        Array.Sort(errors, lines);
        SpectrumFit best = lines.Take(MotionsLookedAt).Select(line => fitter.Fit(line, near, 6, pool)).MinBy(fit => fit.Error)!;
        return Refine(fitter, best, known is null, pool, cancellation);
    }

    private static IEnumerable<float> Radii(float smallest, float largest, float? known)
    {
        if (known is { } radius) return [radius];
        return Enumerable.Range(0, (int)(Math.Log(largest / smallest) / Math.Log(RadiusStep)) + 1).Select(i => smallest * MathF.Pow(RadiusStep, i));
    }

    // Goes downhill in ever smaller steps.
    private static SpectrumFit Refine(SpectrumFitter fitter, SpectrumFit best, bool free, PlanePool pool, CancellationToken cancellation)
    {
        const int Halvings = 4, Longest = 4;
        float factor = (RadiusStep - 1) / 2, turn = best.Kernel.Kind == BlurKind.Motion ? AngleStep / 2f : 0;
        for (int halving = 0; halving < Halvings; halving++, factor /= 2, turn /= 2)
        {
            bool better = true;
            for (int i = 0; i < Longest && better; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                SpectrumFit from = best;
                BlurKernel kernel = from.Kernel;
                if (free)
                {
                    Try(kernel with { Radius = kernel.Radius * (1 + factor) });
                    Try(kernel with { Radius = kernel.Radius / (1 + factor) });
                }

                if (turn > 0)
                {
                    Try(kernel with { Angle = (kernel.Angle + turn) % 180 });
                    Try(kernel with { Angle = (kernel.Angle - turn + 180) % 180 });
                }

                better = best != from;

                void Try(BlurKernel other)
                {
                    SpectrumFit fit = fitter.Fit(other, from, 3, pool);
                    if (fit.Error < best.Error) best = fit;
                }
            }
        }

        return best;
    }
}
