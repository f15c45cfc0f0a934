namespace Enlarger.Models;

/// <summary>The folder in which generators lie, each verified before it is used.</summary>
public sealed class ModelStore(string folder, GeneratorCatalog catalog, IModelRestorer? restorer = null)
{
    /// <summary>Where generators lie unless told otherwise.</summary>
    public static string DefaultFolder => throw new NotSupportedException();

    /// <summary>Where the generators lie.</summary>
    public string Folder => folder;

    /// <summary>The catalogue's generators, then those the user added.</summary>
    public IReadOnlyList<GeneratorDescription> Generators => catalog.Generators;

    /// <summary>The generator of that id.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: there is none.</exception>
    public GeneratorDescription Find(string id) => Generators.First(generator => generator.Id == id);

    /// <summary>The path of a generator's verified file, restored first where that is automatic.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: the generator is missing or damaged, and what to do.</exception>
    public string Require(GeneratorDescription generator, CancellationToken cancellation)
    {
        restorer?.Restore(generator, folder, cancellation);
        return folder;
    }
}
