namespace PaintDotNet.Effects;

/// <summary>The window in which an effect's settings of a known type are chosen.</summary>
public interface IEffectConfigForm<TEffect, TToken> : IEffectConfigForm
    where TEffect : class, IEffect
    where TToken : EffectConfigToken
{
    new TToken Token { get; set; }
}
