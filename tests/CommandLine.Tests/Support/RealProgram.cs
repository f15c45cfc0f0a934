using System.Diagnostics;
using System.Text;

namespace Enlarger.Tests.Support;

/// <summary>The real program in a process of its own.</summary>
internal static class RealProgram
{
    /// <summary>Long enough for a slow machine, short enough that a hang is noticed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "enlarger.exe" : "enlarger");

    public static Process Start(params string[] arguments) => Start(Path, arguments);

    /// <summary>Runs a line of the shell in which "$0" is the program, for redirections that .NET has no words for.</summary>
    public static Process Shell(string line, params string[] arguments) => Start("/bin/bash", ["-c", line, Path, .. arguments]);

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

    private static Process Start(string program, string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardOutputEncoding = Encoding.UTF8,
        StandardErrorEncoding = Encoding.UTF8,
    })!;
}
