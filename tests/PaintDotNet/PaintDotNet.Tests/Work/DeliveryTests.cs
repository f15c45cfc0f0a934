using System.Runtime.InteropServices;
using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.PaintDotNet.Work;
using Enlarger.Tests.PaintDotNet.Support;
using Enlarger.Tests.Support;
using FakePaintDotNet;
using PaintDotNet;

namespace Enlarger.Tests.PaintDotNet.Work;

/// <summary>Results of another size: on the clipboard and in files.</summary>
internal sealed class DeliveryTests
{
    private const int Width = 37, Height = 29;

    // Another program holds the clipboard: CLIPBRD_E_CANT_OPEN.
    private const int CannotOpen = unchecked((int)0x800401D0);

    [Test]
    public void The_clipboard_gets_the_result_with_its_alpha_and_profile([Values] bool hasProfile)
    {
        byte[]? profile = hasProfile ? IccProfile.DisplayP3 : null;
        using var opened = new Opened("upscale-2x", Document(profile));
        using Rendition rendition = Render(opened);
        new Delivery(opened.Session.Picture).ToClipboard(opened.Host.Services, rendition.Result);
        Assert.That((opened.Host.Clipboard.Image!.Width, opened.Host.Clipboard.Image.Height), Is.EqualTo((Width * 2, Height * 2)));
        Assert.That(opened.Host.Clipboard.Image.Profile, Is.EqualTo(profile));
        Assert.That(opened.Host.Clipboard.Image.Pixels, Is.EqualTo(Wanted(profile)));
        Assert.That(opened.Host.Document.Layers[0].Pixels, Is.EqualTo(Pixels));
    }

    [Test]
    public void A_clipboard_that_refuses_is_told_and_the_result_can_be_saved()
    {
        using var opened = new Opened("upscale-2x", Document());
        Exception failure = Marshal.GetExceptionForHR(CannotOpen)!;
        opened.Host.Clipboard.Failure = failure;
        using Rendition rendition = Render(opened);
        var delivery = new Delivery(opened.Session.Picture);
        EnlargerException error = Assert.Throws<EnlargerException>(() => delivery.ToClipboard(opened.Host.Services, rendition.Result))!;
        Assert.That(error.Message, Is.EqualTo($"The clipboard did not take 74x58 pixels ({failure.Message.TrimEnd('.')}): save the result instead."));
        Assert.That(opened.Host.Clipboard.Image, Is.Null);

        using var folder = new ScratchFolder();
        delivery.ToFile(rendition.Result, folder.File("日本語 result.png"));
        Assert.That(new PngPicture(File.ReadAllBytes(folder.File("日本語 result.png"))).Pixels, Is.EqualTo(Wanted(null)));
    }

    [TestCase(typeof(OverflowException))]
    [TestCase(typeof(ArgumentException))]
    [TestCase(typeof(UnauthorizedAccessException))]
    [TestCase(typeof(OutOfMemoryException))]
    public void Whatever_the_clipboard_fails_with_is_told_in_a_sentence(Type failure)
    {
        using var opened = new Opened("upscale-2x", Document());
        opened.Host.Clipboard.Failure = (Exception)Activator.CreateInstance(failure)!;
        using Rendition rendition = Render(opened);
        var delivery = new Delivery(opened.Session.Picture);
        Assert.That(() => delivery.ToClipboard(opened.Host.Services, rendition.Result), Throws.TypeOf<EnlargerException>().With.Message.EndsWith("save the result instead."));
    }

    [Test]
    public void A_file_keeps_the_profile_and_the_resolution()
    {
        using var opened = new Opened("upscale-2x", Document(IccProfile.AdobeRgb) with { Resolution = new Resolution(100, 100, MeasurementUnit.Centimeter) });
        using Rendition rendition = Render(opened);
        using var folder = new ScratchFolder();
        new Delivery(opened.Session.Picture).ToFile(rendition.Result, folder.File("result.png"));
        var file = new PngPicture(File.ReadAllBytes(folder.File("result.png")));
        Assert.That((file.Size, file.PerMetre), Is.EqualTo((new PixelSize(Width * 2, Height * 2), 10000)));
        Assert.That(file.Profile, Is.EqualTo(IccProfile.AdobeRgb));
    }

    [TestCase("result.jpg")]
    [TestCase("result")]
    public void A_file_is_what_its_name_says_or_not_written(string name)
    {
        using var opened = new Opened("upscale-2x", Document());
        using Rendition rendition = Render(opened);
        using var folder = new ScratchFolder();
        EnlargerException error = Assert.Throws<EnlargerException>(() => new Delivery(opened.Session.Picture).ToFile(rendition.Result, folder.File(name)))!;
        Assert.That(error.Message, Is.EqualTo($"'{name}' is no name of a PNG or TIFF file: end it with .png or .tif."));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public void What_cannot_be_written_leaves_nothing()
    {
        using var opened = new Opened("upscale-2x", Document());
        using Rendition rendition = Render(opened);
        using var folder = new ScratchFolder();

        // The fake host writes no TIFF.
        Assert.That(() => new Delivery(opened.Session.Picture).ToFile(rendition.Result, folder.File("result.tif")), Throws.TypeOf<NotSupportedException>());
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.Empty);
    }

    private static byte[] Pixels => Bytes.Textured(Width, Height, opaque: false);

    private static FakeDocument Document(byte[]? profile = null) => new(Width, Height, new FakeLayer("Background", Pixels)) { Profile = profile };

    private static Rendition Render(Opened opened)
    {
        Rendition rendition = opened.Session.Render(Plain(opened.Session.Defaults));
        rendition.Work.Completion.Wait();
        Assert.That(rendition.Work.Progress, Is.EqualTo(1));
        return rendition;
    }

    private static byte[] Wanted(byte[]? profile) => Reference.Run(
        "upscale", Plain(Reference.Settings("upscale", ("scale", "2"))), Pixels, new PixelSize(Width, Height), profile is null ? null : ColorEncoding.OfProfile(profile));

    private static FilterSettings Plain(FilterSettings settings) => settings.With("model", "lanczos");
}
