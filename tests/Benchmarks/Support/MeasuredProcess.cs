using System.Diagnostics;
using System.Globalization;

namespace Enlarger.Benchmarks.Support;

/// <summary>The real program in a process of its own, whose memory is watched.</summary>
internal static class MeasuredProcess
{
    // What the kernel calls the peak of the resident memory, in kB.
    private const string PeakField = "VmHWM:";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Runs it to its end.</summary>
    /// <returns>The peak of its resident memory in bytes.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static long Run(params string[] arguments)
    {
        using Process process = Process.Start(Path.Combine(AppContext.BaseDirectory, "enlarger"), arguments);
        long peak = 0;
        while (!process.WaitForExit(Pause)) peak = Math.Max(peak, Peak(process.Id));
        return process.ExitCode == 0 ? peak : throw new InvalidOperationException($"enlarger {string.Join(' ', arguments)} ended with exit code {process.ExitCode}.");
    }

    private static long Peak(int process)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith(PeakField, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line[PeakField.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            // It has just ended.
            return 0;
        }
    }
}
