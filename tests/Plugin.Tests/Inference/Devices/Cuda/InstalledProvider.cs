using Enlarger.Inference.Devices.Cuda;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Inference.Devices.Cuda;

/// <summary>A folder as an installation leaves it, with files of a few bytes.</summary>
internal sealed class InstalledProvider : IDisposable
{
    public InstalledProvider(params string[] needs)
    {
        Directory.CreateDirectory(Path);
        foreach (string name in CudaProvider.ProviderFiles) File.WriteAllBytes(System.IO.Path.Combine(Path, name), [1, 2]);
        File.WriteAllBytes(Own, OnnxRuntime);
        File.WriteAllBytes(Copy, OnnxRuntime);
        Provider = new CudaProvider(Path, Own, needs);
    }

    // More than is compared at a time.
    public byte[] OnnxRuntime { get; } = [.. Enumerable.Range(0, 100_000).Select(index => (byte)index)];

    public ScratchFolder Folder { get; } = new();

    public string Path => Folder.File("cuda");

    public string Own => Folder.File("libonnxruntime.so");

    public string Copy => System.IO.Path.Combine(Path, CudaProvider.OnnxRuntimeFile);

    public CudaProvider Provider { get; }

    public void Dispose() => Folder.Dispose();
}
