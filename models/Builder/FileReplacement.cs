namespace Enlarger.Models.Builder;

/// <summary>Writes files beside their place and renames them, so that a reader sees the old file or the new one, never a part.</summary>
internal static class FileReplacement
{
    /// <summary>Writes a file, with the folders it lies in.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: it cannot be written.</exception>
    public static void Write(string path, byte[] content) => WriteTogether((path, content));

    /// <summary>
    /// Writes files that belong together: all lie beside their places before the first is renamed, in the order given, so that a full
    /// disk changes none of them.
    /// </summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: one cannot be written.</exception>
    public static void WriteTogether(params (string Path, byte[] Content)[] files)
    {
        (string Path, string Part)[] places = [.. files.Select(file => (file.Path, PartOf(file.Path)))];
        try
        {
            for (int index = 0; index < files.Length; index++) WritePart(places[index].Path, places[index].Part, files[index].Content);
            foreach ((string path, string part) in places) Attempt(path, part, () => File.Move(part, path, overwrite: true));
        }
        finally
        {
            foreach ((_, string part) in places) TryDelete(part);
        }
    }

    /// <summary>Finds out, before much work is done for it, whether a file could be written; the folders it lies in are made.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: it cannot be written.</exception>
    public static void DemandWritable(string path)
    {
        string part = PartOf(path);
        try
        {
            WritePart(path, part, []);
        }
        finally
        {
            TryDelete(part);
        }
    }

    // The name is one that no other process uses, so that two which restore the same file do not mix their bytes.
    private static string PartOf(string path) => $"{path}.{Guid.NewGuid():N}.part";

    private static void WritePart(string path, string part, byte[] content) => Attempt(path, part, () =>
    {
        if (Directory.Exists(path)) throw new IOException("a folder of that name is in the way");
        Directory.CreateDirectory(Path.GetDirectoryName(part)!);
        using FileStream stream = new(part, FileMode.CreateNew, FileAccess.Write);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    });

    private static void Attempt(string path, string part, Action step)
    {
        try
        {
            step();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The system names the file beside the place, which is nothing to look for afterwards.
            string reason = exception.Message.Replace(part, path, StringComparison.Ordinal).TrimEnd('.');
            throw new EnlargerException(
                ErrorKind.Model, $"{path} cannot be written ({reason}): make room, or choose another folder with {ModelStore.FolderVariable}.", exception);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What is left over lies there unused; the error that matters is on its way already.
        }
    }
}
