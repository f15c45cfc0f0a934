using Enlarger.Imaging;
using Enlarger.Inference.Devices;
using Enlarger.Models;

namespace Enlarger.Inference;

/// <summary>Loads networks onto devices: the seam behind which ONNX Runtime and its providers lie.</summary>
internal interface ISessionOpener
{
    /// <summary>The version of what runs networks.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Device"/>: it is not there, or does not load.</exception>
    string Version { get; }

    /// <summary>Loads a network. May take seconds.</summary>
    /// <param name="name">What to call the network in errors.</param>
    /// <param name="file">The verified ONNX file.</param>
    /// <param name="device">What runs it.</param>
    /// <param name="input">The size of every input, for which the device may prepare itself; null for any size.</param>
    /// <exception cref="EnlargerException">
    /// <see cref="ErrorKind.Model"/>: the file is not accepted. <see cref="ErrorKind.Device"/>: what runs networks is not there, or does not load.
    /// </exception>
    /// <exception cref="Faults.DeviceFault">The device cannot be used.</exception>
    IInferenceSession Open(string name, NetworkFile file, Device device, PixelSize? input);
}
