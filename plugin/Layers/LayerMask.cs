namespace Enlarger.Layers;

/// <summary>A mask: how much of a layer shows at each pixel.</summary>
/// <param name="Pixels">Grey without alpha, of the layer's size: 0 hides, 1 shows. They are coverage, not light, so they have no encoding.</param>
/// <param name="IsApplied">Whether the mask is in effect. It stays, and a mask that is not in effect is enlarged too: it may be again.</param>
public sealed record LayerMask(IHostPixels Pixels, bool IsApplied = true);
