using System.Runtime.InteropServices;
using Enlarger.Inference.Natives;

namespace Enlarger.Inference.Devices.Cuda;

/// <summary>
/// ONNX Runtime's provider for CUDA as 'enlarger devices install cuda' lays it down: two libraries, and a copy of the product's own ONNX
/// Runtime, which finds providers only beside itself.
/// </summary>
/// <param name="folder">The folder of the three; it need not exist.</param>
/// <param name="ownOnnxRuntime">Where the product's own ONNX Runtime lies; null where it is missing.</param>
/// <param name="needs">The libraries that the provider needs of the machine.</param>
internal sealed class CudaProvider(string folder, string? ownOnnxRuntime, IReadOnlyList<string> needs)
{
    /// <summary>The name of the copy of ONNX Runtime.</summary>
    public const string OnnxRuntimeFile = "libonnxruntime.so";

    /// <summary>The names of the provider's libraries.</summary>
    public static readonly IReadOnlyList<string> ProviderFiles = ["libonnxruntime_providers_cuda.so", "libonnxruntime_providers_shared.so"];

    // What the provider is linked against, and cuDNN, which it loads when it first meets a convolution: too late for a sentence, and
    // generators are made of convolutions.
    private static readonly IReadOnlyList<string> Cuda13 = ["libcudart.so.13", "libcublasLt.so.13", "libcublas.so.13", "libcurand.so.10", "libcudnn.so.9"];

    /// <summary>The provider of this machine's user.</summary>
    public static CudaProvider OfThisMachine() => new(DefaultFolder, OnnxRuntimeLibrary.PathOfOwn, Cuda13);

    /// <summary>The folder unless told otherwise.</summary>
    public static string DefaultFolder => Path.Combine(DevicesFolder.Default, "cuda");

    /// <summary>Whether there is such a provider for this system.</summary>
    public static bool IsForThisSystem => OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>The copy of ONNX Runtime beside the provider; null where there is none that is to be loaded instead of the product's own.</summary>
    public string? OnnxRuntime => IsForThisSystem && State() is null ? Copy : null;

    /// <summary>The provider itself.</summary>
    public string Library => Path.Combine(folder, ProviderFiles[0]);

    private string Copy => Path.Combine(folder, OnnxRuntimeFile);

    /// <summary>Why the provider cannot be used, as the end of a sentence, with what to do; null where it can.</summary>
    public string? Problem() => !IsForThisSystem ? "the CUDA provider is for Linux on x64: use cpu" : State() ?? WhatTheMachineLacks();

    /// <summary>What the provider needs of the machine and does not find, as the end of a sentence, with what to do; null where it has all.</summary>
    public string? WhatTheMachineLacks()
    {
        // The provider itself cannot be tried so: loaded by anybody else than ONNX Runtime it calls what is not there yet.
        List<string> missing = [];
        List<string> broken = [];
        foreach (string need in needs)
        {
            try
            {
                // By name, because these are the machine's and not ours: where they lie is between the system's loader and its user. They stay loaded, for the provider.
                NativeLibrary.Load(need);
            }
            catch (DllNotFoundException e) when (LoadError.Missing(e) is { } name)
            {
                missing.Add(name);
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                broken.Add($"{need} does not load ({LoadError.Reason(e)})");
            }
        }

        if (missing.Count > 0) broken.Insert(0, $"the system does not find {string.Join(", ", missing.Distinct())}");
        return broken.Count == 0 ? null : $"{string.Join("; ", broken)}: install CUDA 13 and cuDNN 9, or name their folders in LD_LIBRARY_PATH";
    }

    // The folder is renamed into its place whole, so that what is in it is complete.
    private string? State()
    {
        if (!ProviderFiles.Append(OnnxRuntimeFile).All(file => File.Exists(Path.Combine(folder, file))))
        {
            return "the CUDA provider is not installed: run 'enlarger devices install cuda'";
        }

        return ownOnnxRuntime is not null && AreSame(Copy, ownOnnxRuntime)
            ? null
            : "the CUDA provider was installed by another version of Enlarger: run 'enlarger devices install cuda' again";
    }

    // The provider and ONNX Runtime know each other's insides: another version of either would not fail, but crash.
    private static bool AreSame(string path, string otherPath)
    {
        try
        {
            using FileStream one = File.OpenRead(path);
            using FileStream other = File.OpenRead(otherPath);
            if (one.Length != other.Length) return false;
            byte[] bytes = new byte[1 << 16], otherBytes = new byte[1 << 16];
            int read;
            while ((read = one.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)) > 0)
            {
                if (other.ReadAtLeast(otherBytes, read, throwOnEndOfStream: false) < read || !bytes.AsSpan(0, read).SequenceEqual(otherBytes.AsSpan(0, read))) return false;
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
