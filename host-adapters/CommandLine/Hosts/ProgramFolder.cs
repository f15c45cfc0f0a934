namespace Enlarger.CommandLine.Hosts;

/// <summary>The folder of this program, with the programs that editors start beside it.</summary>
/// <param name="path">Where it is.</param>
internal sealed class ProgramFolder(string path)
{
    // For those who develop Enlarger.
    private static readonly string[] LeftOut = [".pdb", ".xml"];

    /// <summary>The folder that this process was started from.</summary>
    public static ProgramFolder OfProcess { get; } = new(AppContext.BaseDirectory);

    /// <summary>Whether a program lies there.</summary>
    public bool Has(string program) => File.Exists(Path.Combine(path, program));

    /// <summary>Copies all that the programs need, with the terms they come under.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="cancellation">Ends it after a file.</param>
    public void CopyTo(string folder, CancellationToken cancellation)
    {
        var everything = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        foreach (string file in Directory.GetFiles(path, "*", everything).Where(file => !LeftOut.Contains(Path.GetExtension(file))))
        {
            cancellation.ThrowIfCancellationRequested();
            string copy = Path.Combine(folder, Path.GetRelativePath(path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
