using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Filters;

/// <summary>The filter with the real generator on a real photograph; the table of many photographs is the benchmark project's.</summary>
internal sealed class RestoreBlurTests
{
    private static readonly PixelFormat Rgb8 = PixelFormat.Parse("rgb8");

    [Test]
    public void Defocus_is_found_and_taken_out()
    {
        Picture sharp = Sharp(), blurred = Blur(sharp, (x, y) => (x * x) + (y * y) <= 9);
        Picture restored = Restore(blurred);
        Assert.That(restored.Psnr(sharp), Is.GreaterThan(blurred.Psnr(sharp) + 3));
        Assert.That(restored.Psnr(sharp), Is.GreaterThan(UnsharpMask(blurred).Psnr(sharp)));
    }

    [Test]
    public void Motion_is_found_and_taken_out()
    {
        Picture sharp = Sharp(), blurred = Blur(sharp, (x, y) => y == 0 && Math.Abs(x) <= 4);
        Picture restored = Restore(blurred);
        Assert.That(restored.Psnr(sharp), Is.GreaterThan(blurred.Psnr(sharp) + 2));
    }

    [TestCase("rgb8")]
    [TestCase("rgba16")]
    [TestCase("grayf32")]
    public void A_sharp_picture_is_left_as_it_is(string name)
    {
        Picture sharp = As(Sharp(), PixelFormat.Parse(name));
        Assert.That(Restore(sharp).Bytes, Is.EqualTo(sharp.Bytes));
    }

    [TestCase("rgb8")]
    [TestCase("rgbaf32")]
    public void Strength_0_changes_nothing(string name)
    {
        Picture blurred = As(Blur(Sharp(), (x, y) => (x * x) + (y * y) <= 9), PixelFormat.Parse(name));
        Assert.That(Restore(blurred, ("strength", "0")).Bytes, Is.EqualTo(blurred.Bytes));
    }

    [Test]
    public void Strength_lies_between_the_picture_and_the_restored_one()
    {
        Picture blurred = Blur(Sharp(), (x, y) => (x * x) + (y * y) <= 9);
        Picture half = Restore(blurred, ("strength", "50")), full = Restore(blurred);
        for (int i = 0; i < 128 * 128; i += 5)
        {
            Assert.That(half.Get(i % 128, i / 128, 1), Is.EqualTo((blurred.Get(i % 128, i / 128, 1) + full.Get(i % 128, i / 128, 1)) / 2).Within(1.01 / 255));
        }
    }

    [Test]
    public void Alpha_stays_as_it_is_and_grey_stays_grey()
    {
        Picture blurred = Blur(Sharp(), (x, y) => (x * x) + (y * y) <= 9);
        Picture gray = Picture.Make(128, 128, PixelFormat.Parse("rgba8"), (x, y, channel) => channel == 3 ? (x + y) % 200 / 255.0 : blurred.Get(x, y, 1));
        Picture restored = Restore(gray, ("kind", "out-of-focus"), ("radius", "3"));
        Assert.That(restored.Bytes, Is.Not.EqualTo(gray.Bytes));
        for (int i = 0; i < 128 * 128; i++)
        {
            (int x, int y) = (i % 128, i / 128);
            Assert.That(restored.Get(x, y, 3), Is.EqualTo(gray.Get(x, y, 3)));
            Assert.That((restored.Get(x, y, 1), restored.Get(x, y, 2)), Is.EqualTo((restored.Get(x, y, 0), restored.Get(x, y, 0))));
        }
    }

    [TestCase("out-of-focus", "3")]
    [TestCase("out-of-focus", "8")]
    [TestCase("motion", "auto")]
    public void A_region_comes_out_as_that_part_of_the_full_result(string kind, string radius)
    {
        Picture blurred = Mirrored(Blur(Sharp(), (x, y) => (x * x) + (y * y) <= 9), 300, 260);
        var area = new PixelArea(120, 30, 100, 90);
        Picture full = Restore(blurred, ("kind", kind), ("radius", radius)), part = Restore(blurred, ("kind", kind), ("radius", radius), ("region", "120,30,100,90"));
        Assert.That(full.Bytes, Is.Not.EqualTo(blurred.Bytes));
        Assert.That(part.Bytes, Is.EqualTo(full.Cut(area).Bytes));
    }

    [Test]
    public void A_known_radius_counts_in_a_picture_too_small_to_tell()
    {
        Picture small = Blur(Sharp().Cut(new PixelArea(20, 20, 90, 70)), (x, y) => (x * x) + (y * y) <= 9);
        Assert.That(Restore(small, ("kind", "out-of-focus"), ("radius", "3")).Bytes, Is.Not.EqualTo(small.Bytes));
    }

