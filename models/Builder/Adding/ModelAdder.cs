using System.Security.Cryptography;
using System.Text;
using Enlarger.Json;

namespace Enlarger.Models.Builder.Adding;

/// <summary>Adds a user's own ONNX files to a store and takes them away again.</summary>
/// <param name="store">The store.</param>
/// <param name="progress">Told, a line each, what takes time.</param>
public sealed class ModelAdder(ModelStore store, IProgress<string>? progress = null)
{
    /// <summary>Inspects a file, probes what it does, and puts it into the store with its description.</summary>
    /// <param name="file">The ONNX file.</param>
    /// <param name="options">What the user says about it.</param>
    /// <param name="cancellation">Stops the probe; nothing is added then.</param>
    /// <returns>The description that was written.</returns>
    /// <exception cref="EnlargerException">
    /// <see cref="ErrorKind.Input"/>: the file cannot be read. <see cref="ErrorKind.Usage"/>: an option is wrong, or the id is taken.
    /// <see cref="ErrorKind.Model"/>: the file is no generator that Enlarger can use, or the store cannot be written.
    /// </exception>
    public GeneratorDescription Add(string file, AddOptions options, CancellationToken cancellation)
    {
        string title = Path.GetFileNameWithoutExtension(file);
        string id = options.Id ?? IdFor(title);
        DemandFree(id, options.Replace);
        string label = Text(options.Name, title, "name", "--name");
        string licence = Text(options.Licence, "unknown", "licence", "--licence");
        if (options.Scale is < 1 or > 8) throw new EnlargerException(ErrorKind.Usage, $"A scale of {options.Scale} is not possible: use 1 to 8.");

        byte[] content = Read(file);
        string name = Path.GetFileName(file);
        OnnxSignature signature = OnnxInspector.Inspect(content, name);
        OnnxLabels labels = signature.Labels;
        progress?.Report($"Trying out {name} (a large generator takes a minute or two).");
        ProbeResult found = ModelProbe.Probe(content, signature, name, options.Scale, cancellation);
        if (found.Scale == 1) progress?.Report($"{name} keeps the size of a picture: it is no choice for Upscale, which enlarges.");
        GeneratorDescription generator = new()
        {
            Id = id,
            Name = Label(options.Name, labels.Name) ?? label,
            Purpose = options.Purpose ?? (labels.Purpose is { } purpose ? PurposeNames.Find(purpose) : null) ?? GeneratorPurpose.Other,
            Network = Label(null, labels.Network) ?? "unknown",
            Scale = found.Scale,
            Layout = found.Layout,
            White = found.White,
            SizeMultiple = found.SizeMultiple,
            InputSize = null,
            Halo = found.Halo,
            BytesPerPixel = found.BytesPerPixel,
            Licence = Label(options.Licence, labels.Licence) ?? licence,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
            Source = null,
        };

        cancellation.ThrowIfCancellationRequested();

        // The description comes last: nobody looks at a new file until it is there, and where a file was replaced and its description
        // was not, because the machine stopped in between, the file's hash is not the described one and the store calls it damaged.
        FileReplacement.WriteTogether((store.PathOf(generator), content), (DescriptionPath(id), Encoding.UTF8.GetBytes(StrictJson.Write(generator))));
        return generator;
    }

    /// <summary>Takes a generator away that was added, be it usable or not.</summary>
    /// <exception cref="EnlargerException">
    /// <see cref="ErrorKind.Usage"/>: it is one that Enlarger brings along. <see cref="ErrorKind.Model"/>: there is none of that id, or it cannot be deleted or looked for.
    /// </exception>
    public void Remove(string id)
    {
        // Names come from the folder and not from the user, so that none can lead out of it.
        IReadOnlyList<string> files = store.AddedFiles("*");
        List<string> doomed = [.. files.Where(path => Path.GetFileName(path) == id + ".json"), .. files.Where(path => Path.GetFileName(path) == id + ".onnx")];
        if (doomed.Count == 0)
        {
            throw IsBuiltIn(id)
                ? new EnlargerException(ErrorKind.Usage, $"'{id}' belongs to Enlarger and stays in the list: only generators that you added can be removed.")
                : new EnlargerException(ErrorKind.Model, $"There is no added generator '{id}'.");
        }

        try
        {
            foreach (string path in doomed) File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EnlargerException(ErrorKind.Model, $"'{id}' cannot be removed: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    private static byte[] Read(string file)
    {
        try
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length > OnnxInspector.LargestFile)
            {
                long megabytes = OnnxInspector.LargestFile / 1_000_000;
                throw new EnlargerException(ErrorKind.Model, $"{file} is too large for a generator: {megabytes} MB at most can be added.");
            }

            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            return content;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new EnlargerException(ErrorKind.Input, $"{file} cannot be read: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    /// <summary>An id made of a file's name: what is no letter or digit becomes a hyphen.</summary>
    private static string IdFor(string title)
    {
        IEnumerable<char> characters = title.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-');
        string id = string.Join('-', new string([.. characters]).Split('-', StringSplitOptions.RemoveEmptyEntries));
        return id.Length > 64 ? id[..64].TrimEnd('-') : id;
    }

    // What a file says is taken only where the user says nothing and it can be shown.
    private static string? Label(string? said, string? label) =>
        string.IsNullOrWhiteSpace(said) && label is not null && DescriptionRules.IsText(label) ? label.Trim() : null;

    private static string Text(string? said, string otherwise, string what, string option)
    {
        string text = string.IsNullOrWhiteSpace(said) ? otherwise : said.Trim();
        return DescriptionRules.IsText(text)
            ? text
            : throw new EnlargerException(ErrorKind.Usage, $"The {what} holds control characters: give one with {option} that is a line of plain text.");
    }

    private void DemandFree(string id, bool replace)
    {
        if (DescriptionRules.IsReserved(id)) throw new EnlargerException(ErrorKind.Usage, $"'{id}' is a reserved name and cannot be an id: choose another with --id.");
        if (!DescriptionRules.IsId(id))
        {
            throw new EnlargerException(ErrorKind.Usage, $"'{id}' cannot be an id: give one with --id, made of lower-case words and digits joined by hyphens.");
        }

        if (IsBuiltIn(id)) throw new EnlargerException(ErrorKind.Usage, $"'{id}' is a generator that Enlarger brings along: choose another id with --id.");
        if (!replace && File.Exists(DescriptionPath(id)))
        {
            throw new EnlargerException(ErrorKind.Usage, $"There is a generator '{id}' already: choose another id with --id, or replace it with --replace.");
        }
    }

    private bool IsBuiltIn(string id) => store.Catalog.Generators.Any(generator => generator.Id == id);

    private string DescriptionPath(string id) => Path.Combine(store.AddedFolder, id + ".json");
}
