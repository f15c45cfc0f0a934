using Enlarger.Inference.Devices;
using Enlarger.Models;

namespace Enlarger.Inference;

/// <summary>Loaded generators, kept for the next picture: loading one takes longer than running it on a small tile.</summary>
/// <param name="models">Where the generators lie.</param>
internal sealed class GeneratorPool(ModelStore models) : IDisposable
{
    private readonly Dictionary<(string Sha256, Device Device), NetworkGenerator> _loaded = [];

    /// <summary>The generator, loaded on the device.</summary>
    /// <exception cref="EnlargerException">
    /// <see cref="ErrorKind.Model"/>: it is missing, damaged or not loadable; <see cref="ErrorKind.Device"/>: the device is not there.
    /// </exception>
    public NetworkGenerator Load(GeneratorDescription description, Device device, CancellationToken cancellation)
    {
        if (device.Kind != DeviceKind.Cpu)
        {
            throw new EnlargerException(ErrorKind.Device, $"The device {device} cannot be used by this version: choose cpu or auto.");
        }

        lock (_loaded)
        {
            if (_loaded.TryGetValue((description.Sha256, device), out NetworkGenerator? generator)) return generator;
            string path = models.Require(description, cancellation);
            generator = new NetworkGenerator(description, new OnnxSessionOpener().Open(description.Id, path, device, null));
            _loaded.Add((description.Sha256, device), generator);
            return generator;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (NetworkGenerator generator in _loaded.Values) generator.Dispose();
        _loaded.Clear();
    }
}
