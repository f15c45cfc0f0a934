using System.Globalization;

namespace Enlarger.Tests.Support;

/// <summary>The most memory that this process has held, as Linux counts it; nothing elsewhere.</summary>
internal static class PeakMemory
{
    /// <summary>The bytes since the last reset.</summary>
    public static long Bytes
    {
        get
        {
            if (!OperatingSystem.IsLinux()) return 0;

            string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) << 10;
        }
    }

    /// <summary>Begins to count again from what is held now.</summary>
    public static void Reset()
    {
        if (OperatingSystem.IsLinux()) File.WriteAllText("/proc/self/clear_refs", "5");
    }
}
