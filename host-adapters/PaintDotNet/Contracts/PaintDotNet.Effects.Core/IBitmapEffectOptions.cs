namespace PaintDotNet.Effects;

/// <summary>What an effect over pixels says about itself.</summary>
public interface IBitmapEffectOptions : IEffectOptions
{
}
