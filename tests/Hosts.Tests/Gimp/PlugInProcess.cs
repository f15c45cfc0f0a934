using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Enlarger.Tests.Gimp;

/// <summary>A process of the plug-in's that GIMP has started. It may end at any time: its numbers are 0 then.</summary>
/// <param name="Id">Its number.</param>
internal readonly record struct PlugInProcess(int Id)
{
    private const string Name = "enlarger-gimp2";

    /// <summary>The largest part of memory that it has held, in bytes.</summary>
    public long PeakMemory => MemoryOf(Id, "VmHWM");

    /// <summary>How long it has worked.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            try
            {
                using var process = Process.GetProcessById(Id);
                return process.TotalProcessorTime;
            }
            catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
            {
                return TimeSpan.Zero;
            }
        }
    }

    /// <summary>Those that run.</summary>
    public static IEnumerable<PlugInProcess> Of(GimpSession gimp)
    {
        foreach (Process process in Process.GetProcessesByName(Name))
        {
            using (process)
            {
                if (Status(process.Id, "PPid") == gimp.ProcessId) yield return new PlugInProcess(process.Id);
            }
        }
    }

    /// <summary>Ends it at once.</summary>
    public void Kill()
    {
        try
        {
            using var process = Process.GetProcessById(Id);
            process.Kill();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // It has ended.
        }
    }

    /// <summary>A line of what Linux says of a process' memory, in bytes.</summary>
    public static long MemoryOf(int process, string line) => Status(process, line) * 1024;

    private static long Status(int process, string line)
    {
        try
        {
            Match match = Regex.Match(File.ReadAllText($"/proc/{process}/status"), $@"^{line}:\s+(\d+)", RegexOptions.Multiline);
            return match.Success ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
