using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Filters;

/// <summary>What the user lets the real generators do: strength, colour lock, denoise, grain, region.</summary>
internal sealed class UpscaleControlTests
{
    private static readonly PixelFormat Rgb8 = PixelFormat.Parse("rgb8"), Float = PixelFormat.Parse("rgbf32");

    [TestCase("rgb8", "4")]
    [TestCase("rgba16", "2")]
    [TestCase("gray8", "4")]
    public void Strength_0_is_exactly_the_plain_enlargement(string format, string scale)
    {
        Picture flower = As(Flower(), PixelFormat.Parse(format));
        Picture plain = Upscale(flower, flower.Format, ("scale", scale), ("model", "lanczos"));
        Assert.That(Upscale(flower, flower.Format, ("scale", scale), ("strength", "0"), ("grain", "100"), ("denoise", "100")).Bytes, Is.EqualTo(plain.Bytes));
        Assert.That(Upscale(flower, flower.Format, ("scale", scale), ("strength", "1")).Bytes, Is.Not.EqualTo(plain.Bytes));
    }

    [Test]
    public void Strength_50_lies_half_way_between()
    {
        Picture flower = Flower();
        Picture none = Upscale(flower, Float, ("strength", "0")), half = Upscale(flower, Float, ("strength", "50")), full = Upscale(flower, Float, ("strength", "100"));
        for (int i = 0; i < 512 * 512; i += 7)
        {
            (int x, int y) = (i % 512, i / 512);
            Assert.That(half.Get(x, y, 1), Is.EqualTo((none.Get(x, y, 1) + full.Get(x, y, 1)) / 2).Within(1e-5));
        }
    }

    [TestCase("4", 0, 1)]
    [TestCase("2", 0, 1)]
    [TestCase("4", 13, 2)]
    [TestCase("2", 29, 2)]
    public void Colour_lock_holds_the_mean_of_every_block_to_one_step_and_between_blocks_to_two(string scale, int shift, int steps)
    {
        // The flower beside saturated patches, which generators tint the most.
        Picture flower = Flower();
        Picture picture = Picture.Make(256, 128, Rgb8, (x, y, channel) => x < 128 ? flower.Get(x, y, channel) : ((x / 32) + (y / 32)) % 3 == channel ? 1 : 0);
        Picture plain = Upscale(picture, Float, ("scale", scale), ("model", "lanczos")), locked = Upscale(picture, Float, ("scale", scale));
        Picture free = Upscale(picture, Float, ("scale", scale), ("color-lock", "off"));
        Assert.That(LargestDifferenceOfMeans(locked, plain, shift), Is.LessThan(steps / 255.0));
        Assert.That(LargestDifferenceOfMeans(free, plain, shift), Is.GreaterThan(3.0 / 255), "and there is something to hold");
    }

    [Test]
    public void Grain_is_the_noise_asked_for_the_same_every_time_and_in_every_tile()
    {
        // A flat sky with the noise of a sensor, which the generator takes for dirt.
        var random = new Random(3);
        Picture sky = Picture.Make(160, 120, Rgb8, (_, _, channel) => 0.4 + (0.1 * channel) + (4 / 255.0 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())));
        Picture plain = Upscale(sky, Float), grainy = Upscale(sky, Float, ("grain", "100"));
        Picture tiled = Upscale(sky, Float, ("grain", "100"), ("tile", "64"), ("exact", "on")), other = Upscale(sky, Float, ("grain", "100"), ("seed", "1"));
        Assert.That(Upscale(sky, Float, ("grain", "100")).Bytes, Is.EqualTo(grainy.Bytes));
        Assert.That(other.Bytes, Is.Not.EqualTo(grainy.Bytes));

        double sum = 0, squares = 0, colored = 0, tiles = 0;
        int count = 0;
        for (int y = 8; y < 470; y++)
        {
            for (int x = 8; x < 630; x++)
            {
                double red = grainy.Get(x, y, 0) - plain.Get(x, y, 0), blue = grainy.Get(x, y, 2) - plain.Get(x, y, 2);
                sum += red;
                squares += red * red;
                colored = Math.Max(colored, Math.Abs(red - blue));
                tiles = Math.Max(tiles, Math.Abs(grainy.Get(x, y, 0) - tiled.Get(x, y, 0)));
                count++;
            }
        }

