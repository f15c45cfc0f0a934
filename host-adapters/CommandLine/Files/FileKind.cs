using System.Runtime.InteropServices;

namespace Enlarger.CommandLine.Files;

/// <summary>Tells files from devices, pipes and sockets without opening them, because opening a pipe waits for its other end.</summary>
internal static unsafe partial class FileKind
{
    private const int CurrentFolder = -100;
    private const uint KindOnly = 1;
    private const int KindMask = 0xF000, Folder = 0x4000, Regular = 0x8000;

    /// <summary>Whether a path, its links followed, leads to something that is neither a file nor a folder; false if it leads nowhere.</summary>
    public static bool IsStream(string path)
    {
        if (!OperatingSystem.IsLinux()) return false;
        FileStatus status = default;
        return statx(CurrentFolder, path, 0, KindOnly, &status) == 0 && (status.Mode & KindMask) is not (Folder or Regular);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int folder, string path, int flags, uint wanted, FileStatus* status);

    // Linux lays it out alike on every processor; only the kind of the file matters here.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct FileStatus
    {
        [FieldOffset(28)]
        public ushort Mode;
    }
}
