namespace Enlarger.Models;

/// <summary>The generators that Enlarger knows from the start: <c>models/catalog.json</c>, which is built into this assembly.</summary>
public sealed class GeneratorCatalog
{
    /// <summary>The generators, in the order in which they are offered.</summary>
    public required IReadOnlyList<GeneratorDescription> Generators { get; init; }

    /// <summary>Reads the catalogue that is built in.</summary>
    public static GeneratorCatalog Load() => throw new NotSupportedException();
}
