using PaintDotNet.Imaging;

namespace PaintDotNet.Effects;

/// <summary>The area that an effect shall render, as pixels of a known type.</summary>
public static class BitmapEffectOutputExtensions
{
    public static IBitmapLock<ColorBgra32> LockBgra32(this IBitmapEffectOutput output) => (IBitmapLock<ColorBgra32>)output.Lock(PixelFormats.Bgra32);
}
