namespace Enlarger.CommandLine.Hosts.Desktop;

/// <summary>The program that all commands on the desktop run: a copy, for a clone or a download may be deleted; of an installed program a link to it.</summary>
/// <param name="programs">What it is made of.</param>
/// <param name="folder">Where it is, or would be.</param>
internal sealed class DesktopProgram(ProgramFolder programs, string folder)
{
    private const string StarterName = "enlarger-desktop";
    private const string ProgramName = "enlarger";

    private readonly PlugInFolder _folder = new(folder, StarterName, System.IO.Path.Combine(System.IO.Path.GetDirectoryName(folder)!, $".{System.IO.Path.GetFileName(folder)}"));

    /// <summary>Its folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>The command line.</summary>
    public string Path => System.IO.Path.Combine(Folder, ProgramName);

    /// <summary>The command line with windows in a terminal's place; it takes a filter's words, two hyphens and the pictures.</summary>
    public string Starter => System.IO.Path.Combine(Folder, StarterName);

    /// <summary>Whether there is anything to copy.</summary>
    public bool IsComplete => programs.Has(StarterName) && programs.Has(ProgramName);

    /// <summary>Makes it, or makes it anew.</summary>
    /// <param name="start">How it will be started.</param>
    /// <param name="cancellation">Ends it, and leaves what was there.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: that failed, and what was there still is.</exception>
    public void Install(ProgramStart start, CancellationToken cancellation)
    {
        if (programs.IsInstalled) _folder.ReplaceByLink(Link);
        else _folder.Replace(Copy);

        void Link(string made)
        {
            programs.LinkTo(made);
            Demand(made);
        }

        void Copy(string made)
        {
            programs.CopyTo(made, cancellation);
            if (!OperatingSystem.IsWindows()) Executable.Make(System.IO.Path.Combine(made, StarterName));
            Demand(made);
        }

        void Demand(string made) => start.Demand(System.IO.Path.Combine(made, ProgramName), ["--version"], cancellation);
    }

    /// <summary>Removes it; what it is a link to stays.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it cannot be removed.</exception>
    public bool Remove() => _folder.Remove();
}
