namespace Enlarger.Layers;

/// <summary>A layer with pixels of its own, which may reach beyond the canvas or cover only a part of it.</summary>
public sealed record PixelLayer : Layer
{
    /// <summary>
    /// The pixels; null if there are none at all, as in a layer that nobody has painted on or one that fills or adjusts by rule. Such a
    /// layer only moves.
    /// </summary>
    public required IHostPixels? Pixels { get; init; }
}
