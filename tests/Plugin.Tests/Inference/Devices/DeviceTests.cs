using Enlarger.Inference.Devices;

namespace Enlarger.Tests.Inference.Devices;

internal sealed class DeviceTests
{
    [TestCase("cpu", DeviceKind.Cpu, 0)]
    [TestCase("cuda", DeviceKind.Cuda, 0)]
    [TestCase("cuda:2", DeviceKind.Cuda, 2)]
    [TestCase("directml:1", DeviceKind.DirectML, 1)]
    public void A_device_is_read_by_its_name(string text, DeviceKind kind, int index)
    {
        var device = Device.Parse(text);
        Assert.That(device, Is.EqualTo(new Device(kind, index)));
        Assert.That(Device.Parse(device.ToString()), Is.EqualTo(device));
    }

    [TestCase("gpu")]
    [TestCase("cpu:1")]
    [TestCase("cuda:")]
    [TestCase("cuda:-1")]
    [TestCase("cuda:1:2")]
    [TestCase("")]
    public void Another_name_is_refused(string text) =>
        Assert.That(Assert.Throws<EnlargerException>(() => Device.Parse(text))!.Kind, Is.EqualTo(ErrorKind.Usage));
}
