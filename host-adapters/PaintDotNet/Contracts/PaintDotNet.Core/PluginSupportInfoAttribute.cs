namespace PaintDotNet;

/// <summary>Names the type that says who made a plug-in.</summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Interface, AllowMultiple = false, Inherited = false)]
public class PluginSupportInfoAttribute(Type pluginSupportInfoOrProviderType) : Attribute
{
    internal Type Provider { get; } = pluginSupportInfoOrProviderType;
}
