using Enlarger.Inference;
using Enlarger.Inference.Devices;
using Enlarger.Inference.Devices.Cuda;
using Enlarger.Inference.Faults;
using Enlarger.Tests.Support;
using Microsoft.ML.OnnxRuntime;

namespace Enlarger.Tests.Inference;

/// <summary>The real ONNX Runtime, where what a device needs is not there.</summary>
internal sealed class OnnxSessionOpenerTests
{
    private readonly string? _chosen = Environment.GetEnvironmentVariable(DevicesFolder.Variable);
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
        DeviceFault fault = Assert.Throws<DeviceFault>(() => new OnnxSessionOpener().Open("any", _folder.File("any.onnx"), new Device(DeviceKind.Cuda), null))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.Absent));
        Assert.That(fault.Message, Is.Not.Empty.And.EqualTo(new CudaFinder().Find().Problem));
    }

    [Test]
    public void What_ONNX_Runtime_itself_says_of_a_missing_provider_is_read_as_absent()
    {
        _ = new OnnxSessionOpener();
        using var options = new SessionOptions();
        OnnxRuntimeException error = Assert.Throws<OnnxRuntimeException>(() => CudaRegistration.Append(options, _folder.File("libabsent.so"), 0, new Dictionary<string, string>()))!;
        DeviceFault fault = FaultSigns.Read(error, "it cannot be opened");
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.Absent), error.Message);
        Assert.That(fault.Message, Does.Contain("libabsent.so").And.Not.Contain("\n"));
    }
}
