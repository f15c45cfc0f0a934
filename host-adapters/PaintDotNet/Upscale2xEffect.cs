using PaintDotNet;

namespace Enlarger.PaintDotNet;

/// <summary>Enlarges the chosen layer, or all of them, 2 times.</summary>
[PluginSupportInfo(typeof(PluginInfo))]
public sealed class Upscale2xEffect() : EnlargerEffect("upscale-2x");
