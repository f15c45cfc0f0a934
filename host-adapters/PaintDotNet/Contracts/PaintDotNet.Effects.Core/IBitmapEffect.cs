namespace PaintDotNet.Effects;

/// <summary>An effect over pixels.</summary>
public interface IBitmapEffect : IEffect
{
    new IBitmapEffectOptions Options { get; }

    new IBitmapEffectEnvironment Environment { get; }
}
