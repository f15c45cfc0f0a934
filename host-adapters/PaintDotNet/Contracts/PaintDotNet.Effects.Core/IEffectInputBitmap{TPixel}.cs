using PaintDotNet.Imaging;
using PaintDotNet.Rendering;

namespace PaintDotNet.Effects;

/// <summary>Pixels of a known type that an effect reads.</summary>
public interface IEffectInputBitmap<TPixel> : IEffectInputBitmap, IBitmapSource<TPixel>
    where TPixel : unmanaged, INaturalPixelInfo
{
    new IBitmapLock<TPixel> Lock(RectInt32 rect);
}
