using Enlarger.Imaging;
using Enlarger.LayeredFiles;

namespace Enlarger.Tests.LayeredFiles;

internal sealed class FiledPictureTests
{
    [TestCase(6000, 4000, 256, 171)]
    [TestCase(4000, 6000, 171, 256)]
    [TestCase(257, 257, 256, 256)]
    [TestCase(256, 100, 256, 100)]
    [TestCase(30, 20, 30, 20)]
    [TestCase(1, 30000, 1, 256)]
    public void A_thumbnail_has_the_shape_of_the_picture_and_at_most_256_pixels_a_side(int width, int height, int smallWidth, int smallHeight) =>
        Assert.That(new FiledPicture(new PixelSize(width, height), 1).Thumbnail, Is.EqualTo(new PixelSize(smallWidth, smallHeight)));
}
