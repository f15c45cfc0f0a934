using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Enlarger.CommandLine.Vips;

namespace Enlarger.CommandLine.Files;

/// <summary>
/// A file that is written beside its target and takes its name only when it is whole. Until then, and for ever when something goes
/// wrong, the target stays as it was. A link is followed, and a file that is replaced hands its permissions on. Its name
/// follows from the target's, so that what a killed process left is found and removed by the next one with that target, in whatever format, and two processes
/// never write one target at the same time.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    private static readonly ConcurrentDictionary<ClaimedFile, bool> Open = new();
    private readonly string _name;
    private readonly string _target;
    private readonly bool _overwrite;
    private readonly ClaimedFile _file;
    private UnixFileMode? _mode;

    /// <summary>Creates an empty file in the target's folder.</summary>
    /// <param name="target">The file to be.</param>
    /// <param name="overwrite">Whether a file of that name may be replaced.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: no file can be made there, one is there already, or another process is about to.</exception>
    public TemporaryFile(string target, bool overwrite)
    {
        _overwrite = overwrite;
        _name = target;
        try
        {
            _name = System.IO.Path.GetFullPath(target);
            var file = new FileInfo(_name);
            _target = file.LinkTarget is null ? _name : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
            DemandReplaceable();
            _file = ClaimedFile.Create(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(_target)!, TemporaryName(_target)))
                ?? throw Wrong($"'{_name}' is being written by another run of Enlarger.");
            Open[_file] = true;
            // The other run may have been finished a moment ago.
            DemandReplaceable();
            // What others may not read when it is done they may not read meanwhile.
            if (_mode is { } mode) SetMode(mode | UnixFileMode.UserRead | UnixFileMode.UserWrite);
            RemoveOtherFormats();
        }
        catch (EnlargerException)
        {
            if (_file is not null) Dispose();
            throw;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (_file is not null) Dispose();
            throw Failed(exception);
        }
    }

    /// <summary>Where to write.</summary>
    public string Path => _file.Path;

    /// <summary>Deletes what an ending process leaves unfinished.</summary>
    public static void DeleteAll()
    {
        foreach (ClaimedFile file in Open.Keys) Remove(file);
    }

    /// <summary>Fills the file with a copy of another.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: that failed.</exception>
    public void Fill(string source) => Fill(target =>
    {
        using FileStream content = File.OpenRead(source);
        content.CopyTo(target);
    });

    /// <summary>Fills the file with these bytes.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: that failed.</exception>
    public void Fill(byte[] content) => Fill(target => target.Write(content));

    /// <summary>Flushes the file to the disk and gives it the target's name.</summary>
    /// <param name="whole">Told where the file lies when it is whole, just before it gets its name; what it throws prevents that.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: that failed, or a file of that name has appeared meanwhile.</exception>
    public long Commit(Action<string>? whole = null)
    {
        try
        {
            _file.Stream.Flush(flushToDisk: true);
            long length = _file.Stream.Length;
            if (_mode is { } mode) SetMode(mode);
            if (!_file.IsInPlace) throw Wrong($"'{_name}' could not be written: another process has removed its temporary file.");
            whole?.Invoke(Path);
            // Windows renames no open file; elsewhere the name never lies there unclaimed.
            if (OperatingSystem.IsWindows()) _file.Dispose();
            File.Move(Path, _target, _overwrite);
            Open.TryRemove(_file, out _);
            _file.Dispose();
            return length;
        }
        catch (IOException) when (!_overwrite && File.Exists(_target))
        {
            throw AlreadyThere();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Open.TryRemove(_file, out _)) Remove(_file);
    }

    /// <summary>The error for a target that could not be written.</summary>
    /// <param name="reason">The system's reason.</param>
    /// <param name="inner">The cause.</param>
    public EnlargerException Failed(string reason, Exception inner) => Wrong($"'{_name}' could not be written: {reason}.", inner);

    private void Fill(Action<Stream> write)
    {
        try
        {
            write(_file.Stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(exception);
        }
    }

    // All that can be known before the work begins, and would be a pity to learn after it.
    private void DemandReplaceable()
    {
        if (Directory.Exists(_name)) throw Wrong($"'{_name}' is a folder, so no file of that name can be written.");
        // A rename would replace a device or a pipe by a file.
        if (FileKind.IsStream(_name)) throw Wrong($"'{_name}' is a device or a pipe, and pictures are written to files only.");
        try
        {
            _ = File.GetAttributes(_target);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // The name is free, and one that the disk can hold.
            return;
        }

        if (!_overwrite) throw AlreadyThere();
        if (!OperatingSystem.IsWindows()) _mode = File.GetUnixFileMode(_target);
    }

    // What a killed run left of this result in another format: no later run may have that target.
    private void RemoveOtherFormats()
    {
        string own = System.IO.Path.GetExtension(_target);
        foreach (string extension in PictureFormat.All.Select(format => format.Extensions[0]).SelectMany(extension => new[] { extension, extension.ToUpperInvariant() }))
        {
            if (extension == own) continue;
            try
            {
                _file.RemoveAbandoned(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(_target)!, TemporaryName(System.IO.Path.ChangeExtension(_target, extension))));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It disturbs nobody but the tidy.
            }
        }
    }

    // Of a fixed length, because the target's own name may already be as long as a disk can hold.
    private static string TemporaryName(string target) =>
        $"{OutputFailure.TemporaryPrefix}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(System.IO.Path.GetFileName(target))).AsSpan(0, 8))}.part";

    // Disks that keep no permissions refuse to change them, and need not.
    private void SetMode(UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(Path) != mode) File.SetUnixFileMode(Path, mode);
    }

    private EnlargerException Failed(Exception exception) =>
        Failed(exception is FileNotFoundException && _file is null ? "the current folder is gone" : OutputFailure.Reason(exception), exception);

    private EnlargerException AlreadyThere() =>
        Wrong($"'{_name}' exists already: choose another name with --output, or replace it with --overwrite.");

    private static EnlargerException Wrong(string sentence, Exception? inner = null) => new(ErrorKind.Output, sentence, inner);

    private static void Remove(ClaimedFile file)
    {
        try
        {
            file.Remove();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // It was just finished, or the folder went away or was locked meanwhile: nothing is left to clean up.
        }
    }
}
