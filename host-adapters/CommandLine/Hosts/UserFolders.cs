using Enlarger.Models.Builder.Packages;

namespace Enlarger.CommandLine.Hosts;

/// <summary>Where a user's editors look for what is the user's: the folders that desktops have agreed on (XDG), and the programs on the search path.</summary>
/// <param name="variable">The environment's variables by name.</param>
internal sealed class UserFolders(Func<string, string?> variable)
{
    /// <summary>Those of the user who runs this process.</summary>
    public static UserFolders OfProcess { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>The user's own folder.</summary>
    public string Home => Chosen("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);

    /// <summary>Where programs keep settings.</summary>
    public string Config => Folder("XDG_CONFIG_HOME") ?? Path.Combine(Home, ".config");

    /// <summary>Where programs keep what is more than settings.</summary>
    public string Data => Folder("XDG_DATA_HOME") ?? Path.Combine(Home, ".local", "share");

    /// <summary>Where programs look for settings that the user does not have, the first place first.</summary>
    public IEnumerable<string> SystemConfig => (Chosen("XDG_CONFIG_DIRS") ?? "/etc/xdg").Split(Path.PathSeparator).Where(Path.IsPathFullyQualified);

    /// <summary>A variable's value; null if it is empty.</summary>
    public string? Chosen(string name) => variable(name) is { Length: > 0 } value ? value : null;

    /// <summary>The folder that a variable names; null if it is none or a relative one, which means nothing to a desktop.</summary>
    public string? Folder(string name) => Chosen(name) is { } folder && Path.IsPathFullyQualified(folder) ? folder : null;

    /// <summary>The full path of a program on the search path; null if there is none.</summary>
    public string? Program(string name) => SearchPath.Find(name, variable("PATH"));
}
