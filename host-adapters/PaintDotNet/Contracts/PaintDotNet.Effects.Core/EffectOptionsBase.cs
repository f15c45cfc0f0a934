using PaintDotNet.AppModel;

namespace PaintDotNet.Effects;

/// <summary>What an effect says about itself.</summary>
public record EffectOptionsBase : PluginOptions, IEffectOptions
{
    internal EffectOptionsBase()
    {
    }

    public bool IsConfigurable { get; set; }
}
