namespace PaintDotNet.Effects;

/// <summary>The settings of an effect.</summary>
public abstract class EffectConfigToken : ICloneable
{
    protected EffectConfigToken()
    {
    }

    protected EffectConfigToken(EffectConfigToken copyMe)
    {
    }

    public abstract object Clone();
}
