using Enlarger.PaintDotNet.Work;
using Enlarger.Tests.PaintDotNet.Support;
using FakePaintDotNet;
using PaintDotNet.Rendering;

namespace Enlarger.Tests.PaintDotNet.Work;

internal sealed class PictureStampTests
{
    [Test]
    public void It_is_that_of_the_pixels_and_the_selection()
    {
        PictureStamp stamp = Of(new FakeDocument(50, 40, Layer(1)));
        Assert.That(Of(new FakeDocument(50, 40, Layer(1))), Is.EqualTo(stamp));
        Assert.That(Of(new FakeDocument(50, 40, Layer(1)) { Selection = new RectInt32(0, 0, 50, 40) }), Is.EqualTo(stamp));
        Assert.That(Of(new FakeDocument(50, 40, Layer(2))), Is.Not.EqualTo(stamp));
        Assert.That(Of(new FakeDocument(40, 50, Layer(1))), Is.Not.EqualTo(stamp));
        Assert.That(Of(new FakeDocument(50, 40, Layer(1)) { Selection = new RectInt32(0, 0, 50, 39) }), Is.Not.EqualTo(stamp));
    }

    [Test]
    public void It_is_not_finished_for_one_who_has_given_up()
    {
        using var opened = new Opened("restore-blur", new FakeDocument(50, 40, Layer(1)));
        Assert.That(() => PictureStamp.Of(opened.Session.Picture, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    private static PictureStamp Of(FakeDocument document)
    {
        using var opened = new Opened("restore-blur", document);
        return PictureStamp.Of(opened.Session.Picture, CancellationToken.None);
    }

    private static FakeLayer Layer(int seed) => new("Background", Bytes.Textured(50, 40, seed));
}
