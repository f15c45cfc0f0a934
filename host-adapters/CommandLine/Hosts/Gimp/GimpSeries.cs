using System.Text.RegularExpressions;

namespace Enlarger.CommandLine.Hosts.Gimp;

/// <summary>Versions of GIMP that take the same plug-ins, and the plug-in that Enlarger has for them.</summary>
internal abstract class GimpSeries
{
    /// <summary>The word for it on the command line.</summary>
    public abstract string Id { get; }

    /// <summary>What people call it.</summary>
    public abstract string Name { get; }

    /// <summary>What GIMP's program may be called, the surest name first.</summary>
    public abstract IReadOnlyList<string> Programs { get; }

    /// <summary>Finds the version where GIMP tells its own; the first group is what a profile's folder is called.</summary>
    public abstract Regex Version { get; }

    /// <summary>The environment's variable that chooses the profile.</summary>
    public abstract string ProfileVariable { get; }

    /// <summary>What GIMP is told that it makes its profile and ends, as it does when it is started for the first time.</summary>
    public abstract IReadOnlyList<string> FirstStart { get; }

    /// <summary>The name of the plug-in's folder.</summary>
    public abstract string PlugIn { get; }

    /// <summary>The file in it that GIMP starts.</summary>
    public abstract string Starter { get; }

    /// <summary>The program in it that does the work, and the arguments with which it does nothing.</summary>
    public abstract (string Path, IReadOnlyList<string> Arguments) Program { get; }

    /// <summary>Whether the plug-in can be made of a program's folder.</summary>
    public abstract bool IsIn(ProgramFolder programs);

    /// <summary>Makes the plug-in.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="programs">What it is made of.</param>
    /// <param name="isLinked">Whether the program is linked to, rather than copied.</param>
    /// <param name="cancellation">Ends it after a file.</param>
    public abstract void Make(string folder, ProgramFolder programs, bool isLinked, CancellationToken cancellation);

    /// <summary>The plug-in's folder in a profile.</summary>
    public PlugInFolder FolderIn(string profile) => PlugInFolder.Among(Path.Combine(profile, "plug-ins"), PlugIn, Starter);
}
