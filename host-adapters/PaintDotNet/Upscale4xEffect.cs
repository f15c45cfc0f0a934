using PaintDotNet;

namespace Enlarger.PaintDotNet;

/// <summary>Enlarges the chosen layer, or all of them, 4 times.</summary>
[PluginSupportInfo(typeof(PluginInfo))]
public sealed class Upscale4xEffect() : EnlargerEffect("upscale-4x");
