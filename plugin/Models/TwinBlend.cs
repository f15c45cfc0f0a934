namespace Enlarger.Models;

/// <summary>Weights between those of a generator and of its faithful twin.</summary>
/// <param name="Faithful">The twin.</param>
/// <param name="Invention">The part of the generator's own weights in percent, from 1 to 99; the rest is the twin's.</param>
internal sealed record TwinBlend(GeneratorDescription Faithful, int Invention);
