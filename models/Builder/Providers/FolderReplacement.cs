using Enlarger.Inference.Devices;

namespace Enlarger.Models.Builder.Providers;

/// <summary>
/// Writes files into a folder beside the one they are meant for, which is renamed at the end, so that a reader sees all of them or none.
/// What is not finished is taken away.
/// </summary>
internal sealed class FolderReplacement : IDisposable
{
    private readonly string _folder;
    private readonly string _part;

    /// <summary>Begins, which tells before much work is done whether anything can be written.</summary>
    /// <param name="folder">The folder that the files are meant for.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Device"/>: nothing can be written there.</exception>
    public FolderReplacement(string folder)
    {
        _folder = folder;
        _part = Beside(folder, "part");
        Attempt(folder, () => Directory.CreateDirectory(_part));
    }

    /// <summary>Writes a file.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Device"/>: it cannot be written.</exception>
    public void Write(string name, ReadOnlyMemory<byte> content) => Attempt(_folder, () =>
    {
        using FileStream stream = new(Path.Combine(_part, name), FileMode.CreateNew, FileAccess.Write);
        stream.Write(content.Span);
        stream.Flush(flushToDisk: true);
    });

    /// <summary>Copies a file.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Device"/>: it cannot be read or written.</exception>
    public void Copy(string path, string name) => Attempt(_folder, () =>
    {
        using FileStream source = File.OpenRead(path);
        using FileStream stream = new(Path.Combine(_part, name), FileMode.CreateNew, FileAccess.Write);
        source.CopyTo(stream);
        stream.Flush(flushToDisk: true);
    });

    /// <summary>Puts the files in the place of what was there.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Device"/>: the folder cannot be replaced; what was there still is.</exception>
    public void Finish() => Attempt(_folder, () =>
    {
        // A folder that is not empty cannot be renamed over: for a moment there is none, which is as good as not installed.
        string old = Beside(_folder, "old");
        bool replaces = Directory.Exists(_folder);
        if (replaces) Directory.Move(_folder, old);
        try
        {
            Directory.Move(_part, _folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process may have finished the same in between.
            if (replaces && !Directory.Exists(_folder)) Directory.Move(old, _folder);
            throw;
        }

        if (replaces) TryDelete(old);
    });

    /// <summary>Takes away what was not finished.</summary>
    public void Dispose() => TryDelete(_part);

    /// <summary>Removes a folder that was so written, with what interrupted work left beside it.</summary>
    /// <returns>Whether there was the folder.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Device"/>: it cannot be removed.</exception>
    public static bool Remove(string folder)
    {
        bool exists = Directory.Exists(folder);
        Attempt(folder, () =>
        {
            // Renamed first, so that it is never there in part.
            if (exists) Directory.Move(folder, Beside(folder, "old"));
            if (!Directory.Exists(Path.GetDirectoryName(folder))) return;
            foreach (string left in Leftovers(folder)) Directory.Delete(left, recursive: true);
        });
        return exists;
    }

    /// <summary>Takes away what work left beside the folder that was interrupted long ago.</summary>
    public static void RemoveLeftovers(string folder)
    {
        foreach (string left in Leftovers(folder).Where(left => Directory.GetLastWriteTimeUtc(left) < DateTime.UtcNow.AddDays(-1))) TryDelete(left);
    }

    private static IEnumerable<string> Leftovers(string folder) =>
        Directory.GetDirectories(Path.GetDirectoryName(folder)!, $"{Path.GetFileName(folder)}.*").Where(left => Path.GetExtension(left) is ".part" or ".old");

    // The name is one that no other process uses, so that two which install at once do not mix their files.
    private static string Beside(string folder, string kind) => $"{folder}.{Guid.NewGuid():N}.{kind}";

    private static void Attempt(string folder, Action step)
    {
        try
        {
            step();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = exception.Message.TrimEnd('.');
            throw new EnlargerException(
                ErrorKind.Device, $"{folder} cannot be changed ({reason}): make room, or choose another folder with {DevicesFolder.Variable}.", exception);
        }
    }

    private static void TryDelete(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What is left over lies there unused until the whole is uninstalled.
        }
    }
}
