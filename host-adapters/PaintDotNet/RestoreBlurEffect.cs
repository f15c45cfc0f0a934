using PaintDotNet;

namespace Enlarger.PaintDotNet;

/// <summary>Takes motion blur and defocus out of the chosen layer, where it is selected.</summary>
[PluginSupportInfo(typeof(PluginInfo))]
public sealed class RestoreBlurEffect() : EnlargerEffect("restore-blur");
