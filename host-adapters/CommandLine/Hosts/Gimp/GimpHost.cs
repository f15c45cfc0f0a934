namespace Enlarger.CommandLine.Hosts.Gimp;

/// <summary>GIMP of one series, as a package of the system and from Flatpak.</summary>
/// <param name="series">The series.</param>
/// <param name="programs">The programs to put into it.</param>
/// <param name="user">Whose GIMP it is.</param>
internal sealed class GimpHost(GimpSeries series, ProgramFolder programs, UserFolders user) : IHost
{
    private readonly FlatpakApplication _flatpak = new(user, "org.gimp.GIMP");

    /// <inheritdoc/>
    public string Id => series.Id;

    /// <inheritdoc/>
    public string Name => series.Name;

    /// <inheritdoc/>
    public string NextStep => "restart it and look under Filters > Enlarger";

    private string Profiles => Path.Combine(user.Config, "GIMP");

    private string FlatpakProfiles => Path.Combine(_flatpak.Config, "GIMP");

    // GIMP takes a relative one for one in the user's folder.
    private string? ChosenProfile => user.Chosen(series.ProfileVariable) is { } chosen ? Path.Combine(user.Home, chosen) : null;

    /// <inheritdoc/>
    public IReadOnlyList<IHostPlace> Find(CancellationToken cancellation)
    {
        if (!series.IsIn(programs)) throw new EnlargerException(ErrorKind.Output, $"This build of Enlarger has no plug-in for {Name} ({series.Starter}): use the one for Linux.");

        // One program may have several names, and one profile several programs.
        List<GimpEditor> installed = [.. series.Programs
            .Select(user.Program).OfType<string>().Select(gimp => GimpEditor.Installed(series, gimp, cancellation)).OfType<GimpEditor>().DistinctBy(ProfileOf)];
        // Flatpak gives its GIMP the other one's profiles where there are any.
        bool isShared = ChosenProfile is not null || installed.Count > 0 || Directory.Exists(Profiles);
        List<IHostPlace> places = [.. installed.Select(gimp => new GimpPlace(series, ProfileOf(gimp), gimp, programs))];
        if (GimpEditor.FromFlatpak(series, _flatpak, cancellation) is { } flatpak)
        {
            places.Add(new GimpPlace(series, isShared ? ProfileOf(flatpak) : Path.Combine(FlatpakProfiles, flatpak.Version), flatpak, programs));
        }

        return places.Count > 0
            ? places
            : throw new EnlargerException(ErrorKind.Output, $"{Name} was not found, neither on the search path nor in Flatpak: install it and try again.");
    }

    /// <inheritdoc/>
    public IEnumerable<string> Uninstall() => (ChosenProfile is { } chosen ? [chosen] : ProfilesIn(Profiles).Concat(ProfilesIn(FlatpakProfiles)))
        .Select(series.FolderIn).Where(folder => folder.Remove()).Select(folder => folder.Path);

    private string ProfileOf(GimpEditor gimp) => ChosenProfile ?? Path.Combine(Profiles, gimp.Version);

    // Of any version: the GIMP that it belonged to may be gone.
    private static IEnumerable<string> ProfilesIn(string folder) => Directory.Exists(folder) ? Directory.GetDirectories(folder).Order(StringComparer.Ordinal) : [];
}
