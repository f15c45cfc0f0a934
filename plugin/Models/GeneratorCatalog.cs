using Enlarger.Json;

namespace Enlarger.Models;

/// <summary>The generators that Enlarger knows from the start: <c>models/catalog.json</c>, which is built into this assembly.</summary>
public sealed class GeneratorCatalog
{
    /// <summary>The generators, in the order in which they are offered.</summary>
    public required IReadOnlyList<GeneratorDescription> Generators { get; init; }

    /// <summary>Pictures to try them on.</summary>
    public IReadOnlyList<SampleDescription> Samples { get; init; } = [];

    /// <summary>Reads the catalogue that is built in.</summary>
    public static GeneratorCatalog Load()
    {
        using Stream stream = typeof(GeneratorCatalog).Assembly.GetManifestResourceStream("catalog.json")!;
        using StreamReader reader = new(stream);
        return Parse(reader.ReadToEnd(), "The catalogue of generators (catalog.json)");
    }

    /// <summary>Reads a catalogue.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="where">Its name, for messages; they begin with it.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: it is not as it should be; the message names the field.</exception>
    public static GeneratorCatalog Parse(string json, string where)
    {
        GeneratorCatalog catalog = StrictJson.Read<GeneratorCatalog>(json, where, ErrorKind.Model);
        HashSet<string> ids = [];
        for (int index = 0; index < catalog.Generators.Count; index++)
        {
            DescriptionRules.Check(catalog.Generators[index], $"generators[{index}].", where);
            DescriptionRules.Enforce(ids.Add(catalog.Generators[index].Id), where, $"generators[{index}].id", "is taken by another generator");
            DescriptionRules.Enforce(
                catalog.Generators[index] is { BuiltIn: true } or { Source: not null }, where, $"generators[{index}].source", "must be given for what is not built in");
            DescriptionRules.Enforce(
                catalog.Generators[index].FaithfulTwin is not { } twin || catalog.Generators.Any(other => other.Id == twin && AreTwins(other, catalog.Generators[index])),
                where,
                $"generators[{index}].faithfulTwin",
                "must be the id of another generator that is built in and takes the same tiles");
        }

        ids.Clear();
        for (int index = 0; index < catalog.Samples.Count; index++)
        {
            DescriptionRules.Check(catalog.Samples[index], $"samples[{index}].", where);
            DescriptionRules.Enforce(ids.Add(catalog.Samples[index].Id), where, $"samples[{index}].id", "is taken by another sample");
        }

        return catalog;
    }

    private static bool AreTwins(GeneratorDescription faithful, GeneratorDescription inventive) =>
        faithful.Id != inventive.Id && faithful.BuiltIn && faithful.FaithfulTwin is null
        && (faithful.Scale, faithful.Layout, faithful.White, faithful.SizeMultiple, faithful.InputSize, faithful.Halo)
            == (inventive.Scale, inventive.Layout, inventive.White, inventive.SizeMultiple, inventive.InputSize, inventive.Halo);
}