        double deviation = Math.Sqrt(squares / count) * 255;
        Assert.That(deviation, Is.InRange(1.2, 3.2), "the luminance of that noise has about half its deviation, since the channels' are independent");
        Assert.That(sum / count * 255, Is.EqualTo(0).Within(0.02), "and it changes no mean");
        Assert.That(colored, Is.LessThan(1e-4), "nor a colour");
        Assert.That(tiles, Is.LessThan(1.5 / 255));
    }

    [Test]
    public void A_grey_picture_stays_grey_whatever_is_asked_for()
    {
        Picture flower = Flower();
        Picture gray = Picture.Make(128, 128, Rgb8, (x, y, _) => flower.Get(x, y, 1));
        Picture result = Upscale(gray, PixelFormat.Parse("rgb16"), ("strength", "70"), ("grain", "80"), ("denoise", "60"), ("tile", "64"));
        for (int i = 0; i < 512 * 512; i++)
        {
            (int x, int y) = (i % 512, i / 512);
            Assert.That((result.Get(x, y, 1), result.Get(x, y, 2)), Is.EqualTo((result.Get(x, y, 0), result.Get(x, y, 0))));
        }
    }

    [Test]
    public void Denoising_first_brings_a_noisy_picture_nearer_to_the_clean_one()
    {
        RealGenerators.Path("maxim-denoise");
        var random = new Random(7);
        Picture flower = Flower();

        // Enlarged, it has no detail as fine as the noise, which a generator for noise would take for it.
        Picture clean = As(Upscale(flower, Float, ("scale", "2"), ("model", "lanczos")), Rgb8);
        Picture noisy = Picture.Make(256, 256, Rgb8, (x, y, channel) => clean.Get(x, y, channel) + (25 / 255.0 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())));
        Picture wanted = Upscale(clean, Float, ("scale", "2"), ("model", "lanczos"));
        double Error(string denoise) => MeanSquare(Upscale(noisy, Float, ("scale", "2"), ("model", "lanczos"), ("denoise", denoise)), wanted);
        double without = Error("0"), half = Error("50"), automatic = Error("auto");
        Assert.That(half, Is.LessThan(without * 0.6), $"{without} {half} {automatic}");
        Assert.That(automatic, Is.LessThan(without * 0.4), $"{without} {half} {automatic}");
        Assert.That(
            Upscale(clean, Rgb8, ("scale", "2"), ("model", "lanczos"), ("denoise", "auto")).Bytes,
            Is.EqualTo(Upscale(clean, Rgb8, ("scale", "2"), ("model", "lanczos")).Bytes),
            "and a clean picture is left alone");
    }

    [TestCase("40,30,50,60", "on", 1)]
    [TestCase("0,0,128,1", "on", 1)]
    [TestCase("127,127,1,1", "on", 1)]
    [TestCase("3,90,77,38", "off", 4)]
    public void A_region_comes_out_as_that_part_of_the_full_result(string region, string exact, int step)
    {
        Picture flower = Flower();
        Picture full = Upscale(flower, Rgb8, ("tile", "48"), ("exact", exact)), part = Upscale(flower, Rgb8, ("tile", "48"), ("exact", exact), ("region", region));
        var area = (PixelArea)new AreaParameter("region", "", "").Parse(region);
        Assert.That(part.Size, Is.EqualTo(new PixelSize(area.Width * 4, area.Height * 4)));
        double largest = 0;
        for (int y = 0; y < part.Size.Height; y++)
        {
            for (int x = 0; x < part.Size.Width; x++)
            {
                for (int channel = 0; channel < 3; channel++) largest = Math.Max(largest, Math.Abs(part.Get(x, y, channel) - full.Get(x + (area.X * 4), y + (area.Y * 4), channel)));
            }
        }

        Assert.That(largest * 255, Is.LessThan(step + 0.01));
    }

    [Test]
    public void A_region_outside_the_picture_is_refused_with_both_sizes()
    {
        IFilter filter = RealGenerators.Engine.Filter("upscale");
        var error = Assert.Throws<EnlargerException>(() => filter.ResultSize(new PixelSize(100, 80), new FilterSettings(filter.Parameters).With("region", "50,50,51,10")));
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.Usage));
        Assert.That(error.Message, Does.Contain("51x10").And.Contain("100x80"));
    }

    private static Picture Flower() => As(RealGenerators.Flower(), Rgb8);

    private static Picture As(Picture picture, PixelFormat format) =>
        Picture.Make(picture.Size.Width, picture.Size.Height, format, (x, y, channel) => channel == 3 ? (x + y) % 97 / 96.0 : picture.Get(x, y, channel));

    private static Picture Upscale(Picture picture, PixelFormat format, params (string Id, string Value)[] values) => FilterRun.Of("upscale", picture, format, values);

    private static double LargestDifferenceOfMeans(Picture a, Picture b, int shift)
    {
        double largest = 0;
        for (int top = shift; top + 64 <= a.Size.Height; top += 64)
        {
            for (int left = shift; left + 64 <= a.Size.Width; left += 64)
            {
                for (int channel = 0; channel < 3; channel++)
                {
                    double sum = 0;
                    for (int i = 0; i < 64 * 64; i++) sum += a.Get(left + (i % 64), top + (i / 64), channel) - b.Get(left + (i % 64), top + (i / 64), channel);
                    largest = Math.Max(largest, Math.Abs(sum / (64 * 64)));
                }
            }
        }

        return largest;
    }

    private static double MeanSquare(Picture a, Picture b)
    {
        double sum = 0;
        for (int i = 0; i < a.Size.Width * a.Size.Height; i++)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                double difference = a.Get(i % a.Size.Width, i / a.Size.Width, channel) - b.Get(i % a.Size.Width, i / a.Size.Width, channel);
                sum += difference * difference;
            }
        }

        return sum / (3.0 * a.Size.Width * a.Size.Height);
    }
}
