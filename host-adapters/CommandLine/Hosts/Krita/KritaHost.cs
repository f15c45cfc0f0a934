namespace Enlarger.CommandLine.Hosts.Krita;

/// <summary>Krita, as a package of the system or an AppImage, and from Flatpak.</summary>
/// <param name="programs">The programs to put into it.</param>
/// <param name="user">Whose Krita it is.</param>
internal sealed class KritaHost(ProgramFolder programs, UserFolders user) : IHost
{
    private const string Settings = "kritarc";

    private readonly FlatpakApplication _flatpak = new(user, "org.kde.krita");

    /// <inheritdoc/>
    public string Id => "krita";

    /// <inheritdoc/>
    public string Name => "Krita";

    /// <inheritdoc/>
    public string NextStep => "restart it and look under Tools > Scripts";

    private KritaFolders Here => new(Path.Combine(user.Data, "krita"), Path.Combine(user.Config, Settings));

    private KritaFolders InFlatpak => new(Path.Combine(_flatpak.Data, "krita"), Path.Combine(_flatpak.Config, Settings));

    /// <inheritdoc/>
    public IReadOnlyList<IHostPlace> Find(CancellationToken cancellation)
    {
        if (!KritaPlace.IsIn(programs)) throw new EnlargerException(ErrorKind.Output, "This build of Enlarger has no plug-in for Krita: use the one for Linux.");

        var places = new List<IHostPlace>();
        // An AppImage lies anywhere, but what has run here once has left its settings.
        if (user.Program("krita") is not null || File.Exists(Here.Settings)) places.Add(new KritaPlace("Krita", Here, ProgramStart.By("Krita"), programs));
        if (_flatpak.Flatpak is { } flatpak) places.Add(new KritaPlace("Krita from Flatpak", InFlatpak, ProgramStart.Inside("Krita", flatpak, _flatpak), programs));
        return places.Count > 0
            ? places
            : throw new EnlargerException(
                ErrorKind.Output, "Krita was not found, neither on the search path nor in Flatpak: install it and try again, or, if it is an AppImage, start it once before.");
    }

    /// <inheritdoc/>
    public IEnumerable<string> Uninstall() => new[] { Here, InFlatpak }.Where(KritaPlace.Remove).Select(folders => KritaPlace.FolderIn(folders).Path);
}
