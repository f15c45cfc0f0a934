namespace PaintDotNet.Effects;

/// <summary>The document.</summary>
public interface IBitmapEffectDocumentInfo : IEffectDocumentInfo
{
    new IReadOnlyList<IBitmapEffectLayerInfo> Layers { get; }
}
