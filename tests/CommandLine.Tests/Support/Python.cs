using System.Diagnostics;

namespace Enlarger.Tests.Support;

/// <summary>Runs lines of Python with the module that adapters use.</summary>
internal static class Python
{
    /// <summary>The folder of the module in the program's.</summary>
    public static string Modules { get; } = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(RealProgram.Path)!, "python");

    /// <summary>Runs it; what it printed.</summary>
    public static string Run(string text, string? program = null, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("python3", ["-c", text])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PYTHONPATH"] = Modules, ["PYTHONDONTWRITEBYTECODE"] = "1", ["ENLARGER_PROGRAM"] = program ?? RealProgram.Path },
        };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("Python is not installed.");
            throw;
        }

        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            (int exitCode, string error) = RealProgram.End(process);
            Assert.That(exitCode, Is.Zero, error);
            return output.Result;
        }
    }
}
