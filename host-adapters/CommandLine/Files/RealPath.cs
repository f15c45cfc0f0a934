namespace Enlarger.CommandLine.Files;

/// <summary>Paths without links in them, to tell whether two names are one place.</summary>
internal static class RealPath
{
    /// <summary>How names are compared on this system.</summary>
    public static StringComparer Comparer { get; } = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>The full path with its links followed, as far as it exists.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: the path is relative and the current folder is gone.</exception>
    public static string Of(string path)
    {
        string full = Full(path);
        string? folder = Path.GetDirectoryName(full);
        if (folder is null) return full;

        string here = Path.Combine(Of(folder), Path.GetFileName(full));
        return Path.Exists(here) ? Target(new FileInfo(here))?.FullName ?? here : here;
    }

    /// <summary>What a link leads to in the end; null if the file is no link, or one that leads nowhere but to itself.</summary>
    public static FileSystemInfo? Target(FileSystemInfo file)
    {
        try
        {
            return file.LinkTarget is null ? null : file.ResolveLinkTarget(returnFinalTarget: true);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string Full(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (FileNotFoundException exception)
        {
            throw new EnlargerException(ErrorKind.Output, $"'{path}' cannot be found: the current folder is gone.", exception);
        }
    }
}
