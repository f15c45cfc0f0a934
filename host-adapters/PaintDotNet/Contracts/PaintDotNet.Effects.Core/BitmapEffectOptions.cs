namespace PaintDotNet.Effects;

/// <summary>What an effect over pixels says about itself.</summary>
public record BitmapEffectOptions : BitmapEffectOptionsFactory, IBitmapEffectOptions
{
}
