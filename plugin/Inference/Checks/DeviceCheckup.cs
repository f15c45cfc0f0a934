using Enlarger.Imaging;
using Enlarger.Inference.Devices;
using Enlarger.Inference.Faults;
using Enlarger.Models;
using Enlarger.Tiling;

namespace Enlarger.Inference.Checks;

/// <summary>Checks every device with every generator that is installed, whatever is remembered: for a report to read and to pass on.</summary>
public sealed class DeviceCheckup
{
    private readonly ModelStore _models;
    private readonly DeviceInventory _devices;
    private readonly DeviceCheck _check;
    private readonly NetworkLoader _loader;

    internal DeviceCheckup(ModelStore models, DeviceInventory devices, DeviceCheck check, NetworkLoader loader)
    {
        _models = models;
        _devices = devices;
        _check = check;
        _loader = loader;
    }

    /// <summary>The version of ONNX Runtime.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Device"/>: it cannot be loaded.</exception>
    public string Runtime => _loader.Version;

    /// <summary>Checks, one after the other; a check takes as long as the processor needs for a tile. What passes or fails is remembered.</summary>
    /// <param name="beginning">Told the device and the generator before the processor makes the tile, which takes longest.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Each result when it is there; where a device cannot be opened or lacks memory, a failed one.</returns>
    public IEnumerable<CheckResult> Run(Action<DeviceInfo, GeneratorDescription> beginning, CancellationToken cancellation)
    {
        foreach (DeviceInfo device in _devices.Kinds.Where(kind => kind != DeviceKind.Cpu).SelectMany(kind => _devices.Find(kind).Devices))
        {
            foreach (GeneratorDescription generator in _models.Generators.Where(generator => _models.Check(generator) == ModelState.Present))
            {
                foreach (Placement placement in Placement.On(device, generator).Reverse()) yield return Check(generator, placement, beginning, cancellation);
            }
        }
    }

    private CheckResult Check(GeneratorDescription generator, Placement placement, Action<DeviceInfo, GeneratorDescription> beginning, CancellationToken cancellation)
    {
        var needs = TileNeeds.Of(generator);
        PixelSize window = TileBudget.OfDevice(placement.Device).Window(needs, needs.Halo, 0);
        try
        {
            return _check.Of(generator, placement, window, again: true, () => beginning(placement.Device, generator), cancellation);
        }
        catch (Exception e) when (e is DeviceFault or EnlargerException { Kind: ErrorKind.Model })
        {
            return _check.NotMade(generator, placement, window, e.Message);
        }
    }
}
