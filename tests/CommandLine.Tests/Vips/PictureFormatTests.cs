using Enlarger.CommandLine.Vips;
using Enlarger.Imaging;

namespace Enlarger.Tests.Vips;

internal sealed class PictureFormatTests
{
    [Test]
    public void A_result_that_takes_more_memory_than_there_is_is_refused()
    {
        PictureFormat greedy = PictureFormat.Named("webp") with { BytesInMemory = 1_000_000 };
        Assert.That(
            () => greedy.DemandRoom(new PixelSize(16383, 16383), PixelFormat.Parse("rgb8")),
            Throws.TypeOf<EnlargerException>().With.Property("Kind").EqualTo(ErrorKind.Output).And.Message.Contains("268402.7 GB").And.Message.Contains("PNG or JPEG or TIFF"));
        Assert.That(() => greedy.DemandRoom(new PixelSize(16383, 16383), PixelFormat.Parse("rgba8")), Throws.Exception.With.Message.Not.Contains("JPEG"));
        Assert.That(() => greedy.DemandRoom(new PixelSize(10, 10), PixelFormat.Parse("rgb8")), Throws.Nothing);
    }
}
