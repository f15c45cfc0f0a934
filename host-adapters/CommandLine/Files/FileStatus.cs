using System.Runtime.InteropServices;

namespace Enlarger.CommandLine.Files;

/// <summary>What Linux says of a file; it lays this out alike on every processor.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal unsafe partial struct FileStatus
{
    private const int CurrentFolder = -100, EmptyPath = 0x1000;
    private const uint Kind = 1, Number = 0x100;

    /// <summary>The kind of the file and its permissions.</summary>
    [FieldOffset(28)]
    public readonly ushort Mode;

    /// <summary>The number of the file on its disk.</summary>
    [FieldOffset(32)]
    public readonly ulong Inode;

    /// <summary>The number of the disk.</summary>
    [FieldOffset(136)]
    public readonly ulong Disk;

    /// <summary>The status of what a path leads to, its links followed, without opening it; null if it leads nowhere.</summary>
    public static FileStatus? Of(string path)
    {
        FileStatus status = default;
        return statx(CurrentFolder, path, 0, Kind | Number, &status) == 0 ? status : null;
    }

    /// <summary>The status of an open file.</summary>
    public static FileStatus? Of(SafeHandle file)
    {
        FileStatus status = default;
        return statx((int)file.DangerousGetHandle(), "", EmptyPath, Kind | Number, &status) == 0 ? status : null;
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int folder, string path, int flags, uint wanted, FileStatus* status);
}
