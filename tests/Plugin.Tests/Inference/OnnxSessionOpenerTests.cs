using Enlarger.Imaging;
using Enlarger.Inference;
using Enlarger.Inference.Devices;
using Enlarger.Inference.Faults;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Inference;

internal sealed class OnnxSessionOpenerTests
{
    private readonly OnnxSessionOpener _opener = new();

    [Test]
    public void A_session_for_one_size_gives_the_same_values_and_takes_no_other()
    {
        string path = RealGenerators.Path("realesr-general-x4");
        float[] input = new float[3 * 24 * 16], free = new float[input.Length * 16], fixedSize = new float[input.Length * 16];
        for (int i = 0; i < input.Length; i++) input[i] = i % 37 / 37f;
        using IInferenceSession any = _opener.Open("test", path, Device.Cpu, null), one = _opener.Open("test", path, Device.Cpu, new PixelSize(24, 16));

        any.Run(input, [1, 3, 16, 24], free, [1, 3, 64, 96], CancellationToken.None);
        one.Run(input, [1, 3, 16, 24], fixedSize, [1, 3, 64, 96], CancellationToken.None);

        Assert.That(fixedSize, Is.EqualTo(free).Within(1e-5f));
        any.Run(input, [1, 3, 24, 16], free, [1, 3, 96, 64], CancellationToken.None);
        Assert.Throws<DeviceFault>(() => one.Run(input, [1, 3, 24, 16], fixedSize, [1, 3, 96, 64], CancellationToken.None));
    }

    [TestCase(DeviceKind.Cuda)]
    [TestCase(DeviceKind.DirectML)]
    public void A_device_that_this_machine_has_no_provider_for_is_absent(DeviceKind kind)
    {
        Assume.That(DeviceInventory.OfThisMachine().Find(kind).Devices, Is.Empty);
        DeviceFault fault = Assert.Throws<DeviceFault>(() => _opener.Open("test", RealGenerators.Path("realesr-general-x4"), new Device(kind), new PixelSize(64, 64)))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.Absent));
        Assert.That(fault.Message, Does.StartWith("it ").Or.StartWith("this "));
    }

    [Test]
    public void A_file_that_is_no_network_is_named()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"broken-{Guid.NewGuid():N}.onnx");
        File.WriteAllText(path, "no network");
        try
        {
            EnlargerException error = Assert.Throws<EnlargerException>(() => _opener.Open("broken", path, Device.Cpu, null))!;
            Assert.That(error.Kind, Is.EqualTo(ErrorKind.Model));
            Assert.That(error.Message, Does.Contain("broken"));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
