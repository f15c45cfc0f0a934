using Enlarger.Inference.Devices.Cuda;

namespace Enlarger.Inference.Devices;

/// <summary>The devices of this machine, looked for when they are asked for.</summary>
public sealed class DeviceInventory
{
    private readonly IReadOnlyList<IDeviceFinder> _finders;

    /// <summary>What some finders find.</summary>
    /// <param name="finders">One for each kind, in the order in which they are tried; the processor's is the last.</param>
    internal DeviceInventory(params IReadOnlyList<IDeviceFinder> finders) => _finders = finders;

    /// <summary>The kinds that this build knows on this system, in the order in which they are tried.</summary>
    public IReadOnlyList<DeviceKind> Kinds => [.. _finders.Select(finder => finder.Kind)];

    /// <summary>What this build looks for on this system.</summary>
    public static DeviceInventory OfThisMachine()
    {
        List<IDeviceFinder> finders = [];
        if (OperatingSystem.IsWindows()) finders.Add(new DirectMLFinder());
        if (OperatingSystem.IsLinux()) finders.Add(new CudaFinder());
        finders.Add(new ProcessorFinder());
        return new DeviceInventory(finders);
    }

    /// <summary>The devices of a kind.</summary>
    public DeviceListing Find(DeviceKind kind) => _finders.FirstOrDefault(finder => finder.Kind == kind)?.Find()
        ?? new DeviceListing([], $"{(kind == DeviceKind.DirectML ? "DirectML is a part of Windows" : "this build of Enlarger has no CUDA on this system")}: use {string.Join(" or ", Kinds.Select(Device.NameOf))}");
}
