using System.Collections.Concurrent;

namespace Enlarger.CommandLine.Files;

/// <summary>
/// A file that is written beside its target and takes its name only when it is whole. Until then, and for ever when something goes
/// wrong, the target stays as it was.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    private static readonly ConcurrentDictionary<string, bool> Open = new();
    private readonly string _target;
    private readonly bool _overwrite;

    /// <summary>Creates an empty file in the target's folder.</summary>
    /// <param name="target">The file to be.</param>
    /// <param name="overwrite">Whether a file of that name may be replaced.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: no file can be made there, or one is there already.</exception>
    public TemporaryFile(string target, bool overwrite)
    {
        _target = System.IO.Path.GetFullPath(target);
        _overwrite = overwrite;
        if (Directory.Exists(_target)) throw Wrong($"'{target}' is a folder, so no file of that name can be written.");
        if (File.Exists(_target) && !overwrite) throw AlreadyThere(target);
        // A rename would replace a device or a pipe by a file.
        if (FileKind.IsStream(_target)) throw Wrong($"'{target}' is a device or a pipe, and pictures are written to files only.");

        Path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(_target)!, $".enlarger-{Guid.NewGuid():N}.part");
        try
        {
            Open[Path] = true;
            File.Open(Path, FileMode.CreateNew).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Open.TryRemove(Path, out _);
            throw Failed(exception);
        }
    }

    /// <summary>Where to write.</summary>
    public string Path { get; }

    /// <summary>Deletes what an ending process leaves unfinished.</summary>
    public static void DeleteAll()
    {
        foreach (string path in Open.Keys) Delete(path);
    }

    /// <summary>Fills the file with a copy of another.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: that failed.</exception>
    public void Fill(string source)
    {
        try
        {
            File.Copy(source, Path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(exception);
        }
    }

    /// <summary>Flushes the file to the disk and gives it the target's name.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: that failed, or a file of that name has appeared meanwhile.</exception>
    public void Commit()
    {
        try
        {
            using (FileStream file = File.Open(Path, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
            File.Move(Path, _target, _overwrite);
            Open.TryRemove(Path, out _);
        }
        catch (IOException) when (!_overwrite && File.Exists(_target))
        {
            throw AlreadyThere(_target);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Open.TryRemove(Path, out _)) Delete(Path);
    }

    /// <summary>The error for a target that could not be written.</summary>
    /// <param name="reason">The system's reason.</param>
    /// <param name="inner">The cause.</param>
    public EnlargerException Failed(string reason, Exception inner) => Wrong($"'{_target}' could not be written: {reason}.", inner);

    private EnlargerException Failed(Exception exception) => exception switch
    {
        DirectoryNotFoundException => Failed("there is no such folder", exception),
        UnauthorizedAccessException or FileNotFoundException => Failed("the folder does not let you write into it", exception),
        // .NET appends the path, which is the temporary one.
        _ => Failed(exception.Message.Split(" : ")[0].TrimEnd('.'), exception),
    };

    private static EnlargerException AlreadyThere(string target) =>
        Wrong($"'{target}' exists already: choose another name with --output, or replace it with --overwrite.");

    private static EnlargerException Wrong(string sentence, Exception? inner = null) => new(ErrorKind.Output, sentence, inner);

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder went away or was locked meanwhile: nothing is left to clean up.
        }
    }
}
