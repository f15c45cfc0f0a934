using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Restoration;
using Enlarger.Tests.Restoration;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Filters;

/// <summary>What "correct colour" makes of Restore blur, with generators that are known exactly.</summary>
internal sealed class CorrectColorTests
{
    private static readonly float[] Gains = [0.8f, 1f, 1.25f];
    private const float BlueOffset = 0.06f;

    private TinyStudio _studio = null!;

    [OneTimeSetUp]
    public void Open() => _studio = new TinyStudio(Gains, BlueOffset);

    [OneTimeTearDown]
    public void Close() => _studio.Dispose();

    [TestCase("rgb8")]
    [TestCase("bgra8")]
    [TestCase("rgb16")]
    [TestCase("rgba16")]
    [TestCase("rgbaf16")]
    [TestCase("rgbf32")]
    public void A_sharp_picture_gets_its_colours_corrected_and_keeps_its_alpha(string name)
    {
        PixelFormat format = PixelFormat.Parse(name);
        Picture picture = Leaves(300, 200, format), corrected = Correct(picture);
        for (int i = 0; i < 300 * 200; i++)
        {
            (int x, int y) = (i % 300, i / 300);
            for (int channel = 0; channel < 3; channel++) Assert.That(corrected.Get(x, y, channel), Is.EqualTo(Wanted(picture, x, y, channel)).Within(1.1 / 255));
            if (format.HasAlpha) Assert.That(corrected.Get(x, y, 3), Is.EqualTo(picture.Get(x, y, 3)));
        }
    }

    [Test]
    public void Depth_is_kept()
    {
        Picture corrected = Correct(Leaves(300, 200, PixelFormat.Parse("rgb16")));
        Assert.That(Enumerable.Range(0, 60_000).Select(i => corrected.Get(i % 300, i / 300, 0)).Distinct().Count(), Is.GreaterThan(1000));
    }

    [Test]
    public void Light_beyond_white_goes_the_way_of_the_rest()
    {
        Picture picture = Leaves(300, 200, PixelFormat.Parse("rgbf32"));
        for (int channel = 0; channel < 3; channel++)
        {
            picture.Set(40, 50, channel, 3 + channel);
            picture.Set(140, 150, channel, -0.4);
        }

        Picture corrected = Correct(picture);
        foreach ((int x, int y) in new[] { (40, 50), (140, 150) })
        {
            for (int channel = 0; channel < 3; channel++) Assert.That(corrected.Get(x, y, channel), Is.EqualTo(Wanted(picture, x, y, channel)).Within(0.02));
        }
    }

