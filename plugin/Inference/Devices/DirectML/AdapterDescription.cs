using System.Runtime.InteropServices;

namespace Enlarger.Inference.Devices.DirectML;

/// <summary>What Windows tells about an adapter, as it lays it out: DXGI_ADAPTER_DESC1.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct AdapterDescription
{
    /// <summary>The characters that a name has room for, a closing zero included.</summary>
    public const int NameLength = 128;

    // DXGI_ADAPTER_FLAG_SOFTWARE.
    private const uint SoftwareFlag = 2;

    // Microsoft Basic Render Driver, which did not always have the flag.
    private const uint Microsoft = 0x1414, BasicRenderDriver = 0x8C;

    public fixed char Name[NameLength];
    public uint Vendor;
    public uint Model;
    public uint Subsystem;
    public uint Revision;
    public nuint DedicatedVideoMemory;
    public nuint DedicatedSystemMemory;
    public nuint SharedSystemMemory;
    public long LocalIdentifier;
    public uint Flags;

    /// <summary>Whether the processor only plays the adapter's part.</summary>
    public readonly bool IsSoftware => (Flags & SoftwareFlag) != 0 || (Vendor == Microsoft && Model == BasicRenderDriver);
}
