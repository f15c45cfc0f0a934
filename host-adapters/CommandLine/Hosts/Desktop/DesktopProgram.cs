namespace Enlarger.CommandLine.Hosts.Desktop;

/// <summary>The copy of the program that all commands on the desktop run: the clone or the download that this one runs from may be deleted.</summary>
/// <param name="programs">What it is a copy of.</param>
/// <param name="user">Whose it is.</param>
internal sealed class DesktopProgram(ProgramFolder programs, UserFolders user)
{
    private const string StarterName = "enlarger-desktop";
    private const string ProgramName = "enlarger";

    private readonly PlugInFolder _folder = new(
        System.IO.Path.Combine(user.Data, "enlarger", "program"), StarterName, System.IO.Path.Combine(user.Data, "enlarger", ".program"));

    /// <summary>Its folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>The command line.</summary>
    public string Path => System.IO.Path.Combine(Folder, ProgramName);

    /// <summary>The command line with windows in a terminal's place; it takes a filter's words, two hyphens and the pictures.</summary>
    public string Starter => System.IO.Path.Combine(Folder, StarterName);

    /// <summary>Whether there is anything to copy.</summary>
    public bool IsComplete => programs.Has(StarterName) && programs.Has(ProgramName);

    /// <summary>Makes the copy, or makes it anew.</summary>
    /// <param name="start">How it will be started.</param>
    /// <param name="cancellation">Ends it, and leaves what was there.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: that failed, and what was there still is.</exception>
    public void Install(ProgramStart start, CancellationToken cancellation) => _folder.Replace(folder =>
    {
        programs.CopyTo(folder, cancellation);
        if (!OperatingSystem.IsWindows()) Executable.Make(System.IO.Path.Combine(folder, StarterName));
        start.Demand(System.IO.Path.Combine(folder, ProgramName), ["--version"], cancellation);
    });

    /// <summary>Removes the copy.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it cannot be removed.</exception>
    public bool Remove() => _folder.Remove();
}
