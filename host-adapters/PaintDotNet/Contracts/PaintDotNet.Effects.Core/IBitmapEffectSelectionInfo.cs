namespace PaintDotNet.Effects;

/// <summary>The selection.</summary>
public interface IBitmapEffectSelectionInfo : IEffectSelectionInfo
{
}
