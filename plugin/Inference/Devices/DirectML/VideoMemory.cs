using System.Runtime.InteropServices;

namespace Enlarger.Inference.Devices.DirectML;

/// <summary>What a process may take of an adapter's memory, as Windows lays it out: DXGI_QUERY_VIDEO_MEMORY_INFO.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct VideoMemory
{
    public ulong Budget;
    public ulong CurrentUsage;
    public ulong AvailableForReservation;
    public ulong CurrentReservation;

    /// <summary>What is left to take.</summary>
    public readonly long Free => Budget > CurrentUsage ? (long)Math.Min(Budget - CurrentUsage, long.MaxValue) : 0;
}
