using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Enlarger.Tests.Gimp3;

/// <summary>A process as Linux tells of it. It may end at any time: its numbers are 0 then.</summary>
/// <param name="Id">Its number.</param>
internal readonly record struct LinuxProcess(int Id)
{
    /// <summary>Whether it runs.</summary>
    public bool IsAlive => Read("status") is { Length: > 0 } status && !status.Contains("State:\tZ", StringComparison.Ordinal);

    /// <summary>What it was started as.</summary>
    public string Command => Read("cmdline").Replace('\0', ' ');

    /// <summary>The largest part of memory that it has held, in bytes.</summary>
    public long PeakMemory => Regex.Match(Read("status"), @"^VmHWM:\s+(\d+)", RegexOptions.Multiline) is { Success: true } match ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * 1024 : 0;

    /// <summary>How long it is there.</summary>
    public TimeSpan WorkedFor
    {
        get
        {
            try
            {
                using var process = Process.GetProcessById(Id);
                return DateTime.Now - process.StartTime;
            }
            catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
            {
                return TimeSpan.Zero;
            }
        }
    }

    /// <summary>The processes that it has started.</summary>
    public IEnumerable<LinuxProcess> Children =>
        Read($"task/{Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => new LinuxProcess(int.Parse(id, CultureInfo.InvariantCulture)));

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

    private string Read(string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{Id}/{file}");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
