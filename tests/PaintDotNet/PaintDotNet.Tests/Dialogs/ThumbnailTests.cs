using Enlarger.Imaging;
using Enlarger.PaintDotNet.Dialogs;
using Enlarger.Previews;

namespace Enlarger.Tests.PaintDotNet.Dialogs;

public sealed class ThumbnailTests
{
    private const int Longest = 120;

    [TestCase(4000, 3000, 120, 90)]
    [TestCase(300, 60_000, 1, 120)]
    [TestCase(50, 20, 50, 20)]
    [TestCase(1, 1, 1, 1)]
    public void It_is_small_and_keeps_the_shape(int width, int height, int smallWidth, int smallHeight) =>
        Assert.That(Thumbnail.SizeOf(new PixelSize(width, height), Longest), Is.EqualTo(new PixelSize(smallWidth, smallHeight)));

    [Test]
    public void It_shows_the_pixels_that_lie_there()
    {
        var picture = new Places(new PixelSize(480, 360));
        var thumbnail = new Thumbnail(picture, Longest);
        byte[] last = thumbnail.Pixels[^3..];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(thumbnail.Pixels, Has.Length.EqualTo(120 * 90 * 3));
            Assert.That(thumbnail.Pixels[..3], Is.EqualTo(new byte[] { 2, 2, 9 }));
            Assert.That(last, Is.EqualTo(new byte[] { 478 % 256, 358 % 256, 9 }));
            Assert.That(picture.Reads, Is.EqualTo(90), "rows read of 360");
        }
    }

    [Test]
    public void What_is_transparent_is_light([Values(0, 255)] int alpha)
    {
        var thumbnail = new Thumbnail(new Places(new PixelSize(1, 1)) { Alpha = (byte)alpha }, Longest);
        Assert.That(thumbnail.Pixels, Is.EqualTo(alpha == 0 ? new byte[] { 204, 204, 204 } : [0, 0, 9]));
    }

    [Test]
    public void A_click_finds_the_middle_of_what_is_there_and_a_part_is_marked_around_it()
    {
        var random = new Random(8);
        for (int i = 0; i < 200; i++)
        {
            var size = new PixelSize(random.Next(1, 5000), random.Next(1, 5000));
            var thumbnail = new Thumbnail(new Places(size), Longest);
            (int x, int y) = (random.Next(thumbnail.Size.Width), random.Next(thumbnail.Size.Height));
            PicturePoint point = thumbnail.PointAt(x, y);
            PixelArea mark = thumbnail.PlaceOf(new PixelArea((int)point.X, (int)point.Y, 1, 1));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(mark.IsWithin(thumbnail.Size), $"{size}: {mark}");
                Assert.That(x, Is.InRange(mark.X, mark.Right - 1), $"{size}");
                Assert.That(y, Is.InRange(mark.Y, mark.Bottom - 1), $"{size}");
            }
        }
    }

    [Test]
    public void The_whole_picture_is_marked_wholly()
    {
        var thumbnail = new Thumbnail(new Places(new PixelSize(1234, 567)), Longest);
        Assert.That(thumbnail.PlaceOf(new PixelArea(0, 0, 1234, 567)), Is.EqualTo(thumbnail.Size.Area));
    }

    // Each pixel tells where it is.
    private sealed class Places(PixelSize size) : IPixelSource
    {
        public byte Alpha { get; init; } = byte.MaxValue;

        public int Reads { get; private set; }

        public PixelSize Size => size;

        public PixelFormat Format { get; } = new(ChannelLayout.Bgra, SampleType.UInt8);

        public void Read(PixelArea area, Span<byte> destination)
        {
            Reads++;
            for (int i = 0; i < area.Width * area.Height; i++)
            {
                new[] { (byte)9, (byte)(area.Y + (i / area.Width)), (byte)(area.X + (i % area.Width)), Alpha }.CopyTo(destination[(i * 4)..]);
            }
        }
    }
}
