namespace Enlarger.CommandLine.Hosts;

/// <summary>The plug-ins of a profile of GIMP 2.10.</summary>
/// <param name="profile">The profile's folder.</param>
/// <param name="editor">The GIMP that it belongs to.</param>
/// <param name="programs">What the plug-in is a copy of: the clone or the download that this program runs from may be deleted.</param>
internal sealed class Gimp2Place(string profile, Gimp2Editor editor, ProgramFolder programs) : IHostPlace
{
    /// <summary>The program that GIMP starts.</summary>
    public const string Program = "enlarger-gimp2";

    private readonly PlugInFolder _folder = FolderIn(profile);

    /// <inheritdoc/>
    public string Editor => editor.Name;

    /// <inheritdoc/>
    public string Path => _folder.Path;

    /// <summary>The plug-in's folder in a profile.</summary>
    public static PlugInFolder FolderIn(string profile) => new(System.IO.Path.Combine(profile, "plug-ins"), Program);

    /// <inheritdoc/>
    public void Install(CancellationToken cancellation)
    {
        if (!Directory.Exists(profile)) MakeProfile(cancellation);
        _folder.Replace(folder =>
        {
            programs.CopyTo(folder, cancellation);
            string program = System.IO.Path.Combine(folder, Program);
            // GIMP asks a plug-in what it brings only if its program is newer than the one it knows.
            File.SetLastWriteTimeUtc(program, DateTime.UtcNow);
            editor.DemandStart(program, cancellation);
            cancellation.ThrowIfCancellationRequested();
        });
    }

    // By GIMP: in a profile that others made it misses the folders for brushes and the like, and complains for ever.
    private void MakeProfile(CancellationToken cancellation)
    {
        editor.MakeProfile(cancellation);
        if (!Directory.Exists(profile)) throw new EnlargerException(ErrorKind.Output, $"GIMP has no profile yet, and made none in '{profile}': start GIMP once and try again.");
    }
}
