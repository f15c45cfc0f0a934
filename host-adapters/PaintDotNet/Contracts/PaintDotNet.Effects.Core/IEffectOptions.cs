namespace PaintDotNet.Effects;

/// <summary>What an effect says about itself.</summary>
public interface IEffectOptions
{
    bool IsConfigurable { get; }
}
