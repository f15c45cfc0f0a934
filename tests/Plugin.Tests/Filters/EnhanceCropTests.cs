using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Filters;

/// <summary>The filter with the real generators on a real photograph.</summary>
internal sealed class EnhanceCropTests
{
    private static readonly PixelFormat Rgb8 = PixelFormat.Parse("rgb8");

    private static IFilter Filter => RealGenerators.Engine.Filter("enhance-crop");

    [TestCase(1000, 800, "0,0,1000,800", 1)]
    [TestCase(1000, 800, "10,10,600,300", 2)]
    [TestCase(1000, 800, "10,10,300,500", 2)]
    [TestCase(1000, 800, "10,10,499,300", 4)]
    [TestCase(1000, 800, "10,10,250,20", 4)]
    [TestCase(1000, 800, "10,10,9,20", 4)]
    [TestCase(1, 1, "0,0,1,1", 1)]
    public void The_scale_is_the_smallest_that_makes_the_crop_as_long_as_the_picture(int width, int height, string crop, int scale)
    {
        FilterSettings settings = FilterRun.Settings(Filter, ("crop", crop));
        PixelArea area = settings.Area("crop")!.Value;
        Assert.That(Filter.ResultSize(new PixelSize(width, height), settings), Is.EqualTo(new PixelSize(area.Width * scale, area.Height * scale)));
        Assert.That(Filter.ResultSize(new PixelSize(width, height), settings.With("scale", "2")), Is.EqualTo(new PixelSize(area.Width * 2, area.Height * 2)));
    }

    [TestCase(null, null, "select it")]
    [TestCase("90,0,11,10", null, "100x80")]
    [TestCase("10,10,50,50", "5,10,20,20", "within the crop")]
    public void An_area_that_is_missing_or_elsewhere_is_refused_in_a_sentence(string? crop, string? region, string expected)
    {
        FilterSettings settings = new(Filter.Parameters);
        if (crop is not null) settings = settings.With("crop", crop);
        if (region is not null) settings = settings.With("region", region);
        var error = Assert.Throws<EnlargerException>(() => Filter.ResultSize(new PixelSize(100, 80), settings));
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.Usage));
        Assert.That(error.Message, Does.Contain(expected).And.EndsWith("."));
    }

    [Test]
    public void Strength_0_in_place_is_the_crop_as_it_was()
    {
        Picture flower = RealGenerators.Flower();
        Picture crop = Enhance(flower, ("crop", "20,30,50,40"), ("scale", "1"), ("strength", "0"));
        Assert.That(crop.Bytes, Is.EqualTo(flower.Cut(new PixelArea(20, 30, 50, 40)).Bytes));
    }

    [Test]
    public void A_crop_sees_the_picture_around_it()
    {
        // The same as that part of the whole picture enlarged: no border of its own.
        Picture flower = Flower();
        Picture whole = FilterRun.Of("upscale", flower, Rgb8, ("scale", "4"));
        Picture crop = Enhance(flower, ("crop", "40,30,32,32"), ("strength", "100"), ("denoise", "0"));
        Assert.That(crop.Psnr(whole.Cut(new PixelArea(160, 120, 128, 128))), Is.GreaterThan(60));
    }

    [TestCase("1")]
    [TestCase("2")]
    public void A_noisy_crop_comes_nearer_to_the_clean_one(string scale)
    {
        var random = new Random(5);
        Picture flower = Flower();
        Picture clean = FilterRun.Of("upscale", flower, Rgb8, ("scale", "2"), ("model", "lanczos"));
        Picture noisy = Picture.Make(256, 256, Rgb8, (x, y, channel) => clean.Get(x, y, channel) + (15 / 255.0 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())));
        (string, string)[] crop = [("crop", "64,64,128,128"), ("scale", scale)];
        Picture enhanced = Enhance(noisy, crop);
        Picture wanted = scale == "1" ? clean.Cut(new PixelArea(64, 64, 128, 128)) : FilterRun.Of("enhance-crop", clean, Rgb8, [.. crop, ("strength", "0")]);
        Picture plain = FilterRun.Of("enhance-crop", noisy, Rgb8, [.. crop, ("strength", "0")]);
        Assert.That(enhanced.Psnr(wanted), Is.GreaterThan(plain.Psnr(wanted) + 2));
    }

    [Test]
    public void Alpha_comes_along()
    {
        Picture flower = Flower();
        Picture cut = Picture.Make(128, 128, PixelFormat.Parse("rgba8"), (x, y, channel) => channel == 3 ? (x > 64 ? 1 : 0.25) : flower.Get(x, y, channel));
        Picture crop = Enhance(cut, ("crop", "48,48,32,32"), ("denoise", "0"));
        Assert.That((crop.Get(10, 60, 3), crop.Get(110, 60, 3)), Is.EqualTo((64 / 255.0, 1.0)));
    }

    private static Picture Enhance(Picture picture, params (string Id, string Value)[] values) => FilterRun.Of("enhance-crop", picture, picture.Format, values);

    private static Picture Flower()
    {
        Picture flower = RealGenerators.Flower();
        return Picture.Make(128, 128, Rgb8, flower.Get);
    }
}
