namespace Enlarger.Models.Builder;

/// <summary>Writes files beside their place and renames them, so that a reader sees the old file or the new one, never a part.</summary>
internal static class FileReplacement
{
    /// <summary>Writes a file, with the folders it lies in.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: it cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        // The name is one that no other process uses, so that two which restore the same file do not mix their bytes.
        string part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (FileStream stream = new(part, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = exception.Message.TrimEnd('.');
            throw new EnlargerException(
                ErrorKind.Model, $"{path} cannot be written ({reason}): make room, or choose another folder with {ModelStore.FolderVariable}.", exception);
        }
        finally
        {
            TryDelete(part);
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
