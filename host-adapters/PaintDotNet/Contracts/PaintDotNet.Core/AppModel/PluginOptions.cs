namespace PaintDotNet.AppModel;

/// <summary>What a plug-in says about itself.</summary>
public abstract record PluginOptions
{
    internal PluginOptions()
    {
    }

    protected PluginOptions(PluginOptions cloneFrom)
    {
    }
}
