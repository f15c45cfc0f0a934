using System.Diagnostics;
using System.Text;

namespace Enlarger.Tests.Support;

/// <summary>A process that has ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Bytes">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error, where Wine and libraries write too.</param>
internal sealed record ProcessRun(int ExitCode, byte[] Bytes, string Error)
{
    private const string Prefix = "enlarger: ";

    /// <summary>What it wrote to standard output, with the line ends of this machine.</summary>
    public string Output => Encoding.UTF8.GetString(Bytes).ReplaceLineEndings();

    /// <summary>What the program complained of, a sentence each.</summary>
    public string[] Sentences => [.. Lines.Where(line => line.StartsWith(Prefix, StringComparison.Ordinal)).Select(line => line[Prefix.Length..])];

    /// <summary>The lines of standard error.</summary>
    public string[] Lines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Runs to the end.</summary>
    /// <param name="program">What to start.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="patience">How long it may take; the test fails after that.</param>
    /// <param name="input">Its standard input, if any.</param>
    /// <param name="environment">Variables to set; null takes one away.</param>
    public static ProcessRun Of(string program, IEnumerable<string> arguments, TimeSpan patience, byte[]? input = null, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string? value) in environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        var output = new MemoryStream();
        var error = new MemoryStream();
        var reading = Task.WhenAll(Copy(process.StandardOutput.BaseStream, output), Copy(process.StandardError.BaseStream, error));
        process.StandardInput.BaseStream.Write(input ?? []);
        process.StandardInput.Close();

        bool ended = process.WaitForExit(patience);
        if (!ended) process.Kill(entireProcessTree: true);

        // Not until they end: a server that a compiler or Wine leaves behind may hold them open.
        reading.Wait(TimeSpan.FromSeconds(10));
        lock (output)
        {
            lock (error)
            {
                string said = Encoding.UTF8.GetString(error.ToArray());
                Assert.That(ended, $"{program} {string.Join(' ', start.ArgumentList)} did not end: {said}");
                return new ProcessRun(process.ExitCode, output.ToArray(), said);
            }
        }
    }

    private static Task Copy(Stream from, MemoryStream to) => Task.Run(() =>
    {
        byte[] buffer = new byte[1 << 16];
        for (int count; (count = from.Read(buffer)) > 0;)
        {
            lock (to) to.Write(buffer, 0, count);
        }
    });
}
