using System.Runtime.InteropServices;
using Enlarger.Inference.Devices;
using Enlarger.Inference.Devices.DirectML;

namespace Enlarger.Tests.Inference.Devices.DirectML;

/// <summary>What is made of the adapters that Windows reports; that they are asked for rightly is seen under Wine.</summary>
internal sealed class DirectMLFinderTests
{
    private const long Gigabyte = 1L << 30;
    private static readonly DxgiAdapter Card = new(0, "A card", "31.0.15.3623", IsSoftware: false, 8 * Gigabyte, 16 * Gigabyte, 7 * Gigabyte, 15 * Gigabyte);

    [Test]
    public void A_card_counts_its_own_memory()
    {
        DeviceListing found = Find(Card);
        Assert.That(found.Problem, Is.Null);
        Assert.That(found.Devices, Is.EqualTo(new[] { new DeviceInfo(new Device(DeviceKind.DirectML), "A card", "31.0.15.3623", 8 * Gigabyte, 7 * Gigabyte) }));
    }

    [Test]
    public void A_GPU_inside_the_processor_counts_the_memory_that_it_shares([Values(0, 6)] int local, [Values(0, 6)] int shared)
    {
        DxgiAdapter adapter = Card with { DedicatedBytes = Gigabyte / 8, FreeLocalBytes = local * Gigabyte, FreeSharedBytes = shared * Gigabyte };
        DeviceInfo device = Find(adapter).Devices.Single();
        Assert.That((device.TotalBytes, device.FreeBytes), Is.EqualTo((16 * Gigabyte, Math.Max(local, shared) * Gigabyte)));
    }

    [Test]
    public void Where_nobody_tells_what_is_free_all_is_and_never_more()
    {
        Assert.That(Find(Card with { FreeLocalBytes = null, FreeSharedBytes = null }).Devices[0].FreeBytes, Is.EqualTo(8 * Gigabyte));
        Assert.That(Find(Card with { FreeLocalBytes = 9 * Gigabyte }).Devices[0].FreeBytes, Is.EqualTo(8 * Gigabyte));
    }

    [Test]
    public void Others_keep_their_numbers_where_the_software_adapter_is_left_out()
    {
        DeviceListing found = Find(Card with { IsSoftware = true }, Card with { Index = 1 }, Card with { Index = 2 });
        Assert.That(found.Devices.Select(device => device.Device.ToString()), Is.EqualTo(new[] { "directml:1", "directml:2" }));
    }

    [Test]
    public void Without_a_GPU_it_says_what_to_do() =>
        Assert.That(Find(Card with { IsSoftware = true }).Problem, Is.EqualTo("Windows reports no GPU: install the driver of its maker, or use cpu"));

    [Test]
    public void Without_the_library_no_driver_is_asked()
    {
        var finder = new DirectMLFinder(() => throw new InvalidOperationException("asked"), () => null);
        Assert.That(finder.Find().Problem, Is.EqualTo("DirectML.dll is not in Enlarger's folder: install Enlarger again, or use cpu"));
    }

    [Test]
    public void A_refusal_is_a_problem_with_its_number()
    {
        var finder = new DirectMLFinder(() => throw Marshal.GetExceptionForHR(unchecked((int)0x887A0004), -1)!, () => "here");
        Assert.That(finder.Find().Problem, Is.EqualTo("Windows cannot list its GPUs (error 887A0004): update the graphics driver, or use cpu"));
    }

    [Test]
    public void A_driver_that_does_not_answer_is_not_waited_for()
    {
        using var never = new ManualResetEventSlim();
        var finder = new DirectMLFinder(
            () =>
            {
                never.Wait();
                return [Card];
            },
            () => "here",
            TimeSpan.Zero);
        Assert.That(finder.Find().Problem, Does.StartWith("a graphics driver does not answer"));
        never.Set();
    }

    [Test]
    public void The_layouts_are_those_of_Windows()
    {
        // sizeof of DXGI_ADAPTER_DESC1 and DXGI_QUERY_VIDEO_MEMORY_INFO for x64.
        Assert.That(Marshal.SizeOf<AdapterDescription>(), Is.EqualTo(312));
        Assert.That(Marshal.SizeOf<VideoMemory>(), Is.EqualTo(32));
    }

    private static DeviceListing Find(params DxgiAdapter[] adapters) => new DirectMLFinder(() => adapters, () => "here").Find();
}
