using Enlarger.Imaging;
using Enlarger.Inference.Faults;
using Enlarger.Models;

namespace Enlarger.Inference;

/// <summary>Loads generators onto devices, under watch where the device is one that can hang.</summary>
/// <param name="find">A generator's verified file.</param>
/// <param name="opener">What opens it.</param>
/// <param name="time">The clock.</param>
internal sealed class NetworkLoader(Func<GeneratorDescription, Precision, CancellationToken, NetworkFile> find, ISessionOpener opener, TimeProvider time)
{
    /// <summary>The version of what runs networks.</summary>
    public string Version => opener.Version;

    /// <summary>Loads a generator.</summary>
    /// <param name="description">The generator.</param>
    /// <param name="placement">Where and how it shall run.</param>
    /// <param name="window">The size of every input, for which smaller ones are filled up; null for any.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: it is missing, damaged or not loadable.</exception>
    /// <exception cref="DeviceFault">The device cannot be used.</exception>
    public NetworkGenerator Load(GeneratorDescription description, Placement placement, PixelSize? window, CancellationToken cancellation)
    {
        NetworkFile file = find(description, placement.Precision, cancellation);
        IInferenceSession session = placement.IsReference
            ? opener.Open(description.Id, file, placement.Device.Device, null)
            : WatchedSession.Open(() => opener.Open(description.Id, file, placement.Device.Device, window), time, cancellation);
        return new NetworkGenerator(description, session, window);
    }
}
