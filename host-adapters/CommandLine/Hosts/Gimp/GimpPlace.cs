namespace Enlarger.CommandLine.Hosts.Gimp;

/// <summary>The plug-ins of a profile of GIMP.</summary>
/// <param name="series">The series that the GIMP is of.</param>
/// <param name="profile">The profile's folder.</param>
/// <param name="editor">The GIMP that it belongs to.</param>
/// <param name="programs">What the plug-in is made of: a clone or a download may be deleted, so it is copied.</param>
internal sealed class GimpPlace(GimpSeries series, string profile, GimpEditor editor, ProgramFolder programs) : IHostPlace
{
    private readonly PlugInFolder _folder = series.FolderIn(profile);

    /// <inheritdoc/>
    public string Editor => editor.Name;

    /// <inheritdoc/>
    public string Path => _folder.Path;

    /// <inheritdoc/>
    public void Install(CancellationToken cancellation)
    {
        if (!Directory.Exists(profile)) MakeProfile(cancellation);
        _folder.Replace(folder =>
        {
            series.Make(folder, programs, programs.IsInstalled && editor.Start.SeesSystem, cancellation);
            // GIMP asks a plug-in what it brings only if its file is newer than the one it knows; one that is linked to belongs to the system.
            var starter = new FileInfo(System.IO.Path.Combine(folder, series.Starter));
            if (starter.LinkTarget is null) starter.LastWriteTimeUtc = DateTime.UtcNow;
            editor.Start.Demand(System.IO.Path.Combine(folder, series.Program.Path), series.Program.Arguments, cancellation);
        });
    }

    // By GIMP: in a profile that others made it misses the folders for brushes and the like, and complains for ever.
    private void MakeProfile(CancellationToken cancellation)
    {
        editor.MakeProfile(series, cancellation);
        if (!Directory.Exists(profile)) throw new EnlargerException(ErrorKind.Output, $"GIMP has no profile yet, and made none in '{profile}': start GIMP once and try again.");
    }
}
