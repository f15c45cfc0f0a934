namespace Enlarger.LayeredFiles;

/// <summary>Writes files beside their place and renames them, so that there is the old file or the new one, never a part.</summary>
public static class WholeFile
{
    /// <summary>Writes a file; one of that name is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes it into a stream that can be sought in.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var target = new OutputTarget(path);
        string part = target.Beside();
        try
        {
            FileStream? file = null;
            target.Attempt(() => file = new FileStream(part, FileMode.CreateNew, FileAccess.ReadWrite));
            using (file)
            {
                target.Fill(file!, write);
                target.Attempt(() => file!.Flush(flushToDisk: true));
            }

            target.Attempt(() => File.Move(part, target.Path, overwrite: true));
        }
        finally
        {
            TemporaryEntry.TryDelete(() => File.Delete(part));
        }
    }
}
