using System.Runtime.InteropServices;

namespace Enlarger.Gimp2.Native;

/// <summary>
/// The handlers of signals as .NET has set them. gimp_main sets its own, with which a null reference, an exception that .NET makes of a
/// signal, would end the process.
/// </summary>
internal static unsafe partial class SignalHandlers
{
    // SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGCHLD.
    private static readonly int[] Signals = [4, 5, 6, 7, 8, 11, 17];

    // More than struct sigaction has on any Linux.
    private const int Size = 256;

    private static readonly byte[] Kept = new byte[Signals.Length * Size];

    /// <summary>Remembers the handlers as they are.</summary>
    public static void Keep()
    {
        fixed (byte* kept = Kept)
        {
            for (int i = 0; i < Signals.Length; i++) _ = sigaction(Signals[i], null, kept + (i * Size));
        }
    }

    /// <summary>Puts back what <see cref="Keep"/> remembered.</summary>
    public static void PutBack()
    {
        fixed (byte* kept = Kept)
        {
            for (int i = 0; i < Signals.Length; i++) _ = sigaction(Signals[i], kept + (i * Size), null);
        }
    }

    [LibraryImport("libc")]
    private static partial int sigaction(int signal, byte* action, byte* before);
}
