namespace Enlarger.Imaging;

/// <summary>The choice between the flavours of <see cref="IPixelOperations"/>.</summary>
internal static partial class PixelOperations
{
    /// <summary>OpenCV's, where its package restores and its native library loads; else the one that needs nothing but .NET.</summary>
    public static IPixelOperations Best { get; } = Choose();

    private static IPixelOperations Choose()
    {
        IPixelOperations best = new VectorPixelOperations();
        PreferOpenCv(ref best);
        return best;
    }

    // Does nothing where the folder OpenCv is not compiled, for want of the package.
    static partial void PreferOpenCv(ref IPixelOperations best);
}
