using Enlarger.Imaging;
using Enlarger.Inference.Devices;
using Enlarger.Tests.Support;
using Enlarger.Tests.Support.Devices;

namespace Enlarger.Tests.Inference;

/// <summary>Which of several devices a picture is made on.</summary>
internal sealed class GeneratorPoolTests
{
    private static readonly DeviceInfo[] ThreeGpus =
    [
        new(new Device(DeviceKind.Cuda, 0), "Middle GPU", "1.0", 4L << 30, 4L << 30),
        new(new Device(DeviceKind.Cuda, 1), "Small GPU", "1.0", 2L << 30, 2L << 30),
        new(new Device(DeviceKind.Cuda, 2), "Large GPU", "1.0", 8L << 30, 8L << 30),
    ];

    private readonly Picture _picture = Picture.Make(96, 96, PixelFormat.Parse("rgb8"), (x, y, channel) => ((x * 7) + (y * 13) + (channel * 31)) % 101 / 101.0);

    [TestCase(null, 2)]
    [TestCase("cuda:0", 0)]
    [TestCase("cuda:1", 1)]
    [TestCase("cuda:2", 2)]
    public void The_GPU_that_the_host_draws_with_is_tried_first(string? preferred, int expected)
    {
        using Machine machine = MachineWith(preferred);
        machine.Upscale(_picture, "auto", 0);
        Assert.That(Users(machine), Is.EqualTo(new[] { Device.Parse($"cuda:{expected}") }));
    }

    [TestCase("cuda:3")]
    [TestCase("directml:0")]
    [TestCase("cpu")]
    public void One_that_is_not_among_the_devices_changes_nothing_and_nobody_is_told(string preferred)
    {
        using Machine machine = MachineWith(preferred);
        machine.Upscale(_picture, "auto", 0);
        Assert.That(Users(machine), Is.EqualTo(new[] { new Device(DeviceKind.Cuda, 2) }));
        Assert.That(machine.Notices, Has.Count.EqualTo(1).And.All.StartsWith("Checking "));
    }

    [Test]
    public void After_it_the_others_are_tried_in_their_usual_order_and_the_processor_last()
    {
        using Machine machine = MachineWith("cuda:1");
        machine.Opener.Script = shot => shot.Device.Kind == DeviceKind.Cuda ? Misdeed.Black : Misdeed.None;
        machine.Upscale(_picture, "auto", 0);
        Assert.That(
            machine.Opener.Shots.Where(shot => shot.Device.Kind == DeviceKind.Cuda).Select(shot => shot.Device.Index).Distinct(),
            Is.EqualTo(new[] { 1, 2, 0 }));
        Assert.That(Users(machine), Is.EqualTo(new[] { Device.Cpu }));
    }

    [Test]
    public void A_device_that_the_user_names_goes_before_the_preferred_one()
    {
        using Machine machine = MachineWith("cuda:1");
        machine.Upscale(_picture, "cuda:0", 0);
        Assert.That(Users(machine), Is.EqualTo(new[] { new Device(DeviceKind.Cuda, 0) }));
    }

    [Test]
    public void Without_any_device_a_preferred_one_is_no_error()
    {
        using var machine = new Machine { Gpus = null, Preferred = new Device(DeviceKind.Cuda, 1) };
        machine.Upscale(_picture, "auto", 0);
        Assert.That(Users(machine), Is.EqualTo(new[] { Device.Cpu }));
    }

    private static Machine MachineWith(string? preferred) => new() { Gpus = ThreeGpus, Preferred = preferred is null ? null : Device.Parse(preferred) };

    // Those that made tiles of the picture.
    private static IEnumerable<Device> Users(Machine machine) => machine.Opener.Shots.Where(shot => !shot.IsCheck).Select(shot => shot.Device).Distinct();
}
