using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Previews;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Previews;

/// <summary>The two pictures against full runs of the real filters.</summary>
internal sealed class PreviewMakerTests
{
    private static readonly PixelFormat Rgb8 = PixelFormat.Parse("rgb8"), Rgba8 = PixelFormat.Parse("rgba8");

    [TestCase("gray8", "rgb8")]
    [TestCase("graya16", "rgba8")]
    [TestCase("rgb16", "rgb8")]
    [TestCase("rgbaf32", "rgba8")]
    [TestCase("bgra8", "rgba8")]
    public void An_enlargement_is_that_part_of_the_full_run_in_eight_bits(string format, string shown)
    {
        var picture = Picture.Noise(90, 80, PixelFormat.Parse(format), 3);
        (string, string)[] values = [("scale", "2"), ("model", "lanczos")];
        (PreviewFrame frame, PreviewPicture before, PreviewPicture after) = Make("upscale", picture, values);
        Assert.That(frame.Region, Is.EqualTo(new PixelArea(20, 30, 32, 24)));

        Picture whole = FilterRun.Of("upscale", picture, PixelFormat.Parse(shown), values);
        Assert.That(after.Format, Is.EqualTo(PixelFormat.Parse(shown)));
        Assert.That(after.Pixels.ToArray(), Is.EqualTo(whole.Cut(frame.Region.Scale(2)).Bytes));
        Assert.That(before.Pixels.ToArray(), Is.EqualTo(after.Pixels.ToArray()), "this generator is the plain enlargement");
    }

    [Test]
    public void What_is_seen_before_is_what_strength_0_gives_whatever_else_is_set()
    {
        var picture = Picture.Noise(90, 80, Rgb8, 4);
        (_, PreviewPicture before, _) = Make("enhance-crop", picture, [("crop", "10,10,60,60"), ("scale", "2"), ("denoise", "50"), ("grain", "100")], onlyBefore: true);
        Picture plain = FilterRun.Of("upscale", picture, Rgb8, ("scale", "2"), ("model", "lanczos"));
        Assert.That(before.Pixels.ToArray(), Is.EqualTo(plain.Cut(before.Frame.Region.Scale(2)).Bytes));
    }

    [Test]
    public void A_picture_that_keeps_its_size_is_seen_untouched_before()
    {
        var picture = Picture.Noise(90, 80, Rgba8, 5);
        (PreviewFrame frame, PreviewPicture before, _) = Make("restore-blur", picture, [], onlyBefore: true);
        Assert.That(before.Size, Is.EqualTo(new PixelSize(64, 48)));
        Assert.That(before.Pixels.ToArray(), Is.EqualTo(picture.Cut(frame.Region).Bytes));
    }

    [Test]
    public void Linear_light_is_shown_as_a_screen_needs_it()
    {
        var picture = Picture.Make(90, 80, PixelFormat.Parse("rgb16"), (_, _, _) => 0.5, ColorEncoding.LinearSrgb);
        (_, PreviewPicture before, PreviewPicture after) = Make("upscale", picture, [("model", "lanczos")]);
        Assert.That(before.Pixels.ToArray(), Is.All.EqualTo(188));
        Assert.That(after.Pixels.ToArray(), Is.All.EqualTo(188));
    }

    [Test]
    public void A_restored_part_is_that_part_of_the_restored_whole()
    {
        // A blur with a name, which takes no network.
        var sharp = Picture.Noise(220, 210, Rgb8, 6);
        var blurred = Picture.Make(200, 190, Rgb8, (x, y, channel) =>
        {
            double sum = 0;
            for (int i = 0; i < 9; i++) sum += sharp.Get(x + i, y + 5, channel);
            return sum / 9;
        });
        (string, string)[] values = [("kind", "motion"), ("radius", "4")];
        IFilter filter = RealGenerators.Engine.Filter("restore-blur");
        Assert.That(filter.ReadsTwice(FilterRun.Settings(filter, values)));
        (PreviewFrame frame, PreviewPicture before, PreviewPicture after) = Make("restore-blur", blurred, values);
        Picture whole = FilterRun.Of("restore-blur", blurred, Rgb8, values).Cut(frame.Region);
        Assert.That(after.Pixels.ToArray().Zip(whole.Bytes, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(1));
        Assert.That(after.Pixels.ToArray(), Is.Not.EqualTo(before.Pixels.ToArray()));
    }

    private static (PreviewFrame Frame, PreviewPicture Before, PreviewPicture After) Make(string id, Picture picture, (string Id, string Value)[] values, bool onlyBefore = false)
    {
        IFilter filter = RealGenerators.Engine.Filter(id);
        FilterSettings settings = FilterRun.Settings(filter, values);
        var frame = PreviewFrame.Of(picture.Size, filter, settings, new PixelSize(64, 48), new PicturePoint(36, 42));
        var maker = new PreviewMaker(filter, picture);
        PreviewPicture before = maker.Before(frame, settings, CancellationToken.None);
        return (frame, before, onlyBefore ? before : maker.After(frame, settings, null, CancellationToken.None));
    }
}