    [Test]
    public void Linear_light_is_corrected_in_the_encoding_that_generators_see()
    {
        Picture encoded = Leaves(300, 200, PixelFormat.Parse("rgbf32"));
        Picture linear = Picture.Make(300, 200, encoded.Format, (x, y, channel) => Light(encoded.Get(x, y, channel)), ColorEncoding.LinearSrgb);
        Picture fromEncoded = Correct(encoded), fromLinear = Correct(linear);
        for (int i = 0; i < 300 * 200; i += 7)
        {
            (int x, int y) = (i % 300, i / 300);
            for (int channel = 0; channel < 3; channel++) Assert.That(fromLinear.Get(x, y, channel), Is.EqualTo(Light(fromEncoded.Get(x, y, channel))).Within(1e-4));
        }

        static double Light(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [TestCase("gray8")]
    [TestCase("graya16")]
    [TestCase("rgb8")]
    [TestCase("rgbaf32")]
    public void A_grey_picture_has_no_cast(string name)
    {
        Picture leaves = Leaves(300, 200, PixelFormat.Parse("gray8"));
        PixelFormat format = PixelFormat.Parse(name);
        Picture gray = Picture.Make(300, 200, format, (x, y, channel) => format.HasAlpha && channel == format.Channels - 1 ? 0.6 : leaves.Get(x, y, 0));
        Assert.That(Correct(gray).Bytes, Is.EqualTo(gray.Bytes));
    }

    [Test]
    public void What_is_grey_in_a_coloured_picture_gets_the_same_change_as_the_rest()
    {
        Picture leaves = Leaves(400, 300, PixelFormat.Parse("rgb16"));
        Picture half = Picture.Make(400, 300, leaves.Format, (x, y, channel) => leaves.Get(x, y, x < 200 ? channel : 1));
        Picture corrected = Correct(half);
        for (int i = 0; i < 400 * 300; i += 3)
        {
            for (int channel = 0; channel < 3; channel++) Assert.That(corrected.Get(i % 400, i / 400, channel), Is.EqualTo(Wanted(half, i % 400, i / 400, channel)).Within(1.1 / 255));
        }
    }

    [TestCase("rgb8")]
    [TestCase("rgbaf32")]
    public void Strength_lies_between_the_picture_and_the_corrected_one(string name)
    {
        Picture picture = Leaves(300, 200, PixelFormat.Parse(name), blur: 3);
        Picture half = Correct(picture, ("strength", "50")), full = Correct(picture);
        Assert.That(Correct(picture, ("strength", "0")).Bytes, Is.EqualTo(picture.Bytes));
        for (int i = 0; i < picture.Size.Width * picture.Size.Height; i += 5)
        {
            (int x, int y) = (i % picture.Size.Width, i / picture.Size.Width);
            for (int channel = 0; channel < 3; channel++)
            {
                // What a format cannot hold of the corrected picture is not lost to the half of it.
                if (!picture.Format.IsFloat && full.Get(x, y, channel) is 0 or 1) continue;
                Assert.That(half.Get(x, y, channel), Is.EqualTo((picture.Get(x, y, channel) + full.Get(x, y, channel)) / 2).Within(1.01 / 255));
            }
        }
    }

    [Test]
    public void Blur_is_taken_out_as_without_it()
    {
        Picture blurred = Leaves(300, 260, PixelFormat.Parse("rgb16"), blur: 3);
        Picture corrected = Correct(blurred), restored = _studio.Restore(blurred);
        Assert.That(restored.Bytes, Is.Not.EqualTo(blurred.Bytes));
        double squares = 0;
        int count = 0;
        for (int i = 0; i < blurred.Size.Width * blurred.Size.Height; i++)
        {
            for (int channel = 0; channel < 3; channel++, count++)
            {
                double wanted = Math.Clamp(Wanted(restored, i % blurred.Size.Width, i / blurred.Size.Width, channel), 0, 1);
                squares += Math.Pow(corrected.Get(i % blurred.Size.Width, i / blurred.Size.Width, channel) - wanted, 2);
            }
        }

        Assert.That(Math.Sqrt(squares / count), Is.LessThan(1.0 / 255));
    }

    [TestCase("")]
    [TestCase("kind=out-of-focus,radius=3")]
    public void A_region_comes_out_as_that_part_of_the_full_result(string more)
    {
        // One half warm, the other cold: a part alone would be corrected in another way.
        Picture leaves = Leaves(420, 300, PixelFormat.Parse("rgb8"));
        Picture picture = Picture.Make(420, 300, leaves.Format, (x, y, channel) => leaves.Get(x, y, channel) * (x < 210 == (channel == 0) ? 0.6 : 1));
        (string, string)[] values = [.. more.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(pair => (pair.Split('=')[0], pair.Split('=')[1]))];
        Picture full = Correct(picture, values), part = Correct(picture, [.. values, ("region", "230,40,120,100")]);
        Assert.That(part.Bytes, Is.EqualTo(full.Cut(new PixelArea(230, 40, 120, 100)).Bytes));
    }

    [Test]
    public void A_generator_that_tints_every_tile_differently_leaves_no_tint_in_any()
    {
        // A hand that shook, in light that changes from corner to corner: the generator makes each tile grey in the mean.
        Picture sharp = Leaves(700, 500, PixelFormat.Parse("rgb8"));
        Picture picture = Picture.Make(700, 500, sharp.Format, (x, y, channel) => Smooth(sharp, x, y, channel) * (0.6 + (0.4 * (channel == 0 ? x / 700.0 : y / 500.0))));
        Picture free = _studio.Restore(picture, ("kind", "motion"), ("color-lock", "off")), corrected = Correct(picture, ("kind", "motion"), ("color-lock", "off"));
        double largest = 0;
        for (int top = 32; top + 64 <= 480; top += 64)
        {
            for (int left = 32; left + 64 <= 680; left += 64)
            {
                for (int channel = 0; channel < 3; channel++)
                {
                    double difference = 0, tint = 0;
                    for (int i = 0; i < 64 * 64; i++)
                    {
                        (int x, int y) = (left + (i % 64), top + (i / 64));
                        difference += corrected.Get(x, y, channel) - Wanted(picture, x, y, channel);
                        tint += free.Get(x, y, channel) - picture.Get(x, y, channel);
                    }

                    Assert.That(difference / (64 * 64) * 255, Is.EqualTo(0).Within(2), $"{left},{top} channel {channel}");
                    largest = Math.Max(largest, Math.Abs(tint / (64 * 64) * 255));
                }
            }
        }

        Assert.That(largest, Is.GreaterThan(20), "and there is a tint to be kept out");
    }

    [Test]
    public void Off_nothing_is_corrected()
    {
        Picture sharp = Leaves(300, 200, PixelFormat.Parse("rgb8")), blurred = Leaves(300, 260, PixelFormat.Parse("rgba16"), blur: 3);
        Assert.That(_studio.Restore(sharp).Bytes, Is.EqualTo(sharp.Bytes));
        using var without = new TinyStudio(null);
        Assert.That(_studio.Restore(blurred).Bytes, Is.EqualTo(without.Restore(blurred).Bytes).And.EqualTo(_studio.Restore(blurred, ("correct-color", "off")).Bytes));
    }

    [Test]
    public void A_generator_that_leaves_colours_alone_leaves_the_picture_alone()
    {
        using var faithful = new TinyStudio([1f, 1f, 1f]);
        Picture sharp = Leaves(300, 200, PixelFormat.Parse("rgb8"));
        Assert.That(faithful.Restore(sharp, ("correct-color", "on")).Bytes, Is.EqualTo(sharp.Bytes));
    }

    [Test]
    public void Without_a_generator_for_it_that_is_said()
    {
        using var without = new TinyStudio(null);
        Picture sharp = Leaves(300, 200, PixelFormat.Parse("rgb8"));
        EnlargerException error = Assert.Throws<EnlargerException>(() => without.Restore(sharp, ("correct-color", "on")))!;
        Assert.That((error.Kind, error.Message), Is.EqualTo((ErrorKind.Model, "There is no generator that corrects colours (one whose purpose is restore): leave correct-color off.")));
        Assert.That(() => without.Filter.ResultIdentity(FilterRun.Settings(without.Filter, ("correct-color", "on"))), Throws.InstanceOf<EnlargerException>());
    }

    [Test]
    public void Results_are_told_apart_by_the_switch_and_by_the_generator_that_corrects()
    {
        using var other = new TinyStudio([1.1f, 1f, 1f]);
        string[] identities =
        [
            Identity(_studio), Identity(_studio, ("correct-color", "on")), Identity(other, ("correct-color", "on")),
            Identity(_studio, ("model", TinyStudio.Corrector)), Identity(_studio, ("model", TinyStudio.Corrector), ("correct-color", "on")),
        ];
        Assert.That(identities, Is.Unique);
        Assert.That(Identity(other), Is.EqualTo(identities[0]));

        static string Identity(TinyStudio studio, params (string Id, string Value)[] values) => studio.Filter.ResultIdentity(FilterRun.Settings(studio.Filter, values));
    }

    [Test]
    public void The_generator_for_restoring_can_be_chosen_for_blur_too()
    {
        var models = (ChoiceParameter)_studio.Filter.Parameters.Single(parameter => parameter.Id == "model");
        Assert.That(models.Choices.Select(choice => choice.Id), Is.EqualTo(new[] { "auto", TinyStudio.Tinter, TinyStudio.Corrector }));
    }

    [Test]
    public void Cancelling_ends_it()
    {
        using var cancelled = new CancellationTokenSource();
        Picture picture = Leaves(300, 200, PixelFormat.Parse("rgb8"));
        picture.OnRow = _ => cancelled.Cancel();
        FilterSettings settings = FilterRun.Settings(_studio.Filter, ("correct-color", "on"));
        Assert.That(() => _studio.Filter.Run(picture, new Picture(picture.Size, picture.Format), settings, null, cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase(1, 1)]
    [TestCase(1, 700)]
    [TestCase(700, 1)]
    [TestCase(31, 5)]
    public void Any_size_comes_back(int width, int height)
    {
        Picture picture = Picture.Make(width, height, PixelFormat.Parse("rgba8"), (x, y, channel) => (x + y + channel) % 50 / 50.0);
        Assert.That(Correct(picture).Size, Is.EqualTo(picture.Size));
    }

    private Picture Correct(Picture picture, params (string Id, string Value)[] values) => _studio.Restore(picture, [.. values, ("correct-color", "on")]);

    // What the generator would make of a pixel.
    private static double Wanted(Picture picture, int x, int y, int channel)
    {
        bool reversed = picture.Format.Layout == ChannelLayout.Bgra;
        int color = reversed ? 2 - channel : channel;
        double wanted = (picture.Get(x, y, channel) * Gains[color]) + (color == 2 ? BlueOffset : 0);
        return picture.Format.IsFloat ? wanted : Math.Clamp(wanted, 0, 1);
    }

    private static Picture Leaves(int width, int height, PixelFormat format, float blur = 0)
    {
        FloatPlanes planes = DeadLeaves.Draw(width, height, 7);
        if (blur > 0) planes = DeadLeaves.Blur(planes, new BlurKernel(BlurKind.Disk, blur)).Blurred;
        return Picture.Make(
            planes.Width, planes.Height, format, (x, y, channel) => format.HasAlpha && channel == format.Channels - 1 ? 0.3 + ((x + y) % 100 / 200.0) : planes.Row(Math.Min(channel, 2), y)[x]);
    }

    private static double Smooth(Picture picture, int x, int y, int channel) =>
        Enumerable.Range(-6, 13).Average(step => picture.Get(Math.Clamp(x + step, 0, picture.Size.Width - 1), Math.Clamp(y + (step * step / 9), 0, picture.Size.Height - 1), channel));
}
