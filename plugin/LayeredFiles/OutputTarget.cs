namespace Enlarger.LayeredFiles;

/// <summary>A file or folder that is made beside its place, under a name of its own, and says in its errors what it is to become.</summary>
internal sealed class OutputTarget
{
    // Both words of Windows, and ENOSPC and EDQUOT of Linux.
    private static readonly int[] FullDisk = OperatingSystem.IsWindows() ? [0x27, 0x70] : [28, 122];

    /// <summary>A target in a folder that need not let anything be written yet.</summary>
    /// <param name="path">The target.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: no file can have that name.</exception>
    public OutputTarget(string path)
    {
        Path = path;
        try
        {
            Path = System.IO.Path.GetFullPath(path);
        }
        catch (ArgumentException exception)
        {
            throw new EnlargerException(ErrorKind.Output, $"'{path}' is no name that a file can have: choose another one.", exception);
        }

        if (Folder.Length == 0) throw new EnlargerException(ErrorKind.Output, $"'{Path}' is a whole disk: choose a folder on it, and a name.");
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>The folder it lies in.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path) ?? "";

    /// <summary>A name beside the target that nobody else uses; short, for the target's own may be as long as a disk allows.</summary>
    public string Beside() => System.IO.Path.Combine(Folder, $"{OutputFailure.TemporaryPrefix}{Guid.NewGuid():N}.part");

    /// <summary>Takes a step that writes.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: the disk refuses.</exception>
    public void Attempt(Action step)
    {
        try
        {
            step();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(exception);
        }
    }

    /// <summary>Lets somebody write into a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="write">Writes; may hide behind an exception of its own what the disk said.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: the disk refuses.</exception>
    public void Fill(Stream stream, Action<Stream> write)
    {
        using var watched = new WatchedStream(stream);
        try
        {
            write(watched);
        }
        catch (Exception exception) when (watched.Failure is not null && exception is not OperationCanceledException)
        {
            throw Failed(watched.Failure);
        }

        // An encoder that goes on regardless has not written everything.
        if (watched.Failure is { } failure) throw Failed(failure);
    }

    private EnlargerException Failed(Exception exception)
    {
        string advice = FullDisk.Contains(exception.HResult & 0xFFFF) ? "make room there, or save it elsewhere" : "save it elsewhere or under another name";
        return new EnlargerException(ErrorKind.Output, $"'{Path}' could not be written ({OutputFailure.Reason(exception)}): {advice}.", exception);
    }
}
