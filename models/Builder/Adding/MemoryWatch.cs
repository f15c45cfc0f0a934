using System.Diagnostics;

namespace Enlarger.Models.Builder.Adding;

/// <summary>Watches how far this process grows while something runs. The operating systems have no common way to ask for it afterwards.</summary>
internal static class MemoryWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(2);

    /// <summary>Runs something and returns by how many bytes the process grew meanwhile.</summary>
    public static long Growth(Action action)
    {
        using Process process = Process.GetCurrentProcess();
        using ManualResetEventSlim done = new();
        long before = process.WorkingSet64;
        long peak = before;
        Thread watcher = new(() =>
        {
            do
            {
                process.Refresh();
                peak = Math.Max(peak, process.WorkingSet64);
            }
            while (!done.Wait(Interval));
        });
        watcher.Start();
        try
        {
            action();
        }
        finally
        {
            done.Set();
            watcher.Join();
        }

        return peak - before;
    }
}
