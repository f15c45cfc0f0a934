namespace Enlarger.Models.Builder.Packages;

/// <summary>
/// Finds a program among the folders of the search path, and nowhere else: starting it by its bare name would look into the current
/// folder first, and that is where pictures lie that came from somebody else.
/// </summary>
public static class SearchPath
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The full path of the first program of that name; null if there is none.</summary>
    /// <param name="program">The program's file name.</param>
    /// <param name="folders">The search path; its relative entries mean the current folder and are passed over.</param>
    public static string? Find(string program, string? folders) => (folders ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => OperatingSystem.IsWindows() ? folder.Trim('"') : folder)
        .Where(Path.IsPathFullyQualified)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(IsProgram);

    private static bool IsProgram(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (new FileInfo(path).UnixFileMode & Executable) != 0);
}
