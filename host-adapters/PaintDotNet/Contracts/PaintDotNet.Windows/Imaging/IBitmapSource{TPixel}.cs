namespace PaintDotNet.Imaging;

/// <summary>Pixels of a known type that can be read.</summary>
public interface IBitmapSource<TPixel> : IBitmapSource
    where TPixel : unmanaged, INaturalPixelInfo
{
}
