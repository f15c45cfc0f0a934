using Enlarger.Json;

namespace Enlarger.Models;

/// <summary>
/// The folder in which generators lie, each verified before it is used. A generator of the catalogue lies at <c>ID.onnx</c>, and at
/// <c>ID.fp16.onnx</c> once a device has asked for it in half precision; one that the user added lies at <c>added/ID.onnx</c> beside its
/// description, <c>added/ID.json</c>. What is built in lies in no folder.
/// </summary>
/// <param name="folder">The folder; it need not exist.</param>
/// <param name="catalog">The generators known from the start.</param>
/// <param name="restorer">Brings generators that are missing, if anything can.</param>
/// <param name="installed">Folders from which the catalogue's generators are used where they are not in the other: what an installer brought, which is only read.</param>
public sealed class ModelStore(string folder, GeneratorCatalog catalog, IModelRestorer? restorer = null, IReadOnlyList<string>? installed = null)
{
    /// <summary>The environment variable that overrides <see cref="DefaultFolder"/>.</summary>
    public const string FolderVariable = "ENLARGER_MODELS";

    // No file can be called so: it names the folder itself among what is unusable.
    private const string AddedFolderEntry = "added/";

    /// <summary>Where generators lie unless told otherwise: in the user's folder for application data that stays on this machine.</summary>
    public static string DefaultFolder => UserFolder.Of(FolderVariable, "models");

    /// <summary>Where the generators lie.</summary>
    public string Folder => folder;

    /// <summary>Where those lie that the user added.</summary>
    public string AddedFolder => Path.Combine(folder, "added");

    /// <summary>The generators known from the start.</summary>
    public GeneratorCatalog Catalog => catalog;

    /// <summary>The catalogue's generators, then those the user added, by id.</summary>
    public IReadOnlyList<GeneratorDescription> Generators => [.. catalog.Generators, .. ReadAdded().Usable];

    /// <summary>What the user added and cannot be used any more; where their folder cannot be read, one entry that says so.</summary>
    public IReadOnlyList<UnusableGenerator> Unusable => ReadAdded().Unusable;

    /// <summary>The generator of that id.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: there is none, or its description cannot be used.</exception>
    public GeneratorDescription Find(string id)
    {
        if (Known(id) is { } known) return known;
        (List<GeneratorDescription> usable, List<UnusableGenerator> unusable) = ReadAdded();
        if (usable.Find(generator => generator.Id == id) is { } added) return added;
        string problem = unusable.Find(generator => generator.Id == id || generator.Id == AddedFolderEntry)?.Problem
            ?? $"There is no generator '{id}': use one of {string.Join(", ", catalog.Generators.Concat(usable).Select(generator => generator.Id))}.";
        throw new EnlargerException(ErrorKind.Model, problem);
    }

    /// <summary>Where a generator's file lies, a verified one if there are several; where it would be restored to if there is none.</summary>
    /// <exception cref="ArgumentException">The generator has none of that precision, or is built in.</exception>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: a file is there but cannot be read.</exception>
    public string PathOf(GeneratorDescription generator, Precision precision = Precision.Single) => Find(generator, precision).Path;

    /// <summary>Whether the user added a generator, rather than it being in the catalogue.</summary>
    public bool IsAdded(GeneratorDescription generator) => Known(generator.Id) is null;

    /// <summary>Whether a generator's file is there and is the described one; its content is hashed. What is built in is.</summary>
    /// <exception cref="ArgumentException">The generator has none of that precision.</exception>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: the file is there but cannot be read.</exception>
    public ModelState Check(GeneratorDescription generator, Precision precision = Precision.Single) =>
        generator.BuiltIn ? ModelState.Present : Find(generator, precision).State;

    /// <summary>How many bytes a generator's file has, which must be there.</summary>
    /// <exception cref="ArgumentException">The generator has none of that precision.</exception>
    public long LengthOf(GeneratorDescription generator, Precision precision = Precision.Single) =>
        generator.BuiltIn ? BuiltInModels.Read(generator).Length : new FileInfo(PathOf(generator, precision)).Length;

