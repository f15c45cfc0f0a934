using Enlarger.Inference.Faults;
using Microsoft.ML.OnnxRuntime;

namespace Enlarger.Inference.Devices.Cuda;

/// <summary>
/// Makes the provider for CUDA known to ONNX Runtime, whose build here was not made with it: such a one takes providers as libraries that
/// are registered, and then lists their devices.
/// </summary>
internal static class CudaRegistration
{
    private const string ProviderName = "CUDAExecutionProvider";
    private const string DeviceOption = "device_id";

    private static readonly Lock Gate = new();
    private static bool _registered;

    /// <summary>Has sessions run on a GPU.</summary>
    /// <param name="options">What the sessions are made with.</param>
    /// <param name="library">The provider's library.</param>
    /// <param name="index">The GPU's number in CUDA.</param>
    /// <param name="settings">The provider's settings, as its documentation names them.</param>
    /// <exception cref="OnnxRuntimeException">The provider does not load.</exception>
    /// <exception cref="DeviceFault">ONNX Runtime does not see that GPU.</exception>
    public static void Append(SessionOptions options, string library, int index, IReadOnlyDictionary<string, string> settings)
    {
        string number = $"{index}";
        OrtEpDevice device = Devices(library).FirstOrDefault(device => device.EpOptions.Entries.TryGetValue(DeviceOption, out string? told) && told == number)
            ?? throw new DeviceFault(FaultKind.Absent, $"ONNX Runtime does not see an NVIDIA GPU with the number {index}, as in a container without /sys: use cpu");

        // Its number is among the device's own settings.
        options.AppendExecutionProvider(OrtEnv.Instance(), [device], settings);
    }

    private static IEnumerable<OrtEpDevice> Devices(string library)
    {
        lock (Gate)
        {
            // Once per process, or it is an error.
            if (!_registered) OrtEnv.Instance().RegisterExecutionProviderLibrary(ProviderName, library);
            _registered = true;
            return OrtEnv.Instance().GetEpDevices().Where(device => device.EpName == ProviderName);
        }
    }
}
