namespace Enlarger.Imaging;

/// <summary>How a resampled value is made from its neighbours.</summary>
internal enum ResamplingKernel
{
    /// <summary>The windowed sinc over three lobes (Lanczos 1956; Duchon 1979), widened when reducing.</summary>
    Lanczos3,

    /// <summary>The mean over the area that a target pixel covers: exact for reductions, nearest-neighbour for whole enlargements.</summary>
    Area,
}
