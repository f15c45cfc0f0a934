using System.Reflection;
using System.Runtime.InteropServices;
using Enlarger.Inference;
using Enlarger.Inference.Natives;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Inference.Natives;

internal sealed class NativeLibrariesTests
{
    [Test]
    public void ONNX_Runtime_lies_in_a_folder_of_the_product()
    {
        Assert.That(OnnxRuntimeLibrary.PathOfOwn, Is.Not.Null.And.StartsWith(AppContext.BaseDirectory));
        Assert.That(Path.IsPathFullyQualified(OnnxRuntimeLibrary.PathOfOwn!));
    }

    [Test]
    [Platform(Include = "Linux", Reason = "Only Linux tells so what is loaded.")]
    public void The_process_has_one_ONNX_Runtime_and_from_its_full_path()
    {
        Assert.That(new OnnxSessionOpener().Version, Does.Match(@"^\d+\.\d+\.\d+"));
        Assert.That(new OnnxSessionOpener().Version, Is.Not.Empty, "A second opener finds all in place.");
        string[] loaded = [.. File.ReadLines("/proc/self/maps").Where(line => line.Contains("libonnxruntime.so", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf('/', StringComparison.Ordinal)..]).Distinct()];
        Assert.That(loaded, Has.Length.EqualTo(1));
        Assert.That(File.ReadAllBytes(loaded[0]), Is.EqualTo(File.ReadAllBytes(OnnxRuntimeLibrary.PathOfOwn!)));
    }

    [Test]
    public void A_library_that_is_not_ours_is_not_looked_for_elsewhere()
    {
        // Every system has one of these, by name.
        string name = OperatingSystem.IsWindows() ? "kernel32" : "c";
        Assert.That(NativeLibraries.PathOf(name), Is.Null);
        EnlargerException error = Assert.Throws<EnlargerException>(() => NativeLibraries.Load(name))!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Device));
        Assert.That(error.Message, Does.Contain(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)).And.Contain("build or install Enlarger again").And.Not.Contain("\n"));
    }

    [Test]
    public void A_file_that_is_no_library_is_told_with_its_path()
    {
        using var folder = new ScratchFolder();
        string path = folder.File("broken");
        File.WriteAllText(path, "This is not a library, and long enough to be asked what it is instead of being too short for it all.");
        EnlargerException error = Assert.Throws<EnlargerException>(() => NativeLibraries.Bind(typeof(NativeLibrariesTests).Assembly, "broken", () => path))!;
        Assert.That(error.Message, Does.StartWith($"The library {path} does not load (").And.Not.Contain("\n"));
    }

    [Test]
    public void A_resolver_that_is_there_already_is_tolerated()
    {
        Assembly taken = typeof(Newtonsoft.Json.JsonConvert).Assembly;
        NativeLibrary.SetDllImportResolver(taken, (_, _, _) => 0);
        Assert.That(() => NativeLibraries.Bind(taken, "onnxruntime", () => OnnxRuntimeLibrary.PathOfOwn), Throws.Nothing);
        Assert.That(() => NativeLibraries.Bind(taken, "onnxruntime", () => OnnxRuntimeLibrary.PathOfOwn), Throws.Nothing);
    }
}