    [Test]
    public void A_hand_that_shook_is_a_generator_s_work()
    {
        // An arc: blurred, but neither by a disk nor by a line.
        Picture sharp = Mirrored(Sharp(), 200, 200), blurred = Blur(sharp, (x, y) => Math.Abs(x) <= 6 && y == x * x / 9);
        Assert.That(Restore(blurred).Bytes, Is.EqualTo(Restore(blurred, ("kind", "motion")).Bytes).And.Not.EqualTo(blurred.Bytes));
        Assert.That(Restore(blurred).Psnr(sharp), Is.GreaterThan(blurred.Psnr(sharp)));
    }

    [Test]
    public void Grain_is_added_even_where_there_is_nothing_to_restore()
    {
        Picture sharp = Sharp();
        Assert.That(Restore(sharp, ("grain", "100")).Psnr(sharp), Is.InRange(20, 60));
    }

    [TestCase("3")]
    [TestCase("5")]
    public void Colour_lock_holds_the_mean_of_every_block_to_one_step(string radius)
    {
        Picture blurred = Mirrored(Blur(Sharp(), (x, y) => (x * x) + (y * y) <= 9), 256, 192);
        Picture restored = Restore(blurred, ("kind", "out-of-focus"), ("radius", radius));
        for (int block = 0; block < 12; block++)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                double sum = 0;
                for (int i = 0; i < 64 * 64; i++)
                {
                    (int x, int y) = ((block % 4 * 64) + (i % 64), (block / 4 * 64) + (i / 64));
                    sum += restored.Get(x, y, channel) - blurred.Get(x, y, channel);
                }

                Assert.That(sum / (64 * 64) * 255, Is.EqualTo(0).Within(1));
            }
        }
    }

    [TestCase(1, 1)]
    [TestCase(1, 700)]
    [TestCase(700, 1)]
    [TestCase(31, 5)]
    public void Any_size_comes_back(int width, int height)
    {
        Picture picture = Picture.Make(width, height, Rgb8, (x, y, channel) => (x + y + channel) % 50 / 50.0);
        foreach (string kind in new[] { "auto", "motion", "out-of-focus" })
        {
            Assert.That(Restore(picture, ("kind", kind), ("radius", "2")).Size, Is.EqualTo(picture.Size));
        }
    }

    [Test]
    public void Progress_rises_to_1_and_cancelling_ends_it()
    {
        IFilter filter = RealGenerators.Engine.Filter("restore-blur");
        Picture blurred = Blur(Sharp(), (x, y) => (x * x) + (y * y) <= 9);
        var reports = new List<double>();
        filter.Run(blurred, new Picture(blurred.Size, Rgb8), new FilterSettings(filter.Parameters), new Reports(reports), CancellationToken.None);
        Assert.That(reports, Is.Ordered);
        Assert.That(reports[^1], Is.EqualTo(1).Within(1e-9));

        using var cancelled = new CancellationTokenSource();
        Picture again = blurred.Again();
        again.OnRow = _ => cancelled.CancelAfter(200);
        Assert.That(
            () => filter.Run(again, new Picture(blurred.Size, Rgb8), new FilterSettings(filter.Parameters), null, cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static Picture Restore(Picture picture, params (string Id, string Value)[] values) => FilterRun.Of("restore-blur", picture, picture.Format, values);

    private static Picture Sharp() => As(RealGenerators.Flower(), Rgb8);

    private static Picture As(Picture picture, PixelFormat format) =>
        Picture.Make(picture.Size.Width, picture.Size.Height, format, (x, y, channel) => channel == format.Channels - 1 && format.HasAlpha ? 0.7 : picture.Get(x, y, Math.Min(2, channel)));

    private static Picture Mirrored(Picture picture, int width, int height) =>
        Picture.Make(width, height, picture.Format, (x, y, channel) => picture.Get(x % 256 < 128 ? x % 128 : 127 - (x % 128), y % 256 < 128 ? y % 128 : 127 - (y % 128), channel));

    // The mean of the neighbours that belong to the kernel; the picture goes on as its border does.
    private static Picture Blur(Picture picture, Func<int, int, bool> kernel)
    {
        var taps = (from y in Enumerable.Range(-6, 13) from x in Enumerable.Range(-6, 13) where kernel(x, y) select (x, y)).ToList();
        return Picture.Make(
            picture.Size.Width,
            picture.Size.Height,
            picture.Format,
            (x, y, channel) => taps.Average(tap => picture.Get(Math.Clamp(x + tap.x, 0, picture.Size.Width - 1), Math.Clamp(y + tap.y, 0, picture.Size.Height - 1), channel)));
    }

    // Plain unsharp masking, the whole difference to a mean over 5x5 pixels.
    private static Picture UnsharpMask(Picture picture)
    {
        Picture smooth = Blur(picture, (x, y) => Math.Abs(x) <= 2 && Math.Abs(y) <= 2);
        return Picture.Make(
            picture.Size.Width, picture.Size.Height, picture.Format, (x, y, channel) => Math.Clamp((2 * picture.Get(x, y, channel)) - smooth.Get(x, y, channel), 0, 1));
    }

    private sealed class Reports(List<double> values) : IProgress<double>
    {
        public void Report(double value) => values.Add(value);
    }
}
