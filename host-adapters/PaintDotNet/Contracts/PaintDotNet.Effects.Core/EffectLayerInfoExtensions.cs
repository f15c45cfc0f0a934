using PaintDotNet.Imaging;

namespace PaintDotNet.Effects;

/// <summary>A layer's pixels.</summary>
public static class EffectLayerInfoExtensions
{
    public static IEffectInputBitmap<ColorBgra32> GetBitmapBgra32(this IEffectLayerInfo layer) => (IEffectInputBitmap<ColorBgra32>)layer.GetBitmap(PixelFormats.Bgra32);
}
