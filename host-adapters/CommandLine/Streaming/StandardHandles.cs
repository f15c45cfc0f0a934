using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Enlarger.CommandLine.Streaming;

/// <summary>
/// The raw standard streams and inherited descriptors. The streams of <see cref="Console"/> would take a closed reader for success.
/// </summary>
internal static partial class StandardHandles
{
    /// <summary>The standard input.</summary>
    public static Stream OpenInput() => new FileStream(Standard(0, -10), FileAccess.Read, bufferSize: 0);

    /// <summary>The standard output.</summary>
    public static Stream OpenOutput() => new FileStream(Standard(1, -11), FileAccess.Write, bufferSize: 0);

    /// <summary>A descriptor (a handle on Windows) that the host let this process inherit.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: there is none of that number.</exception>
    public static Stream OpenInherited(int number)
    {
        try
        {
            return new FileStream(new SafeFileHandle(number, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
        {
            throw new EnlargerException(ErrorKind.Usage, $"The control descriptor {number} is not open for reading.", exception);
        }
    }

    private static SafeFileHandle Standard(int descriptor, int windowsNumber) =>
        new(OperatingSystem.IsWindows() ? GetStdHandle(windowsNumber) : descriptor, ownsHandle: false);

    [LibraryImport("kernel32")]
    private static partial nint GetStdHandle(int number);
}
