namespace PaintDotNet.Effects;

/// <summary>A layer.</summary>
public interface IBitmapEffectLayerInfo : IEffectLayerInfo
{
}
