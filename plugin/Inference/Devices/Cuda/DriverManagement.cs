using System.Text;

namespace Enlarger.Inference.Devices.Cuda;

/// <summary>
/// The driver's management library (NVML), which tells what CUDA does not: its version, and how much memory is free before a process
/// has taken its own part. It may be missing in a container, and what it does not tell is done without.
/// </summary>
internal sealed unsafe class DriverManagement
{
    // NVML_SYSTEM_DRIVER_VERSION_BUFFER_SIZE.
    private const int VersionLength = 80;

    private readonly delegate* unmanaged[Cdecl]<byte*, uint, int> _nvmlSystemGetDriverVersion;
    private readonly delegate* unmanaged[Cdecl]<byte*, nint*, int> _nvmlDeviceGetHandleByPciBusId;
    private readonly delegate* unmanaged[Cdecl]<nint, Memory*, int> _nvmlDeviceGetMemoryInfo;

    private DriverManagement(DriverLibrary library)
    {
        var nvmlInit = (delegate* unmanaged[Cdecl]<int>)library.Function("nvmlInit_v2");
        _nvmlSystemGetDriverVersion = (delegate* unmanaged[Cdecl]<byte*, uint, int>)library.Function("nvmlSystemGetDriverVersion");
        _nvmlDeviceGetHandleByPciBusId = (delegate* unmanaged[Cdecl]<byte*, nint*, int>)library.Function("nvmlDeviceGetHandleByPciBusId_v2");
        _nvmlDeviceGetMemoryInfo = (delegate* unmanaged[Cdecl]<nint, Memory*, int>)library.Function("nvmlDeviceGetMemoryInfo");
        DriverException.ThrowUnlessZero(nvmlInit(), "nvmlInit");
    }

    /// <summary>Starts the library; null where it is missing or does not start.</summary>
    public static DriverManagement? Open(string name)
    {
        try
        {
            return DriverLibrary.Open(name) is { } library ? new DriverManagement(library) : null;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DriverException)
        {
            return null;
        }
    }

    /// <summary>The driver's version; empty where it is not told.</summary>
    public string DriverVersion()
    {
        byte* text = stackalloc byte[VersionLength];
        return _nvmlSystemGetDriverVersion(text, VersionLength) == 0 ? DriverLibrary.Text(new(text, VersionLength)) : "";
    }

    /// <summary>What is free of a GPU's memory; null where it is not told, as for a part of a divided GPU.</summary>
    /// <param name="busAddress">The GPU's address on the bus.</param>
    public long? FreeBytes(string busAddress)
    {
        nint device;
        Memory memory;
        fixed (byte* address = Encoding.UTF8.GetBytes(busAddress + '\0'))
        {
            if (_nvmlDeviceGetHandleByPciBusId(address, &device) != 0 || _nvmlDeviceGetMemoryInfo(device, &memory) != 0) return null;
        }

        return (long)memory.Free;
    }

    // nvmlMemory_t; all three are there to be its size.
    private struct Memory
    {
#pragma warning disable CS0649 // The library fills it.
        public ulong Total;
        public ulong Free;
        public ulong Used;
#pragma warning restore CS0649
    }
}