    /// <summary>A generator's network to be loaded: <see cref="Require"/>, or what is built in, with the weights between twins where the description asks for them.</summary>
    /// <exception cref="ArgumentException">The generator has none of that precision.</exception>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: the generator is missing or damaged, and what to do.</exception>
    internal NetworkFile Open(GeneratorDescription generator, CancellationToken cancellation, Precision precision = Precision.Single)
    {
        if (!generator.BuiltIn) return NetworkFile.At(Require(generator, cancellation, precision));
        byte[] own = BuiltInModels.Read(generator);
        return NetworkFile.Of(generator.Blend is { } blend ? WeightBlend.Of(BuiltInModels.Read(blend.Faithful), own, blend.Invention / 100f, generator.Id) : own);
    }

    /// <summary>
    /// The path of a generator's verified file, restored first where that is automatic; a file of half precision also where that of
    /// single precision is there, since the user has agreed to the download then.
    /// </summary>
    /// <exception cref="ArgumentException">The generator has none of that precision.</exception>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: the generator is missing or damaged, and what to do.</exception>
    public string Require(GeneratorDescription generator, CancellationToken cancellation, Precision precision = Precision.Single) => Check(generator, precision) switch
    {
        ModelState.Present => PathOf(generator, precision),
        ModelState.Missing when restorer is not null && IsAutomatic(generator, precision) => Restore(generator, cancellation, precision),
        ModelState.Missing => throw Problem(generator, precision, "is not installed"),
        _ => throw Problem(generator, precision, "is damaged and was not used"),
    };

    /// <summary>Restores a generator unless its verified file is there, and returns the file's path.</summary>
    /// <exception cref="ArgumentException">The generator has none of that precision.</exception>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: it cannot be restored, and what to do.</exception>
    public string Restore(GeneratorDescription generator, CancellationToken cancellation, Precision precision = Precision.Single)
    {
        if (generator.BuiltIn) throw new EnlargerException(ErrorKind.Usage, $"{generator.Name} ({generator.Id}) is built into Enlarger: there is nothing to restore.");
        (string path, ModelState state) = Find(generator, precision);
        if (state == ModelState.Present) return path;
        if (generator.Source is null || IsAdded(generator)) throw Problem(generator, precision, "comes from no package and cannot be restored");
        if (restorer is null) throw Problem(generator, precision, "is not installed");
        restorer.Restore(generator, PlacesOf(generator, precision)[0], precision, cancellation);
        (path, state) = Find(generator, precision);
        return state == ModelState.Present ? path : throw Problem(generator, precision, "was restored, but is not the described one");
    }

    /// <summary>Where a file of that name may lie: in the folder itself, then in those of installers.</summary>
    internal IReadOnlyList<string> PlacesOf(string name) => [Path.Combine(folder, name), .. (installed ?? []).Select(other => Path.Combine(other, name))];

    // The first is where it is restored to.
    private IReadOnlyList<string> PlacesOf(GeneratorDescription generator, Precision precision)
    {
        string name = generator.Id + (precision == Precision.Half ? ".fp16.onnx" : ".onnx");
        return IsAdded(generator) ? [Path.Combine(AddedFolder, name)] : PlacesOf(name);
    }

    private (string Path, ModelState State) Find(GeneratorDescription generator, Precision precision)
    {
        if (generator.BuiltIn) throw new ArgumentException($"{generator.Id} is built in and lies in no folder.", nameof(generator));
        string hash = generator.HashOf(precision);
        IReadOnlyList<string> places = PlacesOf(generator, precision);
        (string Path, ModelState State) best = (places[0], ModelState.Missing);
        foreach (string place in places)
        {
            ModelState state = StateOf(place, hash);
            if (state == ModelState.Present) return (place, state);
            if (best.State == ModelState.Missing && state == ModelState.Damaged) best = (place, state);
        }

        return best;
    }

