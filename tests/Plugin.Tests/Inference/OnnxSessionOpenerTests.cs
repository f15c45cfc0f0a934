using Enlarger.Imaging;
using Enlarger.Inference;
using Enlarger.Inference.Devices;
using Enlarger.Inference.Devices.Cuda;
using Enlarger.Inference.Faults;
using Enlarger.Models;
using Enlarger.Tests.Support;
using Microsoft.ML.OnnxRuntime;

namespace Enlarger.Tests.Inference;

/// <summary>The real ONNX Runtime, on a machine on which nothing was installed for a GPU.</summary>
internal sealed class OnnxSessionOpenerTests
{
    private readonly string? _chosen = Environment.GetEnvironmentVariable(DevicesFolder.Variable);
    private readonly OnnxSessionOpener _opener = new();
    private ScratchFolder _folder = null!;

    [SetUp]
    public void HaveNothingInstalled()
    {
        _folder = new ScratchFolder();
        Environment.SetEnvironmentVariable(DevicesFolder.Variable, _folder.Path);
    }

    [TearDown]
    public void ComeBack()
    {
        Environment.SetEnvironmentVariable(DevicesFolder.Variable, _chosen);
        _folder.Dispose();
    }

    [Test]
    [Platform(Include = "Linux", Reason = "Elsewhere the sentence is another.")]
    public void Where_CUDA_cannot_be_used_the_fault_says_what_the_list_of_devices_says()
    {
        DeviceFault fault = Assert.Throws<DeviceFault>(() => _opener.Open("any", NetworkFile.At(_folder.File("any.onnx")), new Device(DeviceKind.Cuda), null))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.Absent));
        Assert.That(fault.Message, Is.Not.Empty.And.EqualTo(new CudaFinder().Find().Problem));
    }

    [Test]
    public void What_ONNX_Runtime_itself_says_of_a_missing_provider_is_read_as_absent()
    {
        _ = _opener.Version;
        using var options = new SessionOptions();
        OnnxRuntimeException error = Assert.Throws<OnnxRuntimeException>(() => CudaRegistration.Append(options, _folder.File("libabsent.so"), 0, new Dictionary<string, string>()))!;
        DeviceFault fault = FaultSigns.Read(error, "it cannot be opened");
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.Absent), error.Message);
        Assert.That(fault.Message, Does.Contain("libabsent.so").And.Not.Contain("\n"));
    }

    [Test]
    public void A_session_for_one_size_gives_the_same_values_and_takes_no_other()
    {
        NetworkFile file = NetworkFile.At(RealGenerators.Path("realesr-general-x4"));
        float[] input = new float[3 * 24 * 16], free = new float[input.Length * 16], fixedSize = new float[input.Length * 16];
        for (int i = 0; i < input.Length; i++) input[i] = i % 37 / 37f;
        using IInferenceSession any = _opener.Open("test", file, Device.Cpu, null), one = _opener.Open("test", file, Device.Cpu, new PixelSize(24, 16));

        any.Run(input, [1, 3, 16, 24], free, [1, 3, 64, 96], CancellationToken.None);
        one.Run(input, [1, 3, 16, 24], fixedSize, [1, 3, 64, 96], CancellationToken.None);

        Assert.That(fixedSize, Is.EqualTo(free).Within(1e-5f));
        any.Run(input, [1, 3, 24, 16], free, [1, 3, 96, 64], CancellationToken.None);
        Assert.Throws<DeviceFault>(() => one.Run(input, [1, 3, 24, 16], fixedSize, [1, 3, 96, 64], CancellationToken.None));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has DirectML.")]
    public void A_device_that_this_build_has_no_provider_for_is_absent()
    {
        DeviceFault fault = Assert.Throws<DeviceFault>(() => _opener.Open("test", NetworkFile.At(RealGenerators.Path("realesr-general-x4")), new Device(DeviceKind.DirectML), new PixelSize(64, 64)))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.Absent));
        Assert.That(fault.Message, Does.Contain("DirectML").And.Not.EndsWith("."));
    }

    [Test]
    public void A_file_that_is_no_network_is_named()
    {
        string path = _folder.File("broken.onnx");
        File.WriteAllText(path, "no network");
        EnlargerException error = Assert.Throws<EnlargerException>(() => _opener.Open("broken", NetworkFile.At(path), Device.Cpu, null))!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Model));
        Assert.That(error.Message, Does.Contain("broken"));
    }
}
