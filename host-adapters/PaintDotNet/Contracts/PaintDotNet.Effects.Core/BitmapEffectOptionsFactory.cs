namespace PaintDotNet.Effects;

/// <summary>Makes what an effect over pixels says about itself.</summary>
public abstract record BitmapEffectOptionsFactory : EffectOptionsBase
{
    internal BitmapEffectOptionsFactory()
    {
    }

    public static BitmapEffectOptions Create() => new();
}
