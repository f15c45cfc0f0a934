using Enlarger.Imaging;

namespace Enlarger.Inference;

/// <summary>The plain enlargement by <see cref="ResamplingKernel.Lanczos3"/>, to compare generators with.</summary>
internal sealed class LanczosGenerator(int scale) : IGenerator
{
    /// <summary>The model that is no network but this, as a choice like any other.</summary>
    public const string Name = "lanczos";

    /// <summary>The halo with which tiles equal the whole.</summary>
    public const int Halo = Resampler.Lanczos3Radius;

    /// <inheritdoc/>
    public int Scale => scale;

    /// <inheritdoc/>
    public FloatPlanes Run(FloatPlanes input, PlanePool pool, CancellationToken cancellation)
    {
        var size = new PixelSize(input.Width, input.Height);
        var result = new PixelSize(input.Width * scale, input.Height * scale);
        FloatPlanes output = pool.Rent(input.Channels, result.Width, result.Height);
        for (int channel = 0; channel < input.Channels; channel++)
        {
            cancellation.ThrowIfCancellationRequested();
            Resampler.Resize(
                ResamplingKernel.Lanczos3, input.Plane(channel), size, result, new PixelArea(0, 0, result.Width, result.Height), output.Plane(channel), pool);
        }

        return output;
    }
}
