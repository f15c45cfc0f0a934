using Enlarger.Imaging;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Imaging;

internal sealed class MiniatureTests
{
    [TestCase(1000, 300, 256, 77)]
    [TestCase(257, 2000, 33, 256)]
    [TestCase(200, 100, 200, 100)]
    [TestCase(100_000, 1, 256, 1)]
    [TestCase(1, 1, 1, 1)]
    public void It_keeps_the_shape_and_is_256_pixels_long_at_most(int width, int height, int smallWidth, int smallHeight) =>
        Assert.That(new Miniature(new PixelSize(width, height)).Size, Is.EqualTo(new PixelSize(smallWidth, smallHeight)));

    [TestCase(700, 333)]
    [TestCase(256, 1025)]
    [TestCase(90, 60)]
    [TestCase(600, 1)]
    public void Row_by_row_it_becomes_the_picture_reduced_by_area(int width, int height)
    {
        Picture picture = Picture.Noise(width, height, PixelFormat.Parse("rgbf32"), seed: 1);
        (FloatPlanes color, FloatPlanes alpha, PixelSize size) = Reduce(picture);
        float[] wanted = new float[size.Width * size.Height];
        for (int channel = 0; channel < 3; channel++)
        {
            Resampler.Resize(ResamplingKernel.Area, picture.Planes().Plane(channel), picture.Size, size, size.Area, wanted, new PlanePool());
            for (int i = 0; i < wanted.Length; i++) Assert.That(color.Plane(channel)[i], Is.EqualTo(wanted[i]).Within(1e-5));
        }

        Assert.That(alpha.Span.ToArray(), Is.All.EqualTo(1).Within(1e-5));
    }

    [Test]
    public void What_is_transparent_does_not_count()
    {
        var random = new Random(2);
        Picture picture = Picture.Make(600, 400, PixelFormat.Parse("rgbaf32"), (x, y, channel) => channel == 3 ? ((x / 5) + y) % 2 : ((x / 5) + y) % 2 == 0 ? random.NextDouble() * 50 : 0.2 + (0.2 * channel));
        (FloatPlanes color, FloatPlanes alpha, _) = Reduce(picture);
        Assert.That(alpha.Span.ToArray(), Is.All.InRange(0.2f, 0.8f));
        for (int channel = 0; channel < 3; channel++) Assert.That(color.Plane(channel).ToArray(), Is.All.EqualTo(0.2 + (0.2 * channel)).Within(1e-5));
    }

    [Test]
    public void Light_beyond_white_counts_as_white()
    {
        Picture picture = Picture.Make(512, 512, PixelFormat.Parse("rgbf32"), (x, y, _) => (x + y) % 2 == 0 ? 100 : -3);
        Assert.That(Reduce(picture).Color.Span.ToArray(), Is.All.EqualTo(0.5).Within(1e-5));
    }

    [Test]
    public void What_is_grey_stays_exactly_grey()
    {
        Picture noise = Picture.Noise(401, 299, PixelFormat.Parse("gray8"), seed: 3);
        Picture gray = Picture.Make(401, 299, PixelFormat.Parse("rgba8"), (x, y, channel) => channel == 3 ? (x + y) % 7 / 6.0 : noise.Get(x, y, 0));
        FloatPlanes color = Reduce(gray).Color;
        Assert.That(color.Plane(1).ToArray(), Is.EqualTo(color.Plane(0).ToArray()));
        Assert.That(color.Plane(2).ToArray(), Is.EqualTo(color.Plane(0).ToArray()));
    }

    private static (FloatPlanes Color, FloatPlanes Alpha, PixelSize Size) Reduce(Picture picture)
    {
        var miniature = new Miniature(picture.Size);
        var row = new FloatPlanes(4, picture.Size.Width, 1);
        for (int y = 0; y < picture.Size.Height; y++)
        {
            ReadOnlySpan<byte> pixels = picture.Bytes.AsSpan(y * picture.RowBytes, picture.RowBytes);
            new VectorPixelOperations().ToPlanes(pixels, picture.Format, row.Plane(0), row.Plane(1), row.Plane(2), row.Plane(3));
            miniature.Add(row.Plane(0), row.Plane(1), row.Plane(2), row.Plane(3));
        }

        (FloatPlanes color, FloatPlanes alpha) = miniature.Develop();
        return (color, alpha, miniature.Size);
    }
}
