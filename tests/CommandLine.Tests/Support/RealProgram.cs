using System.Diagnostics;
using System.Text;

namespace Enlarger.Tests.Support;

/// <summary>The real program in a process of its own.</summary>
internal static class RealProgram
{
    /// <summary>Long enough for a slow machine, short enough that a hang is noticed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The exit code of <see cref="OnSmallDisk"/> where the machine does not let tests mount anything.</summary>
    public const int NoSmallDisk = 99;

    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "enlarger.exe" : "enlarger");

    public static Process Start(params string[] arguments) => Start(Path, arguments);

    /// <summary>Runs a line of the shell in which "$0" is the program, for redirections that .NET has no words for.</summary>
    public static Process Shell(string line, params string[] arguments) => Start("/bin/bash", ["-c", line, Path, .. arguments]);

    /// <summary>Runs with a disk of 32 kB, seen by nobody else, at that folder; its files are listed on standard output afterwards.</summary>
    public static Process OnSmallDisk(string folder, params string[] arguments) => OnDisk(folder, [], arguments);

    /// <summary>Runs with such a disk for temporary files.</summary>
    public static Process OnSmallTemporaryDisk(string folder, params string[] arguments) =>
        // The runtime would leave a socket there.
        OnDisk(folder, [("TMPDIR", folder), ("DOTNET_EnableDiagnostics", "0")], arguments);

    private static Process OnDisk(string folder, (string Name, string Value)[] environment, string[] arguments)
    {
        Directory.CreateDirectory(folder);
        string line = $"mount -t tmpfs -o size=32k tmpfs '{folder}' || exit {NoSmallDisk}; \"$0\" \"$@\" > /dev/null; code=$?; ls -A '{folder}'; exit $code";
        return Start("/bin/bash", ["-c", $"unshare -rm true || exit {NoSmallDisk}; exec unshare -rm bash -c \"$LINE\" \"$0\" \"$@\"", Path, .. arguments], [("LINE", line), .. environment]);
    }

    /// <summary>The exit code of <see cref="Unprivileged"/> where the tests run as root and nobody else can run the program.</summary>
    public const int NobodyElse = 98;

    /// <summary>Runs as somebody whom permissions bind: as this user, or, for root, as one who owns nothing.</summary>
    public static Process Unprivileged(params string[] arguments)
    {
        const string Change = "setpriv --reuid=65534 --regid=65534 --clear-groups";
        string line = $"[ $(id -u) != 0 ] && exec \"$0\" \"$@\"; {Change} \"$0\" --version > /dev/null 2>&1 || exit {NobodyElse}; exec {Change} \"$0\" \"$@\"";
        return Shell(line, arguments);
    }

    /// <summary>Waits for the end; the exit code and what was written to standard error.</summary>
    public static (int ExitCode, string Error) End(Process process)
    {
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("The program hangs.");
        }

        return (process.ExitCode, error.Result);
    }

    public static void Signal(Process process, string signal)
    {
        using Process kill = Process.Start("kill", ["-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static Process Start(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
