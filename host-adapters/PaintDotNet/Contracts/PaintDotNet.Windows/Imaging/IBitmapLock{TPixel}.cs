namespace PaintDotNet.Imaging;

/// <summary>The memory of some pixels of a known type.</summary>
public unsafe interface IBitmapLock<TPixel> : IBitmapLock
    where TPixel : unmanaged, INaturalPixelInfo
{
    new TPixel* Buffer { get; }
}
