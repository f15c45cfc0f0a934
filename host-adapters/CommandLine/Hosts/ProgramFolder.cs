namespace Enlarger.CommandLine.Hosts;

/// <summary>The folder of this program, with the programs that editors start beside it.</summary>
/// <param name="path">Where it is.</param>
internal sealed class ProgramFolder(string path)
{
    /// <summary>The file that packages put beside the program.</summary>
    public const string InstalledMark = "installed";

    // For those who develop Enlarger.
    private static readonly string[] LeftOut = [".pdb", ".xml"];

    /// <summary>The folder that this process was started from.</summary>
    public static ProgramFolder OfProcess { get; } = new(AppContext.BaseDirectory);

    /// <summary>Whether it stays where it is until it is uninstalled, so that a link to it does; a clone or a download may be deleted.</summary>
    public bool IsInstalled => Has(InstalledMark);

    /// <summary>Whether a file lies there.</summary>
    public bool Has(string file) => File.Exists(Path.Combine(path, file));

    /// <summary>A folder in it.</summary>
    public ProgramFolder Part(string name) => new(Path.Combine(path, name));

    /// <summary>The bytes of a file in it.</summary>
    public byte[] Read(string file) => File.ReadAllBytes(Path.Combine(path, file));

    /// <summary>Copies one file.</summary>
    public void CopyTo(string folder, string file) => File.Copy(Path.Combine(path, file), Path.Combine(folder, file));

    /// <summary>Makes a link to one file.</summary>
    public void LinkTo(string folder, string file) => File.CreateSymbolicLink(Path.Combine(folder, file), Path.Combine(path, file));

    /// <summary>Makes a link to it.</summary>
    /// <param name="link">Where nothing is yet.</param>
    public void LinkTo(string link) => Directory.CreateSymbolicLink(link, Path.TrimEndingDirectorySeparator(path));

    /// <summary>Copies all that the programs need, with the generators where they lie beside, and the terms they come under. The copy is not installed.</summary>
    /// <param name="folder">An empty folder, made if need be.</param>
    /// <param name="cancellation">Ends it after a file.</param>
    public void CopyTo(string folder, CancellationToken cancellation)
    {
        var everything = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        foreach (string file in Directory.GetFiles(path, "*", everything).Where(file => !LeftOut.Contains(Path.GetExtension(file)) && Path.GetRelativePath(path, file) != InstalledMark))
        {
            cancellation.ThrowIfCancellationRequested();
            string copy = Path.Combine(folder, Path.GetRelativePath(path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
