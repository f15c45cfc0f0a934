using Enlarger.CommandLine.Files;
using Enlarger.CommandLine.Vips;
using Enlarger.Tests.Support;
using NUnit.Framework.Constraints;

namespace Enlarger.Tests.Files;

public sealed class OutputFileTests
{
    private const string Suffix = "-upscaled-4x";

    [TestCase("photos/a.png", "png", null, null, "photos/a-upscaled-4x.png", "png")]
    [TestCase("photos/a.JPEG", "jpg", null, null, "photos/a-upscaled-4x.JPEG", "jpg")]
    [TestCase("a.tiff", "tiff", null, null, "a-upscaled-4x.tiff", "tiff")]
    [TestCase("a.png", "jpg", null, null, "a-upscaled-4x.jpg", "jpg", Description = "A renamed picture gets its true extension.")]
    [TestCase("a", "webp", null, null, "a-upscaled-4x.webp", "webp")]
    [TestCase("a.b.png", "png", null, "tiff", "a.b-upscaled-4x.tif", "tiff")]
    [TestCase("a.png", "png", "b.jpg", null, "b.jpg", "jpg")]
    [TestCase("a.png", "png", "b", "webp", "b", "webp")]
    [TestCase("a.png", "png", "b.JPG", "jpg", "b.JPG", "jpg")]
    [TestCase("x/a.png", "png", "folder/", null, "folder/a-upscaled-4x.png", "png")]
    [TestCase("-a[1].png", "png", null, null, "-a[1]-upscaled-4x.png", "png")]
    public void Names_and_formats_follow_from_what_was_asked_for(string input, string inputFormat, string? output, string? format, string path, string written)
    {
        OutputFile file = OutputFile.For(input, PictureFormat.Named(inputFormat), output, format is null ? null : PictureFormat.Named(format), Suffix);
        Assert.That(file.Path, Is.EqualTo(path));
        Assert.That(file.Format.Id, Is.EqualTo(written));
    }

    [TestCase("b.jpg", "png", "is a name for JPEG")]
    [TestCase("b.gif", null, "does not tell the format")]
    [TestCase("b", null, "does not tell the format")]
    [TestCase("a.png", null, "is the picture itself")]
    [TestCase("./x/../a.png", null, "is the picture itself")]
    public void Contradictions_are_refused(string output, string? format, string text) =>
        Assert.That(() => OutputFile.For("a.png", PictureFormat.Named("png"), output, format is null ? null : PictureFormat.Named(format), Suffix), Refused(text));

    [Test]
    public void A_link_to_the_picture_is_the_picture()
    {
        using var folder = new Folder();
        folder.Write("a.png", [1]);
        File.CreateSymbolicLink(folder["link.png"], folder["a.png"]);
        Directory.CreateSymbolicLink(folder["linked"], folder.Path);
        Assert.That(() => OutputFile.For(folder["a.png"], PictureFormat.Named("png"), folder["link.png"], null, Suffix), Refused("is the picture itself"));
        Assert.That(() => OutputFile.For(folder["link.png"], PictureFormat.Named("png"), folder["linked/a.png"], null, Suffix), Refused("is the picture itself"));
    }

    private static ContainsConstraint Refused(string text) =>
        Throws.TypeOf<EnlargerException>().With.Property("Kind").EqualTo(ErrorKind.Usage).And.Message.Contains(text);
}
