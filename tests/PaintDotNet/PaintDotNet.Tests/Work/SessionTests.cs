using Enlarger.Documents;
using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Inference.Devices;
using Enlarger.PaintDotNet.Work;
using Enlarger.Tests.PaintDotNet.Support;
using FakePaintDotNet;
using PaintDotNet.Rendering;

namespace Enlarger.Tests.PaintDotNet.Work;

internal sealed class SessionTests
{
    [TestCase("upscale-2x", "200x160")]
    [TestCase("upscale-4x", "400x320")]
    public void Each_command_enlarges_by_what_its_name_says_whatever_was_last(string command, string size)
    {
        using var opened = new Opened(command, Document());
        opened.Session.Remember(opened.Session.Defaults);
        using var again = new Opened("upscale-2x", Document());
        Assert.That(opened.Session.Sizes(opened.Session.Last, allLayers: false), Is.EqualTo($"100x80 pixels become {size}"));
        Assert.That(again.Session.Sizes(again.Session.Last, allLayers: false), Is.EqualTo("100x80 pixels become 200x160"));
        Assert.That(opened.Session.Parameters.Select(parameter => parameter.Id), Has.None.EqualTo("scale").And.None.EqualTo("region"));
    }

    [Test]
    public void A_selection_is_nothing_to_a_command_that_enlarges_whole_pictures()
    {
        using var opened = new Opened("upscale-2x", Document() with { Selection = new RectInt32(1, 2, 30, 20) });
        Assert.That(opened.Session.Sizes(opened.Session.Defaults, allLayers: false), Is.EqualTo("100x80 pixels become 200x160"));
    }

    [TestCase("1", true, "30x20 pixels")]
    [TestCase("2", false, "30x20 pixels become 60x40")]
    [TestCase("auto", false, "30x20 pixels become 120x80")]
    public void A_crop_stays_in_its_place_where_it_keeps_its_size(string scale, bool staysInPlace, string sizes)
    {
        using var opened = new Opened("enhance-crop", Document() with { Selection = new RectInt32(1, 2, 30, 20) });
        FilterSettings settings = opened.Session.Defaults.With("scale", scale);
        Assert.That(opened.Session.Sizes(settings, allLayers: false), Is.EqualTo(sizes));
        using Rendition rendition = opened.Session.Render(settings);
        Assert.That((rendition.IsInPlace, rendition.Area), Is.EqualTo((staysInPlace, new PixelArea(1, 2, 30, 20))));
    }

    [TestCase("upscale-2x", 1, false)]
    [TestCase("upscale-2x", 3, true)]
    [TestCase("restore-blur", 3, false)]
    [TestCase("enhance-crop", 3, false)]
    public void All_layers_are_offered_where_there_are_several_and_all_grow(string command, int layers, bool isOffered)
    {
        using var opened = new Opened(command, Document(layers));
        Assert.That(opened.Session.CanTakeAllLayers, Is.EqualTo(isOffered));
    }

    [Test]
    public void The_preview_is_of_what_is_selected()
    {
        using var crop = new Opened("enhance-crop", Document() with { Selection = new RectInt32(1, 2, 30, 20) });
        using var blur = new Opened("restore-blur", Document() with { Selection = new RectInt32(1, 2, 30, 20) });
        Assert.That(crop.Session.Narrow(crop.Session.Defaults).Text("crop"), Is.EqualTo("1,2,30,20"));
        Assert.That(blur.Session.Narrow(blur.Session.Defaults).Text("region"), Is.EqualTo("1,2,30,20"));
    }

    [Test]
    public void What_other_hosts_remember_stays()
    {
        using var opened = new Opened("restore-blur", Document());
        LastChoices.Save(opened.Session.Filter, new Choices(DocumentOutput.NewImage, opened.Session.Defaults));
        opened.Session.Remember(opened.Session.Defaults.With("grain", "7"));
        Choices last = LastChoices.Load(opened.Session.Filter);
        Assert.That((last.Output, last.Settings.Integer("grain")), Is.EqualTo((DocumentOutput.NewImage, 7)));
        Assert.That(opened.Session.Last.Integer("grain"), Is.EqualTo(7));
    }

    [Test]
    public void A_result_that_no_bitmap_of_Windows_can_hold_is_refused_before_any_work()
    {
        using var opened = new Opened("upscale-4x", new FakeDocument(16000, 5, new FakeLayer("Background", new byte[16000 * 5 * 4])));
        Assert.That(() => opened.Session.Sizes(opened.Session.Defaults, allLayers: false), Throws.Nothing);
        using var wider = new Opened("upscale-4x", new FakeDocument(16384, 5, new FakeLayer("Background", new byte[16384 * 5 * 4])));
        EnlargerException error = Assert.Throws<EnlargerException>(() => wider.Session.Sizes(wider.Session.Defaults, allLayers: false))!;
        Assert.That(error.Message, Does.StartWith("The result would have 65536x20 pixels, and Paint.NET's images have 65535 at most"));
    }

    [TestCase(null)]
    [TestCase(1)]
    public void The_GPU_is_that_of_Paint_NET(int? adapter)
    {
        var host = new FakeHost(Document(), adapter);
        Assert.That(HostGpu.Of(host.Services), Is.EqualTo(adapter is { } index ? new Device(DeviceKind.DirectML, index) : (Device?)null));
        host.Ledger.Settle();
    }

    private static FakeDocument Document(int layers = 1) =>
        new(100, 80, [.. Enumerable.Range(0, layers).Select(index => new FakeLayer($"Layer {index}", Bytes.Textured(100, 80, index)))]);
}
