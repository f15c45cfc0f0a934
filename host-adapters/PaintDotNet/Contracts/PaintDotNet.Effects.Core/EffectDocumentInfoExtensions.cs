using PaintDotNet.Imaging;

namespace PaintDotNet.Effects;

/// <summary>The document's layers together.</summary>
public static class EffectDocumentInfoExtensions
{
    public static IEffectInputBitmap<ColorBgra32> GetBitmapBgra32(this IEffectDocumentInfo document) =>
        (IEffectInputBitmap<ColorBgra32>)document.GetBitmap(PixelFormats.Bgra32);
}
