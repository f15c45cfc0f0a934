using System.Diagnostics;
using Enlarger.Inference.Devices;
using Enlarger.Inference.Devices.Cuda;
using Enlarger.Inference.Faults;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Inference.Devices.Cuda;

/// <summary>Against a driver that is compiled in the test, so that names, sizes and errors pass through the real loader and real calls.</summary>
[Platform(Include = "Linux", Reason = "Elsewhere there is no such provider.")]
internal sealed class CudaFinderTests
{
    private const long Gigabyte = 1L << 30;

    private InstalledProvider _provider = null!;

    [SetUp]
    public void Install() => _provider = new InstalledProvider();

    [TearDown]
    public void Remove() => _provider.Dispose();

    [Test]
    public void Every_device_is_told_with_its_name_driver_and_memory()
    {
        string driver = Driver();
        DeviceListing found = Find(driver, driver);
        Assert.That(found.Problem, Is.Null);
        Assert.That(found.Devices, Is.EqualTo(new[]
        {
            new DeviceInfo(new Device(DeviceKind.Cuda), "Fake GPU 0 µ", "580.65.06", (78 * Gigabyte) + 5, (60 * Gigabyte) + 7),

            // No more is free than there is, whatever the management library says of the whole that this one is a part of.
            new DeviceInfo(new Device(DeviceKind.Cuda, 1), "Fake GPU 1 µ", "580.65.06", (79 * Gigabyte) + 5, (79 * Gigabyte) + 5),
        }));
    }

    [TestCase("NVML_INIT=9", "")]
    [TestCase("NVML_MEMORY=3", "580.65.06")]
    public void What_the_management_library_does_not_tell_is_done_without(string define, string driverVersion)
    {
        string driver = Driver(define, "COUNT=1");
        DeviceListing found = Find(driver, driver);
        Assert.That(found.Devices, Is.EqualTo(new[] { new DeviceInfo(new Device(DeviceKind.Cuda), "Fake GPU 0 µ", driverVersion, (78 * Gigabyte) + 5, (78 * Gigabyte) + 5) }));
    }

    [Test]
    public void A_missing_management_library_is_done_without() =>
        Assert.That(Find(Driver("COUNT=1"), _provider.Folder.File("absent.so")).Devices.Single().Driver, Is.Empty);

    [Test]
    public void Without_a_driver_there_is_nothing_and_the_sentence_says_so_at_once()
    {
        long start = Stopwatch.GetTimestamp();
        DeviceListing found = Find("libenlarger-has-no-such.so.1");
        Assert.That(found.Devices, Is.Empty);
        Assert.That(found.Problem, Does.StartWith("there is no NVIDIA driver (libenlarger-has-no-such.so.1 is not found").And.Contain("install its driver"));
        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public void A_file_that_is_no_library_is_no_driver()
    {
        string text = _provider.Folder.File("libcuda.so.1");
        File.WriteAllText(text, "This is not a library.");
        Assert.That(Find(text).Problem, Does.StartWith("there is no NVIDIA driver"));
    }

    [Test]
    public void A_library_without_a_function_is_named() =>
        Assert.That(Find(Driver("WITHOUT_MEMORY")).Problem, Does.Contain("libcuda.so.1 is not the NVIDIA driver's, or is too old").And.Contain("cuDeviceTotalMem_v2"));

    [TestCase("COUNT=0", "the NVIDIA driver shows no GPU")]
    [TestCase("INIT=100", "the NVIDIA driver shows no GPU")]
    [TestCase("INIT=803", "the NVIDIA driver does not work (cuInit answered 803): if it was updated restart the machine")]
    [TestCase("DESCRIBE=999", "the NVIDIA driver does not work (cuDeviceGet answered 999)")]
    [TestCase("VERSION=12040", "the NVIDIA driver serves CUDA 12.4 and CUDA 13 is needed: update it to 580 or newer")]
    public void What_is_wrong_with_the_driver_is_said(string define, string problem)
    {
        DeviceListing found = Find(Driver(define));
        Assert.That(found.Devices, Is.Empty);
        Assert.That(found.Problem, Does.StartWith(problem));
    }

    [Test]
    public void A_driver_that_hangs_is_left_behind()
    {
        var finder = new CudaFinder(Driver("HANG"), "", _provider.Provider, TimeSpan.FromMilliseconds(100));
        Assert.That(finder.Find().Problem, Is.EqualTo("the NVIDIA driver does not answer: restart the machine"));
    }

    [Test]
    public void A_GPU_is_of_no_use_without_the_provider()
    {
        Directory.Delete(_provider.Path, recursive: true);
        DeviceListing found = Find(Driver());
        Assert.That(found.Devices, Is.Empty);
        Assert.That(found.Problem, Is.EqualTo("the CUDA provider is not installed: run 'enlarger devices install cuda'"));
    }

    [TestCase("OPEN=2", 1, FaultKind.OutOfMemory, "it ran out of memory")]
    [TestCase("OPEN=101", 1, FaultKind.Absent, "the NVIDIA driver does not open it (cuDevicePrimaryCtxRetain answered 101): see what 'nvidia-smi' says")]
    [TestCase("COUNT=2", 2, FaultKind.Absent, "there is no such GPU: the NVIDIA driver shows 2, numbered from 0")]
    [TestCase("COUNT=0", 0, FaultKind.Absent, "the NVIDIA driver shows no GPU")]
    public void A_GPU_that_cannot_be_opened_is_a_fault(string define, int index, FaultKind kind, string message)
    {
        DeviceFault fault = Assert.Throws<DeviceFault>(() => Finder(Driver(define)).Open(index))!;
        Assert.That(fault.Kind, Is.EqualTo(kind));
        Assert.That(fault.Message, Does.StartWith(message));
    }

    [Test]
    public void A_GPU_is_opened()
    {
        string driver = Driver();
        Assert.That(() => Finder(driver).Open(1), Throws.Nothing);
    }

    [Test]
    public void The_finder_of_this_machine_answers_one_or_the_other()
    {
        DeviceListing found = new CudaFinder().Find();
        Assert.That(found.Devices.Count == 0, Is.EqualTo(found.Problem is not null));
    }

    private DeviceListing Find(string driver, string management = "libenlarger-has-no-such.so.1") =>
        Finder(driver, management).Find();

    private CudaFinder Finder(string driver, string management = "libenlarger-has-no-such.so.1") =>
        new(driver, management, _provider.Provider, TimeSpan.FromSeconds(30));

    private string Driver(params string[] defines) => FakeLibrary.Compile(_provider.Folder.File("libcuda.so.1"), "Inference/Devices/Cuda/FakeDriver.c", defines);
}
