using Enlarger.Imaging;

namespace Enlarger.Documents;

/// <summary>A host's document without its pixels: enough to plan what a filter does to it.</summary>
/// <param name="Host">What people call the host, for messages.</param>
/// <param name="LongestSide">The largest width and height that the host's documents can have.</param>
/// <param name="Canvas">The size of the canvas.</param>
/// <param name="Selection">The bounds of what is selected on it; null where nothing is.</param>
/// <param name="Layers">All that holds pixels.</param>
public sealed record DocumentOutline(string Host, int LongestSide, PixelSize Canvas, PixelArea? Selection, IReadOnlyList<DocumentLayer> Layers);
