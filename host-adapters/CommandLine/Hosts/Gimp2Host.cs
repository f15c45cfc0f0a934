using Enlarger.Models.Builder.Packages;

namespace Enlarger.CommandLine.Hosts;

/// <summary>GIMP 2.10, as a package of the system and from Flatpak.</summary>
/// <param name="programs">The programs to put into it.</param>
/// <param name="variable">The environment's variables by name.</param>
internal sealed class Gimp2Host(ProgramFolder programs, Func<string, string?> variable) : IHost
{
    private const string Application = "org.gimp.GIMP";

    // What is called gimp may be the next version, with this one beside it.
    private static readonly string[] Names = ["gimp-2.10", "gimp"];

    /// <inheritdoc/>
    public string Id => "gimp";

    /// <inheritdoc/>
    public string Name => "GIMP 2.10";

    /// <inheritdoc/>
    public string NextStep => "restart it and look under Filters > Enlarger";

    private string Home => Chosen("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);

    private string SystemProfiles => Path.Combine(Folder("XDG_CONFIG_HOME") ?? Path.Combine(Home, ".config"), "GIMP");

    // GIMP takes a relative one for one in the user's folder.
    private string? ChosenProfile => Chosen("GIMP2_DIRECTORY") is { } chosen ? Path.Combine(Home, chosen) : null;

    private string Profile => ChosenProfile ?? Path.Combine(SystemProfiles, "2.10");

    private string FlatpakProfile => Path.Combine(Home, ".var", "app", Application, "config", "GIMP", "2.10");

    private IEnumerable<string> FlatpakFolders =>
    [
        Folder("FLATPAK_SYSTEM_DIR") ?? "/var/lib/flatpak",
        Folder("FLATPAK_USER_DIR") ?? Path.Combine(Folder("XDG_DATA_HOME") ?? Path.Combine(Home, ".local", "share"), "flatpak"),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<IHostPlace> Find(CancellationToken cancellation)
    {
        if (!programs.Has(Gimp2Place.Program))
        {
            throw new EnlargerException(ErrorKind.Output, $"This build of Enlarger has no program for GIMP ({Gimp2Place.Program}): use the one for Linux.");
        }

        Gimp2Editor? installed = FindInstalled(cancellation), flatpak = FindInFlatpak(cancellation);
        // Flatpak gives its GIMP the other one's profiles where there are any.
        bool isShared = ChosenProfile is not null || installed is not null || Directory.Exists(SystemProfiles);
        var places = new List<IHostPlace>();
        if (installed is not null) places.Add(new Gimp2Place(Profile, installed, programs));
        if (flatpak is not null) places.Add(new Gimp2Place(isShared ? Profile : FlatpakProfile, flatpak, programs));
        return places.Count > 0
            ? places
            : throw new EnlargerException(ErrorKind.Output, $"{Name} was not found, neither on the search path nor in Flatpak: install it and try again.");
    }

    /// <inheritdoc/>
    public IEnumerable<string> Uninstall() => new[] { Profile, ChosenProfile ?? FlatpakProfile }
        .Distinct().Select(Gimp2Place.FolderIn).Where(folder => folder.Remove()).Select(folder => folder.Path);

    private Gimp2Editor? FindInstalled(CancellationToken cancellation) => Names
        .Select(OnPath).OfType<string>().Select(Gimp2Editor.Installed).FirstOrDefault(gimp => gimp.IsRightVersion(cancellation));

    private Gimp2Editor? FindInFlatpak(CancellationToken cancellation) =>
        FlatpakFolders.Any(folder => Directory.Exists(Path.Combine(folder, "app", Application)))
        && OnPath("flatpak") is { } flatpak
        && Gimp2Editor.InFlatpak(flatpak, Application) is var gimp && gimp.IsRightVersion(cancellation) ? gimp : null;

    private string? OnPath(string program) => SearchPath.Find(program, variable("PATH"));

    private string? Chosen(string name) => variable(name) is { Length: > 0 } value ? value : null;

    private string? Folder(string name) => Chosen(name) is { } folder && Path.IsPathFullyQualified(folder) ? folder : null;
}
