namespace Enlarger.CommandLine.Files;

/// <summary>Tells files from devices, pipes and sockets without opening them, because opening a pipe waits for its other end.</summary>
internal static class FileKind
{
    private const int KindMask = 0xF000, Folder = 0x4000, Regular = 0x8000;

    /// <summary>Whether a path, its links followed, leads to something that is neither a file nor a folder; false if it leads nowhere.</summary>
    public static bool IsStream(string path) =>
        OperatingSystem.IsLinux() && FileStatus.Of(path) is { } status && (status.Mode & KindMask) is not (Folder or Regular);
}
