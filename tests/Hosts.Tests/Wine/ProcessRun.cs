using System.Diagnostics;
using System.Text;

namespace Enlarger.Tests.Wine;

/// <summary>A process that has ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error, where Wine and libraries write too.</param>
internal sealed record ProcessRun(int ExitCode, string Output, string Error)
{
    private const string Prefix = "enlarger: ";

    /// <summary>What the program complained of, a sentence each.</summary>
    public string[] Sentences => [.. Lines.Where(line => line.StartsWith(Prefix, StringComparison.Ordinal)).Select(line => line[Prefix.Length..])];

    /// <summary>The lines of standard error.</summary>
    public string[] Lines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Runs to the end.</summary>
    /// <param name="program">What to start.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="patience">How long it may take; the test fails after that.</param>
    /// <param name="environment">Variables to set; null takes one away.</param>
    public static ProcessRun Of(string program, IEnumerable<string> arguments, TimeSpan patience, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach ((string name, string? value) in environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = new StringBuilder();
        var error = new StringBuilder();
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        // Not until the streams end: servers that a compiler or Wine leaves behind hold them open.
        bool ended = process.WaitForExit(patience);
        if (!ended) process.Kill(entireProcessTree: true);
        Task.WhenAny(Task.Run(process.WaitForExit), Task.Delay(500)).Wait();
        lock (output)
        {
            lock (error)
            {
                Assert.That(ended, $"{program} {string.Join(' ', start.ArgumentList)} did not end:\n{output}{error}");
                return new ProcessRun(process.ExitCode, output.ToString(), error.ToString());
            }
        }
    }

    private static void Keep(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.Append(line).Append('\n');
    }
}
