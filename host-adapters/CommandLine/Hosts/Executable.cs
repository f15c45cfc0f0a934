using System.Runtime.Versioning;

namespace Enlarger.CommandLine.Hosts;

/// <summary>Files that are programs.</summary>
internal static class Executable
{
    private const UnixFileMode Everybody = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Lets everybody start a file who may read it.</summary>
    [UnsupportedOSPlatform("windows")]
    public static void Make(string file)
    {
        UnixFileMode mode = File.GetUnixFileMode(file);
        // The bits for reading lie two above those for starting.
        File.SetUnixFileMode(file, mode | ((UnixFileMode)((int)mode >> 2) & Everybody));
    }
}
