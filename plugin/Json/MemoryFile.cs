namespace Enlarger.Json;

/// <summary>
/// A data file that is a memory and no setting: one that is damaged or cannot be read is as good as none, and what cannot be written is forgotten.
/// </summary>
/// <param name="path">The file; neither it nor its folder need exist.</param>
internal sealed class MemoryFile<T>(string path)
    where T : class
{
    /// <summary>Whether there is anything to be read.</summary>
    public bool Exists => File.Exists(path);

    /// <summary>What the file remembers; null if it is not to be had.</summary>
    public T? Read()
    {
        try
        {
            // The kind is nobody's to see.
            return Exists ? StrictJson.Read<T>(File.ReadAllText(path), path, ErrorKind.Input) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or EnlargerException)
        {
            return null;
        }
    }

    /// <summary>Writes the file beside and renames it, so that it is whole at every moment. Where that fails the file stays as it was.</summary>
    public void Write(T content)
    {
        string beside = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllText(beside, StrictJson.Write(content));
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Drop(beside);
        }
    }

    // On a full disk half of it may lie there.
    private static void Drop(string beside)
    {
        try
        {
            File.Delete(beside);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is overwritten, or in nobody's way.
        }
    }
}
