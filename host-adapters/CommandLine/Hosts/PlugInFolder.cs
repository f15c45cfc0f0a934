using Enlarger.CommandLine.Files;

namespace Enlarger.CommandLine.Hosts;

/// <summary>
/// The folder of a plug-in. It is replaced and removed whole: what is in the making, and what is thrown away, lies in a workshop, where an
/// editor that starts meanwhile does not look. One process at a time works there.
/// </summary>
internal sealed class PlugInFolder
{
    private readonly string _mark;
    private readonly string _workshop;

    /// <summary>A folder that need not be there yet.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="mark">A file by which it is known for ours.</param>
    /// <param name="workshop">A folder on the same disk, of no other use.</param>
    public PlugInFolder(string path, string mark, string workshop) => (Path, _mark, _workshop) = (path, mark, workshop);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>A folder among those of others, with its workshop beside the folder of all.</summary>
    /// <param name="plugIns">The folder of all plug-ins.</param>
    /// <param name="name">The plug-in's name there.</param>
    /// <param name="mark">A file by which it is known for ours.</param>
    public static PlugInFolder Among(string plugIns, string name, string mark)
    {
        // A folder that is elsewhere has its workshop there: only within a disk can folders be renamed.
        string parent = System.IO.Path.GetDirectoryName(RealPath.Of(plugIns)) ?? plugIns;
        return new PlugInFolder(System.IO.Path.Combine(plugIns, name), mark, System.IO.Path.Combine(parent, $".{name}"));
    }

    private string New => System.IO.Path.Combine(_workshop, "new");

    private string Old => System.IO.Path.Combine(_workshop, "old");

    // How a developer tries what he builds, and how an installed program is put here; its target is not touched.
    private bool IsLink => new FileInfo(Path).LinkTarget is not null;

    private bool IsThere => IsLink || System.IO.Path.Exists(Path);

    /// <summary>Makes the plug-in anew in the place of what was there, which stays until the new one is whole.</summary>
    /// <param name="make">Given an empty folder, makes the plug-in in it.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: that failed, or something else is there.</exception>
    public void Replace(Action<string> make) => Put(() =>
    {
        Directory.CreateDirectory(New);
        make(New);
    });

    /// <summary>Makes the plug-in a link to a folder that stays where it is, in the place of what was there.</summary>
    /// <param name="link">Given a path at which nothing is, makes the link there.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: that failed, or something else is there.</exception>
    public void ReplaceByLink(Action<string> link) => Put(() =>
    {
        Directory.CreateDirectory(_workshop);
        link(New);
    });

    private void Put(Action make) => Attempt(() =>
    {
        DemandOwn();
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        InWorkshop(() =>
        {
            make();
            // For a moment there is none, which is as good as not installed.
            bool replaces = MoveAway();
            try
            {
                Directory.Move(New, Path);
            }
            catch (Exception exception) when (replaces && exception is IOException or UnauthorizedAccessException)
            {
                Directory.Move(Old, Path);
                throw;
            }
        });
    });

    /// <summary>Removes the plug-in, and what interrupted work left.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it cannot be removed, or is something else.</exception>
    public bool Remove()
    {
        bool isThere = IsThere;
        Attempt(() =>
        {
            DemandOwn();
            if (!isThere && !Directory.Exists(_workshop)) return;
            InWorkshop(() => MoveAway());
        });
        return isThere;
    }

    // Also a link to what was uninstalled before.
    private static bool IsEntry(string file) => File.Exists(file) || new FileInfo(file).LinkTarget is not null;

    private bool MoveAway()
    {
        if (!IsThere) return false;
        Directory.CreateDirectory(_workshop);
        Directory.Move(Path, Old);
        return true;
    }

    private void DemandOwn()
    {
        if (!IsThere || IsLink || IsEntry(System.IO.Path.Combine(Path, _mark))) return;
        throw new EnlargerException(ErrorKind.Output, $"'{Path}' is not Enlarger's, for there is no {_mark} in it: move it away and try again.");
    }

    private void InWorkshop(Action step)
    {
        using ClaimedFile claim = ClaimedFile.Create(_workshop + ".lock")
            ?? throw new EnlargerException(ErrorKind.Output, $"'{Path}' is being changed by another run of Enlarger.");
        try
        {
            Clear();
            step();
        }
        finally
        {
            Leave(claim);
        }
    }

    private void Leave(ClaimedFile claim)
    {
        try
        {
            Clear();
            claim.Remove();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What is left lies there unused until the next time.
        }
    }

    private void Clear()
    {
        // Links in it are deleted, and what they lead to is not.
        if (Directory.Exists(_workshop)) Directory.Delete(_workshop, recursive: true);
    }

    private void Attempt(Action step)
    {
        try
        {
            step();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // .NET appends the path or puts it into the sentence, and it is one that nobody knows.
            string reason = exception is UnauthorizedAccessException ? "the folder does not let you write into it" : exception.Message.Split(" : ")[0].TrimEnd('.');
            throw new EnlargerException(ErrorKind.Output, $"'{Path}' could not be changed: {reason}.", exception);
        }
    }
}
