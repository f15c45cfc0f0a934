using PaintDotNet;

namespace Enlarger.PaintDotNet;

/// <summary>Cleans what is selected of the chosen layer, and enlarges it where it is small.</summary>
[PluginSupportInfo(typeof(PluginInfo))]
public sealed class EnhanceCropEffect() : EnlargerEffect("enhance-crop");
