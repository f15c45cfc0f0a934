namespace Enlarger;

/// <summary>The folders in which Enlarger keeps what it fetches and remembers for a user.</summary>
internal static class UserFolder
{
    /// <summary>A folder: the one that an environment variable names, else one in the user's folder for application data that stays on this machine.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="name">The folder's name there.</param>
    public static string Of(string variable, string name) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } chosen
        ? Path.GetFullPath(chosen)
        : Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            OperatingSystem.IsWindows() ? "Enlarger" : "enlarger",
            name);
}
