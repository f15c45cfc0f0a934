using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Enlarger.Explorer.Native;

/// <summary>Ctrl-C for a program whose console nobody sees.</summary>
internal static partial class ConsoleInterrupt
{
    private const uint ControlC = 0, All = 0;

    /// <summary>Sends it, if the program has a console by now and still runs.</summary>
    public static void Send(Process process)
    {
        if (!AttachConsole((uint)process.Id)) return;
        try
        {
            // It goes to all at that console, and so to this process, which from now on does not mind.
            if (SetConsoleCtrlHandler(0, true)) GenerateConsoleCtrlEvent(ControlC, All);
        }
        finally
        {
            FreeConsole();
        }
    }

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool AttachConsole(uint process);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool FreeConsole();

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetConsoleCtrlHandler(nint handler, [MarshalAs(UnmanagedType.Bool)] bool add);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GenerateConsoleCtrlEvent(uint signal, uint group);
}
