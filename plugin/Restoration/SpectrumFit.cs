namespace Enlarger.Restoration;

/// <summary>How well a kernel explains a spectrum.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="Error">The mean squared error of the logarithm, and what the parameters cost that are not likely.</param>
/// <param name="Parameters">The amounts of <see cref="SpectrumGrid.SignalShapes"/> and then of <see cref="SpectrumGrid.NoiseShapes"/> that explain it best.</param>
internal sealed record SpectrumFit(BlurKernel Kernel, double Error, double[] Parameters)
{
    // Where the noise does most harm: below it the picture is much stronger, and above it JPEG has taken both.
    private const double HarmfulFrequency = 0.2;

    /// <summary>Standard deviation of the noise, 0..1, as if it were everywhere as strong as where it does most harm.</summary>
    public float Noise
    {
        get
        {
            double offset = 2 * (HarmfulFrequency - SpectrumGrid.NoiseCenter);
            ReadOnlySpan<double> noise = Parameters.AsSpan(SpectrumGrid.SignalCount);
            return (float)Math.Exp((noise[0] + (noise[1] * offset) + (noise[2] * offset * offset)) / 2);
        }
    }
}
