namespace Enlarger.Layers;

/// <summary>A selection, or a channel in which one is kept: coverage of the whole canvas, enlarged like a mask.</summary>
/// <param name="Name">The name. It stays.</param>
/// <param name="Pixels">Grey without alpha, of the canvas' size: 0 is outside, 1 inside.</param>
public sealed record Channel(string Name, IHostPixels Pixels);
