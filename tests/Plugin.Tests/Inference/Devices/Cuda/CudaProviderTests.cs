using Enlarger.Inference.Devices.Cuda;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Inference.Devices.Cuda;

[Platform(Include = "Linux", Reason = "Elsewhere there is no such provider.")]
internal sealed class CudaProviderTests
{
    [Test]
    public void A_whole_installation_is_used_and_brings_its_copy_of_ONNX_Runtime()
    {
        using var installed = new InstalledProvider("libc.so.6");
        Assert.That(installed.Provider.Problem(), Is.Null);
        Assert.That(installed.Provider.OnnxRuntime, Is.EqualTo(installed.Copy));
    }

    [TestCase("libonnxruntime.so")]
    [TestCase("libonnxruntime_providers_cuda.so")]
    [TestCase("libonnxruntime_providers_shared.so")]
    public void A_part_of_an_installation_is_none(string missing)
    {
        using var installed = new InstalledProvider();
        File.Delete(Path.Combine(installed.Path, missing));
        Assert.That(installed.Provider.Problem(), Does.StartWith("the CUDA provider is not installed"));
        Assert.That(installed.Provider.OnnxRuntime, Is.Null);
    }

    [TestCase(0, 0)]
    [TestCase(99_999, 0)]
    [TestCase(65_536, 0)]
    [TestCase(0, 1)]
    [TestCase(0, -1)]
    public void After_an_update_of_Enlarger_the_old_ONNX_Runtime_is_not_loaded(int changed, int longer)
    {
        using var installed = new InstalledProvider();
        byte[] other = [.. installed.OnnxRuntime];
        if (longer == 0) other[changed] ^= 1;
        Array.Resize(ref other, other.Length + longer);
        File.WriteAllBytes(installed.Own, other);
        Assert.That(installed.Provider.OnnxRuntime, Is.Null);
        Assert.That(installed.Provider.Problem(), Is.EqualTo("the CUDA provider was installed by another version of Enlarger: run 'enlarger devices install cuda' again"));
    }

    [Test]
    public void Where_the_product_s_own_ONNX_Runtime_is_missing_the_copy_is_not_trusted()
    {
        using var installed = new InstalledProvider();
        File.Delete(installed.Own);
        Assert.That(new CudaProvider(installed.Path, null, []).OnnxRuntime, Is.Null);
        Assert.That(installed.Provider.OnnxRuntime, Is.Null);
    }

    [Test]
    public void Every_library_that_the_machine_lacks_is_named()
    {
        using var installed = new InstalledProvider("libenlarger-one.so.13", "libc.so.6", "libenlarger-two.so.9");
        Assert.That(
            installed.Provider.Problem(),
            Is.EqualTo("the system does not find libenlarger-one.so.13, libenlarger-two.so.9: install CUDA 13 and cuDNN 9, or name their folders in LD_LIBRARY_PATH"));
    }

    [Test]
    public void Of_a_library_that_needs_another_the_other_is_named()
    {
        using var folder = new ScratchFolder();
        string library = FakeLibrary.Needing(folder.File("libenlarger-there.so.13"), folder.File("libenlarger-gone.so.13"));
        using var installed = new InstalledProvider(library);
        Assert.That(installed.Provider.Problem(), Does.StartWith("the system does not find libenlarger-gone.so.13: "));
    }

    [Test]
    public void A_file_that_is_no_library_does_not_load()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.File("libcudnn.so.9"), "This is not a library.");
        using var installed = new InstalledProvider(folder.File("libcudnn.so.9"));
        Assert.That(installed.Provider.Problem(), Does.Contain("libcudnn.so.9 does not load (").And.Contain("file too short").Or.Contain("invalid ELF header"));
    }
}
