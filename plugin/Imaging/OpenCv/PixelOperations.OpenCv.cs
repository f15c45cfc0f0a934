using Enlarger.Imaging.OpenCv;

namespace Enlarger.Imaging;

internal static partial class PixelOperations
{
    static partial void PreferOpenCv(ref IPixelOperations best)
    {
        if (OpenCvLibrary.IsUsable) best = new OpenCvPixelOperations();
    }
}
