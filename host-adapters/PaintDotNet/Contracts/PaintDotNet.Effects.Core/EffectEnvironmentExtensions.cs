using PaintDotNet.Imaging;

namespace PaintDotNet.Effects;

/// <summary>The layer that an effect runs over.</summary>
public static class EffectEnvironmentExtensions
{
    public static IEffectInputBitmap<ColorBgra32> GetSourceBitmapBgra32(this IEffectEnvironment environment) =>
        environment.Document.Layers[environment.SourceLayerIndex].GetBitmapBgra32();
}
