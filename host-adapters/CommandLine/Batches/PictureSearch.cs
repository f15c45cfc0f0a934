using Enlarger.CommandLine.Files;
using Enlarger.CommandLine.Vips;

namespace Enlarger.CommandLine.Batches;

/// <summary>Finds the pictures of a batch, each once, in an order that is the same in every run.</summary>
/// <param name="output">The folder of the results, or null for that of each picture.</param>
/// <param name="suffixes">What names of results end in: such files are not taken from folders.</param>
/// <param name="cancellation">Stops the search.</param>
internal sealed class PictureSearch(string? output, IReadOnlyList<string> suffixes, CancellationToken cancellation)
{
    private readonly List<BatchFile> _found = [];
    private readonly HashSet<string> _places = new(RealPath.Comparer);

    /// <summary>The pictures that files and folders stand for.</summary>
    public IReadOnlyList<BatchFile> Find(IReadOnlyList<string> given)
    {
        foreach (string path in given)
        {
            if (Directory.Exists(path)) AddFolder(path);
            else Add(new BatchFile(path, Path.GetFileName(path), output, IsGiven: true), RealPath.Of(Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : "."));
        }

        return _found;
    }

    private void AddFolder(string root)
    {
        string place = RealPath.Of(root);
        var below = new List<BatchFile>();
        Collect(new DirectoryInfo(root), "", below);
        foreach (BatchFile file in below.OrderBy(file => file.Relative, StringComparer.Ordinal)) Add(file, Path.GetDirectoryName(Path.Combine(place, file.Relative))!);

        void Collect(DirectoryInfo folder, string path, List<BatchFile> files)
        {
            cancellation.ThrowIfCancellationRequested();
            string? target = output is null ? null : Path.Combine(output, path);
            string Seen(string name) => Path.Combine(root, path, name);
            try
            {
                foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos())
                {
                    if (IsHidden(entry)) continue;

                    string relative = path.Length == 0 ? entry.Name : $"{path}/{entry.Name}";
                    if (!entry.Attributes.HasFlag(FileAttributes.Directory))
                    {
                        if (IsPicture(entry.Name)) files.Add(new BatchFile(Seen(entry.Name), relative, target, IsGiven: false));
                    }
                    else if (entry.LinkTarget is null)
                    {
                        // A link to a folder may lead back here, and what it leads to has a place of its own.
                        Collect(new DirectoryInfo(entry.FullName), relative, files);
                    }
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                string name = path.Length == 0 ? root : Path.Combine(root, path);
                files.Add(new BatchFile(name, path.Length == 0 ? Path.GetFileName(Path.TrimEndingDirectorySeparator(root)) : path, target, IsGiven: false)
                {
                    Problem = new EnlargerException(ErrorKind.Input, $"The folder '{name}' may not be read by you: change its permissions or leave it out.", exception),
                });
            }
        }
    }

    private static bool IsHidden(FileSystemInfo entry) => entry.Name.StartsWith('.') || (OperatingSystem.IsWindows() && entry.Attributes.HasFlag(FileAttributes.Hidden));

    private bool IsPicture(string name)
    {
        string stem = Path.GetFileNameWithoutExtension(name);
        return PictureFormat.OfName(name) is not null && !suffixes.Any(suffix => stem.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
    }

    private void Add(BatchFile file, string folder)
    {
        // Nobody needs to hear twice of one place.
        if (_places.Add(Path.Combine(folder, Path.GetFileName(file.Input)))) _found.Add(file);
    }
}
