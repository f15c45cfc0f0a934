using Enlarger.Imaging;

namespace Enlarger.Tests.Imaging;

internal sealed class PixelFormatTests
{
    [Test]
    public void Every_format_is_read_back_by_its_name()
    {
        Assert.That(PixelFormat.All.Select(format => PixelFormat.Parse(format.ToString())), Is.EqualTo(PixelFormat.All));
        Assert.That(PixelFormat.All.Select(format => format.ToString()), Is.Unique);
    }

    [TestCase("rgba8", 4, 4, true, false)]
    [TestCase("gray16", 1, 2, false, true)]
    [TestCase("grayaf32", 2, 8, true, true)]
    [TestCase("rgbf16", 3, 6, false, false)]
    [TestCase("bgra16", 4, 8, true, false)]
    public void A_format_knows_its_size(string name, int channels, int bytes, bool alpha, bool gray)
    {
        PixelFormat format = PixelFormat.Parse(name);
        Assert.That((format.Channels, format.BytesPerPixel, format.HasAlpha, format.IsGray), Is.EqualTo((channels, bytes, alpha, gray)));
    }

    [TestCase("rgb")]
    [TestCase("RGB8")]
    [TestCase("")]
    [TestCase("rgba32")]
    public void Another_name_is_refused_with_the_names_there_are(string name)
    {
        var error = Assert.Throws<EnlargerException>(() => PixelFormat.Parse(name));
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Usage));
        Assert.That(error.Message, Does.Contain($"'{name}'").And.Contain("rgba16"));
    }
}
