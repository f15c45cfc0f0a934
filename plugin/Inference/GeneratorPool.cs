using Enlarger.Imaging;
using Enlarger.Inference.Checks;
using Enlarger.Inference.Devices;
using Enlarger.Models;

namespace Enlarger.Inference;

/// <summary>Generators kept for the next picture: loading one takes longer than running it on a small tile.</summary>
/// <param name="inventory">The devices to choose from.</param>
/// <param name="preferred">The GPU to try first where the user named no device; null for none.</param>
/// <param name="loader">Loads generators.</param>
/// <param name="check">Checks devices.</param>
/// <param name="operations">The flavour of pixel work.</param>
/// <param name="notices">Takes what the user should know.</param>
internal sealed class GeneratorPool(DeviceInventory inventory, Device? preferred, NetworkLoader loader, DeviceCheck check, IPixelOperations operations, Notices notices) : IDisposable
{
    private readonly Dictionary<(string Sha256, int? Invention, Device? Device), ReliableGenerator> _generators = [];

    /// <summary>The generator on a device; it is loaded when it is needed.</summary>
    /// <param name="description">The generator.</param>
    /// <param name="device">The device that the user named; null for the best that there is.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Device"/>: that device is not there.</exception>
    public ReliableGenerator Get(GeneratorDescription description, Device? device)
    {
        lock (_generators)
        {
            var key = (description.Sha256, description.Blend?.Invention, device);
            if (_generators.TryGetValue(key, out ReliableGenerator? known)) return known;
            if (description.Blend is not null) ForgetBlends(description.Sha256);
            IEnumerable<DeviceInfo> devices = device is { } named ? Named(named) : Best();
            var generator = new ReliableGenerator(description, new PlacementLadder(description, devices, device is not null, check, notices), loader, operations, notices);
            _generators.Add(key, generator);
            return generator;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ReliableGenerator generator in _generators.Values) generator.Dispose();
        _generators.Clear();
    }

    // A hundred of them may be asked for, one after the other, by who moves a slider.
    private void ForgetBlends(string sha256)
    {
        foreach ((string, int?, Device?) key in _generators.Keys.Where(key => key.Sha256 == sha256 && key.Invention is not null).ToList())
        {
            if (_generators.Remove(key, out ReliableGenerator? blend)) blend.Dispose();
        }
    }

    // Should it fail midway, the picture is finished on the processor.
    private IEnumerable<DeviceInfo> Named(Device device)
    {
        DeviceListing found = inventory.Find(device.Kind);
        DeviceInfo info = found.Devices.FirstOrDefault(candidate => candidate.Device == device) ?? throw new EnlargerException(
            ErrorKind.Device,
            found.Problem is { } problem
                ? $"There is no device {device}: {problem}."
                : $"There is no device {device}: this machine has {string.Join(", ", found.Devices.Select(candidate => candidate.Device))}.");
        return device.Kind == DeviceKind.Cpu ? [info] : [info, Placement.Reference.Device];
    }

    // After the preferred one, that with the most memory, which is no part of the processor's chip.
    private List<DeviceInfo> Best()
    {
        List<DeviceInfo> devices = [];
        foreach (DeviceKind kind in inventory.Kinds.Where(kind => kind != DeviceKind.Cpu))
        {
            DeviceListing found = inventory.Find(kind);
            devices.AddRange(found.Devices.OrderByDescending(device => device.TotalBytes));
            if (found.Problem is { } problem) notices.Add($"The CPU does the work; {Device.TitleOf(kind)} is not used: {problem}.");
        }

        return [.. devices.OrderByDescending(device => device.Device == preferred), Placement.Reference.Device];
    }
}
