namespace PaintDotNet.Effects;

/// <summary>What an effect runs over.</summary>
public interface IEffectEnvironment2 : IEffectEnvironment
{
}
