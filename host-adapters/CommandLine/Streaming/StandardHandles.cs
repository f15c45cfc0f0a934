using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Enlarger.CommandLine.Streaming;

/// <summary>
/// The raw standard streams and inherited descriptors. The streams of <see cref="Console"/> would take a closed reader for success.
/// </summary>
internal static partial class StandardHandles
{
    /// <summary>The standard input.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: the host closed it.</exception>
    public static Stream OpenInput() => IsInherited(0)
        ? new FileStream(Standard(0, -10), FileAccess.Read, bufferSize: 0)
        : throw new EnlargerException(ErrorKind.Input, "The standard input is closed.");

    /// <summary>The standard output.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: the host closed it.</exception>
    public static Stream OpenOutput() => IsInherited(1)
        ? new FileStream(Standard(1, -11), FileAccess.Write, bufferSize: 0)
        : throw new EnlargerException(ErrorKind.Output, "The standard output is closed.");

    /// <summary>A descriptor (a handle on Windows) that the host let this process inherit.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: there is none of that number.</exception>
    public static Stream OpenInherited(int number)
    {
        try
        {
            if (!IsInherited(number)) throw new IOException("Not inherited.");
            return new FileStream(new SafeFileHandle(number, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
        {
            throw new EnlargerException(ErrorKind.Usage, $"The control descriptor {number} is not open for reading.", exception);
        }
    }

    // A descriptor that the host closed may since have become one of the runtime's own, which are marked as not to be inherited.
    private static bool IsInherited(int descriptor)
    {
        const string Folder = "/proc/self/fdinfo/", Flags = "flags:";
        const int NotToBeInherited = 0x80000;
        if (!OperatingSystem.IsLinux() || !Directory.Exists(Folder)) return true;

        string file = Folder + descriptor.ToString(CultureInfo.InvariantCulture);
        return File.Exists(file) &&
            File.ReadLines(file).FirstOrDefault(line => line.StartsWith(Flags, StringComparison.Ordinal)) is { } flags &&
            (Convert.ToInt32(flags[Flags.Length..].Trim(), 8) & NotToBeInherited) == 0;
    }

    private static SafeFileHandle Standard(int descriptor, int windowsNumber) =>
        new(OperatingSystem.IsWindows() ? GetStdHandle(windowsNumber) : descriptor, ownsHandle: false);

    [LibraryImport("kernel32")]
    private static partial nint GetStdHandle(int number);
}
