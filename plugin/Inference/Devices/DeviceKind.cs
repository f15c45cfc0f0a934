namespace Enlarger.Inference.Devices;

/// <summary>What a generator runs on.</summary>
public enum DeviceKind
{
    /// <summary>The processor; it is always there.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU through CUDA.</summary>
    Cuda,

    /// <summary>A GPU through DirectML, on Windows.</summary>
    DirectML,
}
