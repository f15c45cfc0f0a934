using Microsoft.Win32.SafeHandles;

namespace Enlarger.CommandLine.Files;

/// <summary>
/// A new, empty file that this process alone works on until the claim is given up or the process ends, however it ends. A file of
/// that name that nobody claims is what a killed process left, and is removed.
/// </summary>
/// <remarks>
/// The claim is the open handle, and who wants the file stale must get it for himself alone (<see cref="FileShare.None"/>). On Windows that is the
/// sharing mode; elsewhere .NET takes a lock (flock), shared for the one who made the file, so that encoders of the same process
/// can open it too, and exclusive for the one who would remove it. There the lock comes a moment after the file is made or opened, so that
/// things can come between, and none may cost anybody's pixels: the file gets its final name (its owner was just finished), or it
/// is removed or locked by another one who found it stale. Hence the one rule: only who holds a lock on the file that has the name
/// <em>now</em> may remove or rename it. Who gets a lock on a file that lost the name lets go and begins again; who is refused the lock
/// says so. Disks without locks refuse nobody; there the same check, before the file gets its final name, keeps one process from
/// publishing another's half-written file.
/// </remarks>
internal sealed class ClaimedFile : IDisposable
{
    // Each round in vain means that another process was finished or gave up within microseconds.
    private const int Rounds = 20;
    private readonly FileStream _handle;

    private ClaimedFile(string path, FileStream handle)
    {
        Path = path;
        _handle = handle;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The open file, to be flushed; others may write into it by its path.</summary>
    public FileStream Stream => _handle;

    /// <summary>Whether the path still leads to this file.</summary>
    public bool IsInPlace => IsAt(_handle.SafeFileHandle, Path);

    /// <summary>Creates and claims a file.</summary>
    /// <returns>The claim, or null if another process has claimed that path.</returns>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created, or what was left of it may not be removed.</exception>
    public static ClaimedFile? Create(string path)
    {
        for (int round = 0; round < Rounds; round++)
        {
            try
            {
                FileStream handle = new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
                if (IsAt(handle.SafeFileHandle, path)) return new ClaimedFile(path, handle);
                handle.Dispose();
            }
            catch (IOException exception) when (IsRefusal(exception) || IsThere(exception))
            {
                // The file was there, from before or taken from us between its making and its lock; it may be gone by now.
                if (!RemoveStale(path)) return null;
            }
        }

        return null;
    }

    /// <summary>Removes another file that a killed process left, if nobody claims it; on disks without locks, where claims cannot be seen, nothing.</summary>
    /// <exception cref="IOException">It cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be removed.</exception>
    public void RemoveAbandoned(string path)
    {
        // The own claim tells whether claims can be seen.
        if (File.Exists(path) && IsRefused(Path)) RemoveStale(path);
    }

    /// <summary>Removes the file, if the path still leads to it, and gives up the claim.</summary>
    public void Remove()
    {
        using (_handle)
        {
            // Windows removes no file that somebody has open; its sharing mode keeps the name ours until the next line.
            if (OperatingSystem.IsWindows()) _handle.Dispose();
            else if (!IsInPlace) return;
            File.Delete(Path);
        }
    }

    /// <summary>Gives up the claim and leaves the file.</summary>
    public void Dispose() => _handle.Dispose();

    private static bool IsRefused(string path)
    {
        try
        {
            using FileStream handle = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            return false;
        }
        catch (IOException exception) when (IsRefusal(exception))
        {
            return true;
        }
    }

    // False if somebody works on it.
    private static bool RemoveStale(string path)
    {
        try
        {
            // On Windows it is removed with the handle, which nobody shares.
            FileOptions options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None;
            using FileStream handle = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, options);
            if (!OperatingSystem.IsWindows() && IsAt(handle.SafeFileHandle, path)) File.Delete(path);
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (IOException exception) when (IsRefusal(exception))
        {
            return false;
        }
    }

    private static bool IsAt(SafeFileHandle handle, string path) =>
        !OperatingSystem.IsLinux() || (FileStatus.Of(handle) is { } mine && FileStatus.Of(path) is { } there && mine.Inode == there.Inode && mine.Disk == there.Disk);

    // EEXIST of Linux and macOS; Windows has two words for it.
    private static bool IsThere(IOException exception) => (exception.HResult & 0xFFFF) is var code &&
        (OperatingSystem.IsWindows() ? code is 80 or 183 : code == 17);

    // EWOULDBLOCK of Linux and of macOS, and the sharing violation of Windows.
    private static bool IsRefusal(IOException exception) => (exception.HResult & 0xFFFF) is var code &&
        code == (OperatingSystem.IsWindows() ? 32 : OperatingSystem.IsMacOS() ? 35 : 11);
}
