namespace Enlarger.CommandLine.Hosts.Desktop;

/// <summary>A program of the desktop's, in whose menu the commands are that a picture in a folder can have.</summary>
/// <param name="menu">Its menu.</param>
/// <param name="all">Every menu, of which the last one that is taken away takes the program along.</param>
/// <param name="commands">The commands.</param>
/// <param name="program">What they run.</param>
/// <param name="user">Whose desktop it is.</param>
internal sealed class DesktopHost(IDesktopMenu menu, IReadOnlyList<IDesktopMenu> all, IReadOnlyList<PictureCommand> commands, DesktopProgram program, UserFolders user) : IHost, IHostPlace
{
    /// <inheritdoc/>
    public string Id => menu.Id;

    /// <inheritdoc/>
    public string Name => menu.Name;

    /// <inheritdoc/>
    public string NextStep => menu.NextStep;

    /// <inheritdoc/>
    public string Editor => menu.Name;

    /// <inheritdoc/>
    public string Path => menu.Path;

    /// <inheritdoc/>
    public IReadOnlyList<IHostPlace> Find(CancellationToken cancellation)
    {
        if (!program.IsComplete) throw new EnlargerException(ErrorKind.Output, $"This build of Enlarger has no program for {Name} (enlarger-desktop): use the one for Linux.");
        return menu.Programs.Any(name => user.Program(name) is not null)
            ? [this]
            : throw new EnlargerException(ErrorKind.Output, $"{Name} was not found on the search path: install it and try again.");
    }

    /// <inheritdoc/>
    public void Install(CancellationToken cancellation)
    {
        program.Install(ProgramStart.By(Name), cancellation);
        try
        {
            menu.Add(commands, program);
        }
        catch (EnlargerException)
        {
            RemoveUnusedProgram();
            throw;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<string> Uninstall()
    {
        bool isThere = menu.IsThere;
        menu.Remove();
        if (isThere) yield return menu.Path;
        if (RemoveUnusedProgram()) yield return program.Folder;
    }

    private bool RemoveUnusedProgram() => !all.Any(other => other.IsThere) && program.Remove();
}
