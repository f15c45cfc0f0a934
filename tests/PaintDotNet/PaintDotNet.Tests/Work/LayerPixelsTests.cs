using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Tests.PaintDotNet.Support;
using FakePaintDotNet;

namespace Enlarger.Tests.PaintDotNet.Work;

internal sealed class LayerPixelsTests
{
    private const int Width = 50, Height = 40;

    [Test]
    public void A_part_of_a_layer_is_read_without_gaps()
    {
        byte[] pixels = Bytes.Textured(Width, Height), part = new byte[7 * 3 * 4], wanted = new byte[7 * 3 * 4];
        using var opened = new Opened("restore-blur", new FakeDocument(Width, Height, new FakeLayer("Background", pixels)));
        var area = new PixelArea(Width - 7, Height - 3, 7, 3);
        opened.Session.Source.Read(area, part);
        new Bytes(new PixelSize(Width, Height), pixels, ColorEncoding.Srgb).Read(area, wanted);
        Assert.That(part, Is.EqualTo(wanted));
    }

    [Test]
    public void A_buffer_that_is_too_short_is_not_written_beyond()
    {
        using var opened = new Opened("restore-blur", new FakeDocument(Width, Height, new FakeLayer("Background", Bytes.Textured(Width, Height))));
        byte[] memory = new byte[7 * 3 * 4];
        Assert.That(() => opened.Session.Source.Read(new PixelArea(0, 0, 7, 3), memory.AsSpan(0, memory.Length - 4)), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(memory, Is.All.Zero);
    }
}
