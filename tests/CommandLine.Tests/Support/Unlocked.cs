using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Enlarger.Tests.Support;

/// <summary>Opens files as native libraries do: without the lock that .NET takes.</summary>
internal static class Unlocked
{
    private const int ReadWrite = 2;

    public static SafeFileHandle Open(string path) => OperatingSystem.IsWindows()
        ? File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite)
        : new SafeFileHandle(open(path, ReadWrite), ownsHandle: true);

    [DllImport("libc", BestFitMapping = false)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
