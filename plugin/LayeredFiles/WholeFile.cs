namespace Enlarger.LayeredFiles;

/// <summary>
/// A file that is written beside its place and takes its name only when it is whole; until then, and for ever when something goes wrong,
/// what was there stays as it was.
/// </summary>
public sealed class WholeFile : IDisposable
{
    private readonly string _part;
    private FileStream? _stream;

    /// <summary>Begins, which tells before much work is done whether anything can be written.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: no file can be made there.</exception>
    internal WholeFile(OutputTarget target)
    {
        Target = target;
        if (Directory.Exists(target.Path)) throw new EnlargerException(ErrorKind.Output, $"'{target.Path}' is a folder: choose another name for the file.");
        if (File.Exists(target.Path) && File.GetAttributes(target.Path).HasFlag(FileAttributes.ReadOnly))
        {
            throw new EnlargerException(ErrorKind.Output, $"'{target.Path}' is write-protected: choose another name for the file.");
        }

        _part = target.Beside();
        target.Attempt(() => _stream = new FileStream(_part, FileMode.CreateNew, FileAccess.ReadWrite));
    }

    /// <summary>What it is to become.</summary>
    internal OutputTarget Target { get; }

    /// <summary>Its content.</summary>
    internal FileStream Stream => _stream ?? throw new ObjectDisposedException(nameof(WholeFile));

    /// <summary>Writes a file, or nothing.</summary>
    /// <param name="path">The file to be; one of that name is replaced.</param>
    /// <param name="write">Writes its content into an empty stream that can be sought in; what it throws passes through, unless the disk is the cause.</param>
    /// <returns>Its full path.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it could not be written.</exception>
    public static string Write(string path, Action<Stream> write)
    {
        using var file = new WholeFile(new OutputTarget(path));
        file.Target.Fill(file.Stream, write);
        return file.Commit();
    }

    /// <summary>Takes away what is not committed.</summary>
    public void Dispose()
    {
        if (_stream is null) return;
        TemporaryEntry.TryDelete(_stream.Dispose);
        TemporaryEntry.TryDelete(() => File.Delete(_part));
        _stream = null;
    }

    /// <summary>Gives it its name.</summary>
    /// <returns>Its full path.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: that failed.</exception>
    internal string Commit()
    {
        Target.Attempt(() =>
        {
            Stream.Flush(flushToDisk: true);
            Stream.Dispose();
            File.Move(_part, Target.Path, overwrite: true);
            _stream = null;
        });
        return Target.Path;
    }
}
