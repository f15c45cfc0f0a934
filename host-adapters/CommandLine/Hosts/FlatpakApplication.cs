namespace Enlarger.CommandLine.Hosts;

/// <summary>An application as Flatpak would bring it, in its sandbox.</summary>
/// <param name="user">Whose it is.</param>
/// <param name="name">Its name there: org.gimp.GIMP.</param>
internal sealed class FlatpakApplication(UserFolders user, string name)
{
    /// <summary>What is its user's folder for settings.</summary>
    public string Config => Path.Combine(Own, "config");

    /// <summary>What is its user's folder for data.</summary>
    public string Data => Path.Combine(Own, "data");

    /// <summary>Flatpak's program; null where this application is not installed.</summary>
    public string? Flatpak => Installations.Any(folder => Directory.Exists(Path.Combine(folder, "app", name))) ? user.Program("flatpak") : null;

    private string Own => Path.Combine(user.Home, ".var", "app", name);

    private IEnumerable<string> Installations => [user.Folder("FLATPAK_SYSTEM_DIR") ?? "/var/lib/flatpak", user.Folder("FLATPAK_USER_DIR") ?? Path.Combine(user.Data, "flatpak")];

    /// <summary>The words that start it.</summary>
    /// <param name="flatpak">Flatpak's program.</param>
    public IReadOnlyList<string> Words(string flatpak) => [flatpak, "run", name];

    /// <summary>The words that start another program where it runs.</summary>
    /// <param name="flatpak">Flatpak's program.</param>
    /// <param name="program">The other program's path.</param>
    public IReadOnlyList<string> Words(string flatpak, string program) => [flatpak, "run", $"--command={program}", name];
}
