using Enlarger.Inference.Devices;
using Enlarger.Models;

namespace Enlarger.Inference;

/// <summary>Where and how a network runs.</summary>
/// <param name="Device">The device.</param>
/// <param name="Precision">What it computes in.</param>
internal sealed record Placement(DeviceInfo Device, Precision Precision)
{
    /// <summary>The processor in single precision, with which all others are compared.</summary>
    public static Placement Reference { get; } = new(new ProcessorFinder().Find().Devices[0], Precision.Single);

    /// <summary>Whether it is the processor.</summary>
    public bool IsReference => Device.Device.Kind == DeviceKind.Cpu;

    /// <summary>The device as messages name it: by its name among the options, and by its maker's.</summary>
    public string DeviceName => $"{Device.Device} ({Device.Name})";

    /// <summary>The ways in which a device can run a generator, the fastest first.</summary>
    public static IEnumerable<Placement> On(DeviceInfo device, GeneratorDescription description) => device.Device.Kind != DeviceKind.Cpu && description.HalfSha256 is not null
        ? [new Placement(device, Precision.Half), new Placement(device, Precision.Single)]
        : [new Placement(device, Precision.Single)];

    /// <summary>The placement as messages name it.</summary>
    public override string ToString() => DeviceName + (Precision == Precision.Half ? " in half precision" : "");
}
