using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Previews;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Previews;

internal sealed class PreviewCanvasTests
{
    private static readonly IFilter Upscale = RealGenerators.Engine.Filter("upscale");
    private static readonly FilterSettings Twice = new FilterSettings(Upscale.Parameters).With("scale", "2").With("model", "lanczos");

    [Test]
    public void A_picture_lies_in_the_middle_of_grey()
    {
        byte[] canvas = PreviewCanvas.Draw(new PixelSize(9, 7), Frame(new PixelSize(2, 1)), Flat("rgb8", new PixelSize(2, 1), [10, 20, 30]));
        for (int i = 0; i < 63; i++)
        {
            bool isInside = i % 9 is >= 2 and < 6 && i / 9 is >= 2 and < 4;
            Assert.That(canvas.AsSpan(i * 3, 3).ToArray(), Is.EqualTo(isInside ? [10, 20, 30] : new byte[] { 128, 128, 128 }), $"{i % 9}, {i / 9}");
        }
    }

    [Test]
    public void What_is_transparent_shows_squares()
    {
        byte[] canvas = PreviewCanvas.Draw(new PixelSize(16, 16), Frame(new PixelSize(8, 8)), Flat("rgba8", new PixelSize(8, 8), [10, 20, 30, 0]));
        Assert.That(new[] { canvas[0], canvas[8 * 3], canvas[16 * 3 * 8], canvas[^1] }, Is.EqualTo(new byte[] { 204, 153, 153, 204 }));
        canvas = PreviewCanvas.Draw(new PixelSize(16, 16), Frame(new PixelSize(8, 8)), Flat("rgba8", new PixelSize(8, 8), [10, 20, 30, 255]));
        Assert.That(canvas.Chunk(3), Is.All.EqualTo(new byte[] { 10, 20, 30 }));
    }

    [Test]
    public void A_picture_follows_a_drag_and_is_cut_where_the_view_ends()
    {
        var picture = new PixelSize(100, 100);
        PreviewFrame first = PreviewFrame.Of(picture, Upscale, Twice, new PixelSize(20, 20), new PicturePoint(50, 50));
        PreviewFrame dragged = PreviewFrame.Of(picture, Upscale, Twice, new PixelSize(20, 20), first.Drag(6, -4));
        byte[] canvas = PreviewCanvas.Draw(new PixelSize(20, 20), dragged, Flat("rgb8", picture, [1, 2, 3], first));
        for (int i = 0; i < 400; i++) Assert.That(canvas[i * 3], Is.EqualTo(i % 20 >= 6 && i / 20 < 16 ? 1 : 128), $"{i % 20}, {i / 20}");
    }

    [Test]
    public void Without_a_picture_there_is_grey() => Assert.That(PreviewCanvas.Draw(new PixelSize(5, 4), null, null), Is.EqualTo(Enumerable.Repeat((byte)128, 60)));

    private static PreviewFrame Frame(PixelSize picture) => PreviewFrame.Of(picture, Upscale, Twice, new PixelSize(16, 16), null);

    private static PreviewPicture Flat(string format, PixelSize picture, byte[] pixel, PreviewFrame? frame = null)
    {
        Picture source = Picture.Make(picture.Width, picture.Height, PixelFormat.Parse(format), (_, _, channel) => pixel[channel] / 255.0);
        return new PreviewMaker(Upscale, source).Before(frame ?? Frame(picture), Twice, CancellationToken.None);
    }
}
