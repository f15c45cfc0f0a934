using Enlarger.Imaging;

namespace Enlarger.Tiling;

/// <summary>One tile of a plan; all areas are in source pixels and lie within the picture.</summary>
/// <param name="Column">Its column in the plan, from 0.</param>
/// <param name="Row">Its row in the plan, from 0.</param>
/// <param name="Core">What is this tile's alone; the cores cover the picture without overlap.</param>
/// <param name="Blend">The core and what is blended with the neighbours.</param>
/// <param name="Input">The core and its halo: what the generator sees.</param>
public readonly record struct Tile(int Column, int Row, PixelArea Core, PixelArea Blend, PixelArea Input);
