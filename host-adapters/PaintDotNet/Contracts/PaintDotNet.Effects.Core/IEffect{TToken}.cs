namespace PaintDotNet.Effects;

/// <summary>An effect with settings of a known type.</summary>
public interface IEffect<TToken> : IEffect
    where TToken : EffectConfigToken
{
}
