namespace Enlarger.Imaging;

/// <summary>
/// Along one axis, which source samples make each of a run of target samples, and with what weight. Pixels are areas: target pixel t
/// of a k-fold enlargement has its centre at source coordinate (t + 0.5) / k - 0.5. Beyond the picture its edge goes on.
/// </summary>
internal sealed class ResamplingWeights
{
    // Those of the tiles that a thread works on: both axes of a picture's inner tiles and of its border.
    private const int Kept = 8;

    [ThreadStatic]
    private static Queue<((ResamplingKernel Kernel, int SourceLength, int TargetLength, int FirstTarget, int Targets) Key, ResamplingWeights Weights)>? _recent;

    private readonly int[] _first;
    private readonly int[] _nearest;
    private readonly float[] _weights;

    /// <summary>The weights for a part of an axis.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="sourceLength">The whole picture's samples along this axis.</param>
    /// <param name="targetLength">The whole result's samples.</param>
    /// <param name="firstTarget">The first target sample wanted.</param>
    /// <param name="targets">How many are wanted.</param>
    public ResamplingWeights(ResamplingKernel kernel, int sourceLength, int targetLength, int firstTarget, int targets)
    {
        double step = (double)sourceLength / targetLength;
        double widening = Math.Max(1.0, step);
        double radius = kernel == ResamplingKernel.Lanczos3 ? 3.0 * widening : 0.5 * widening;
        int reach = (int)Math.Ceiling(radius * 2) + 2;
        Taps = Math.Min(reach, sourceLength);
        Targets = targets;
        _first = new int[targets];
        _nearest = new int[targets];
        _weights = new float[targets * Taps];

        Span<double> exact = stackalloc double[Taps];
        for (int i = 0; i < targets; i++)
        {
            double centre = ((firstTarget + i + 0.5) * step) - 0.5;
            int first = (int)Math.Ceiling(centre - radius - 0.5);

            // The window of taps lies within the picture; what falls outside it is credited to the edge sample.
            int start = Math.Clamp(first, 0, sourceLength - Taps);
            exact.Clear();
            double sum = 0;
            for (int tap = 0; tap < reach; tap++)
            {
                double weight = kernel == ResamplingKernel.Lanczos3
                    ? Lanczos((first + tap - centre) / widening)
                    : Overlap(first + tap, centre, radius);
                if (weight == 0.0) continue;
                exact[Math.Clamp(first + tap, 0, sourceLength - 1) - start] += weight;
                sum += weight;
            }

            _first[i] = start;
            _nearest[i] = Math.Clamp((int)Math.Floor(centre), 0, Math.Max(0, sourceLength - 2));
            for (int tap = 0; tap < Taps; tap++) _weights[(i * Taps) + tap] = (float)(exact[tap] / sum);
        }
    }

    /// <summary>The weights for a part of an axis, those of the last few parts kept: all tiles of a picture's inside share theirs.</summary>
    /// <inheritdoc cref="ResamplingWeights(ResamplingKernel, int, int, int, int)"/>
    public static ResamplingWeights Of(ResamplingKernel kernel, int sourceLength, int targetLength, int firstTarget, int targets)
    {
        _recent ??= new(Kept);
        (ResamplingKernel, int, int, int, int) key = (kernel, sourceLength, targetLength, firstTarget, targets);
        foreach ((var known, ResamplingWeights weights) in _recent)
        {
            if (known == key) return weights;
        }

        if (_recent.Count == Kept) _recent.Dequeue();
        var made = new ResamplingWeights(kernel, sourceLength, targetLength, firstTarget, targets);
        _recent.Enqueue((key, made));
        return made;
    }

    /// <summary>Source samples in a target sample.</summary>
    public int Taps { get; }

    /// <summary>Target samples.</summary>
    public int Targets { get; }

    /// <summary>The first source sample of a target sample, in the whole picture.</summary>
    public int First(int target) => _first[target];

    /// <summary>The nearest source sample at or before a target sample's centre that has one behind it, in the whole picture.</summary>
    public int Nearest(int target) => _nearest[target];

    /// <summary>The weights of a target sample, which sum to 1.</summary>
    public ReadOnlySpan<float> Of(int target) => _weights.AsSpan(target * Taps, Taps);

    private static double Lanczos(double x)
    {
        if (x == 0.0) return 1.0;
        if (Math.Abs(x) >= 3.0) return 0.0;
        double angle = Math.PI * x;
        return 3.0 * Math.Sin(angle) * Math.Sin(angle / 3.0) / (angle * angle);
    }

    // How much of source pixel s, from s - 0.5 to s + 0.5, lies under the target pixel.
    private static double Overlap(int s, double centre, double radius) =>
        Math.Max(0.0, Math.Min(s + 0.5, centre + radius) - Math.Max(s - 0.5, centre - radius));
}
