using Enlarger.CommandLine.Files;
using Enlarger.CommandLine.Vips;

namespace Enlarger.CommandLine.Batches;

/// <summary>Which pictures a batch does, and that no two of their results are one file.</summary>
/// <param name="Files">The pictures, in order.</param>
/// <param name="Ledgers">What earlier batches did.</param>
internal sealed record BatchPlan(IReadOnlyList<BatchFile> Files, LedgerShelf Ledgers)
{
    /// <summary>Plans a batch.</summary>
    /// <param name="given">The files and folders.</param>
    /// <param name="output">The folder of the results, or null for that of each picture.</param>
    /// <param name="recipe">What is done with each picture.</param>
    /// <param name="part">The part of the batch to do, or null for all of it. Names are checked over all of it.</param>
    /// <param name="cancellation">Stops the planning.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: there are no pictures, or two have one result.</exception>
    public static BatchPlan Make(IReadOnlyList<string> given, string? output, Recipe recipe, JobPart? part, CancellationToken cancellation)
    {
        if (output is not null) DemandFolder(output);
        IReadOnlyList<BatchFile> found = new PictureSearch(output, recipe.AllSuffixes, cancellation).Find(given);
        if (found.Count == 0)
        {
            string places = string.Join(", ", given.Select(path => $"'{path}'"));
            throw new EnlargerException(ErrorKind.Usage, $"There are no pictures in {places}: folders give their PNG, JPEG, WebP and TIFF files without earlier results.");
        }

        var ledgers = new LedgerShelf(part);
        List<BatchFile> files = [.. found.Select(file => WithOutputs(file, recipe, cancellation))];
        DemandDistinct(files);
        HashSet<string> results = WithoutInputs(files, ledgers);
        return new BatchPlan([.. files.Where(file => !results.Contains(file.Input) && (part is null || part.Holds(file.Relative)))], ledgers);
    }

    private static void DemandFolder(string output)
    {
        if (Directory.Exists(output)) return;
        if (File.Exists(output)) throw new EnlargerException(ErrorKind.Usage, $"'{output}' is a file, and several pictures need a folder: name one with --output.");
        if (!Path.EndsInDirectorySeparator(output) && PictureFormat.OfName(output) is not null)
        {
            throw new EnlargerException(ErrorKind.Usage, $"'{output}' is the name of a file, and several pictures need a folder: name one with --output, or end it with a slash.");
        }
    }

    // The format is the content's, as when the picture is opened: a misnamed picture's result may collide with another's.
    private static BatchFile WithOutputs(BatchFile file, Recipe recipe, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (file.Problem is not null) return file;
        try
        {
            PictureFormat format = FileProbe.Format(file.Input);
            string? folder = file.OutputFolder is null ? null : file.OutputFolder + Path.DirectorySeparatorChar;
            return file with { Format = format, Outputs = [.. recipe.Suffixes.Select(suffix => OutputFile.For(file.Input, format, folder, recipe.Format, suffix).Path)] };
        }
        catch (EnlargerException exception)
        {
            return file with { Problem = exception };
        }
    }

    // Two suffixes never make two stems equal, so the first one tells. Whether the disk tells case is found when it is
    // written to.
    private static void DemandDistinct(IReadOnlyList<BatchFile> files)
    {
        var folders = new Dictionary<string, string>();
        var taken = new Dictionary<string, BatchFile>(RealPath.Comparer);
        foreach (BatchFile file in files.Where(file => file.Outputs.Count > 0))
        {
            if (!folders.TryGetValue(file.ResultFolder, out string? folder)) folders[file.ResultFolder] = folder = RealPath.Of(file.ResultFolder);
            string place = Path.Combine(folder, Path.GetFileName(file.Outputs[0]));
            if (!taken.TryAdd(place, file))
            {
                throw new EnlargerException(
                    ErrorKind.Usage, $"'{taken[place].Input}' and '{file.Input}' would both become '{file.Outputs[0]}': rename one of them, or do them in two runs with two folders.");
            }
        }
    }

    // "upscale *.png" names the results of its first run in its second one.
    private static HashSet<string> WithoutInputs(IReadOnlyList<BatchFile> files, LedgerShelf ledgers)
    {
        var results = new HashSet<string>();
        Dictionary<string, BatchFile> makers = new(RealPath.Comparer);
        if (!files.Any(file => file.IsGiven)) return results;
        foreach (BatchFile file in files)
        {
            foreach (string output in file.Outputs) makers[RealPath.Of(output)] = file;
        }

        foreach (BatchFile file in files.Where(file => file.IsGiven))
        {
            if (!makers.TryGetValue(RealPath.Of(file.Input), out BatchFile? maker)) continue;
            if (ledgers.Of(maker).Find(file.Input) is null)
            {
                throw new EnlargerException(ErrorKind.Usage, $"'{file.Input}' is one of the pictures and would be the result of '{maker.Input}' too: leave it out, or name another folder with --output.");
            }

            results.Add(file.Input);
        }

        return results;
    }
}