    private static ModelState StateOf(string path, string hash)
    {
        try
        {
            if (!File.Exists(path)) return ModelState.Missing;
            return FileHash.Sha256(path) == hash ? ModelState.Present : ModelState.Damaged;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return ModelState.Missing;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EnlargerException(ErrorKind.Model, $"The generator file {path} cannot be read: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    private bool IsAutomatic(GeneratorDescription generator, Precision precision) =>
        generator.Source is { Automatic: true } || (precision == Precision.Half && Check(generator) == ModelState.Present);

    private static EnlargerException Problem(GeneratorDescription generator, Precision precision, string problem)
    {
        string remedy = generator.Source is null
            ? $"add it again with 'enlarger models add FILE --id {generator.Id} --replace'"
            : $"run 'enlarger models restore {generator.Id}{(precision == Precision.Half ? " --half" : "")}'";
        string name = precision == Precision.Half ? $"{generator.Id} in half precision" : generator.Id;
        return new EnlargerException(ErrorKind.Model, $"{generator.Name} ({name}) {problem}: {remedy}.");
    }

    private GeneratorDescription? Known(string id) => catalog.Generators.FirstOrDefault(generator => generator.Id == id);

    /// <summary>The files of the generators that the user added; none where there is no folder for them.</summary>
    /// <param name="pattern">The names looked for, as in "*.json".</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: the folder is there but cannot be read.</exception>
    internal IReadOnlyList<string> AddedFiles(string pattern)
    {
        string? file = new[] { folder, AddedFolder }.FirstOrDefault(File.Exists);
        try
        {
            if (file is not null) throw new IOException($"{file} is a file");
            return Directory.GetFiles(AddedFolder, pattern);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = exception.Message.TrimEnd('.');
            throw new EnlargerException(
                ErrorKind.Model,
                $"The folder of added generators {AddedFolder} cannot be read ({reason}): make it readable, or choose another folder with {FolderVariable}.",
                exception);
        }
    }

    private (List<GeneratorDescription> Usable, List<UnusableGenerator> Unusable) ReadAdded()
    {
        List<GeneratorDescription> usable = [];
        List<UnusableGenerator> unusable = [];
        IReadOnlyList<string> files;
        try
        {
            files = AddedFiles("*.json");
        }
        catch (EnlargerException exception)
        {
            return ([], [new UnusableGenerator(AddedFolderEntry, exception.Message)]);
        }

        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            string id = Path.GetFileNameWithoutExtension(file);
            try
            {
                usable.Add(ReadAdded(file, id));
            }
            catch (EnlargerException exception)
            {
                string problem = $"{exception.Message} Remove it with 'enlarger models remove {id}' and add it again.";
                unusable.Add(new UnusableGenerator(DescriptionRules.Plain(id), DescriptionRules.Plain(problem)));
            }
        }

        return (usable, unusable);
    }

    private GeneratorDescription ReadAdded(string file, string id)
    {
        string where = $"The description of the added generator '{id}' ({file})";
        try
        {
            GeneratorDescription generator = StrictJson.Read<GeneratorDescription>(File.ReadAllText(file), where, ErrorKind.Model);
            DescriptionRules.Check(generator, "", where);
            DescriptionRules.Enforce(generator.Id == id, where, "id", "must be the name of the file");
            DescriptionRules.Enforce(Known(id) is null, where, "id", "is that of a generator which Enlarger brings along");
            DescriptionRules.Enforce(generator.Source is null, where, "source", "must be null");
            DescriptionRules.Enforce(!generator.BuiltIn, where, "builtIn", "must be left out");
            return generator;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EnlargerException(ErrorKind.Model, $"{where} cannot be read: {exception.Message.TrimEnd('.')}.", exception);
        }
    }
}
