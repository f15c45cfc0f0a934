using Enlarger.Inference.Devices.Cuda;
using Microsoft.ML.OnnxRuntime;

namespace Enlarger.Inference.Natives;

/// <summary>ONNX Runtime's native library.</summary>
internal static class OnnxRuntimeLibrary
{
    /// <summary>The name that it is called by.</summary>
    public const string Name = "onnxruntime";

    /// <summary>
    /// Has the product's own library loaded, without its telemetry. It is asked for before anything of ONNX Runtime is used. The library looks for its providers
    /// in the folder that it was loaded from, so that where the CUDA provider is installed, the copy beside it is taken.
    /// </summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Device"/>: it is not there, or does not load.</exception>
    public static void Prepare()
    {
        Telemetry.Forbid();
        NativeLibraries.Bind(typeof(OrtEnv).Assembly, Name, () => CudaProvider.OfThisMachine().OnnxRuntime);
        Telemetry.End();
    }

    /// <summary>Where the product's own library lies; null where it is missing.</summary>
    public static string? PathOfOwn => NativeLibraries.PathOf(Name, typeof(OrtEnv).Assembly);
}
