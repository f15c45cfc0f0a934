using System.Runtime.InteropServices;

namespace Enlarger.Inference.Devices;

/// <summary>Knows the processor, which is always there.</summary>
internal sealed class ProcessorFinder : IDeviceFinder
{
    /// <inheritdoc/>
    public DeviceKind Kind => DeviceKind.Cpu;

    /// <inheritdoc/>
    public DeviceListing Find()
    {
        long memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return new DeviceListing([new DeviceInfo(Device.Cpu, $"{ModelName()}, {Environment.ProcessorCount} threads", "", memory, memory)], null);
    }

    private static string ModelName()
    {
        const string Model = "model name";
        string? name = OperatingSystem.IsWindows()
            ? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            : File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(Model, StringComparison.Ordinal))?.Split(':', 2)[1].Trim() : null;
        return string.IsNullOrWhiteSpace(name) ? RuntimeInformation.ProcessArchitecture.ToString() : name;
    }
}
