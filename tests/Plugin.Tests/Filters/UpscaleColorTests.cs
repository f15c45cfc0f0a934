using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Filters;

/// <summary>The plain enlargement of pictures that are not sRGB.</summary>
internal sealed class UpscaleColorTests
{
    private static readonly ColorEncoding Adobe = ColorEncoding.OfProfile(IccProfile.AdobeRgb)!;
    private static readonly ColorEncoding P3 = ColorEncoding.OfProfile(IccProfile.DisplayP3)!;
    private static readonly ColorEncoding ProPhoto = ColorEncoding.OfProfile(IccProfile.ProPhoto)!;

    [Test]
    public void A_colour_that_srgb_has_not_is_kept_exactly([Values("rgb8", "bgra16")] string format, [Values(0, 1, 2)] int channel)
    {
        // In memory order, and alpha last.
        Picture picture = Picture.Make(40, 30, PixelFormat.Parse(format), (_, _, sample) => sample == channel || sample == 3 ? 1 : 0, Adobe);
        Picture result = Upscale(picture);
        byte[] pixel = picture.Bytes[..picture.Format.BytesPerPixel];
        Assert.That(result.Bytes.Chunk(pixel.Length), Is.All.EqualTo(pixel));
    }

    [Test]
    public void Flat_areas_of_any_wide_colour_keep_it_to_a_step()
    {
        var random = new Random(7);
        double[] levels = [.. Enumerable.Range(0, 5 * 5 * 3).Select(_ => random.Next(256) / 255.0)];
        Picture picture = Picture.Make(80, 80, PixelFormat.Parse("rgb8"), (x, y, channel) => levels[(((y / 16 * 5) + (x / 16)) * 3) + channel], ProPhoto);
        Picture result = Upscale(picture);
        for (int i = 0; i < levels.Length; i++)
        {
            int x = (i / 3 % 5 * 64) + 32, y = (i / 15 * 64) + 32;
            for (int at = -6; at <= 6; at++) Assert.That(result.Get(x + at, y - at, i % 3) * 255, Is.EqualTo(levels[i] * 255).Within(1));
        }
    }

    [TestCase("rgb8")]
    [TestCase("rgb16")]
    public void Grey_stays_exactly_grey(string format)
    {
        var random = new Random(5);
        double[] values = [.. Enumerable.Range(0, 60 * 45).Select(_ => random.NextDouble())];
        Picture result = Upscale(Picture.Make(60, 45, PixelFormat.Parse(format), (x, y, _) => values[(y * 60) + x], Adobe));
        for (int i = 0; i < result.Size.Width * result.Size.Height; i++)
        {
            (int x, int y) = (i % result.Size.Width, i / result.Size.Width);
            Assert.That((result.Get(x, y, 1), result.Get(x, y, 2)), Is.EqualTo((result.Get(x, y, 0), result.Get(x, y, 0))), $"at {x},{y}");
        }
    }

    [Test]
    public void Grey_by_its_profile_is_the_same_as_grey_in_colour()
    {
        ColorEncoding encoding = ColorEncoding.OfProfile(IccProfile.Gray(IccProfile.Gamma(563 / 256.0)))!;
        Picture gray = Picture.Make(30, 20, PixelFormat.Parse("gray8"), (x, y, _) => ((x * 7) + (y * 13)) % 100 / 100.0, encoding);
        Picture color = Picture.Make(30, 20, PixelFormat.Parse("rgb8"), (x, y, _) => gray.Get(x, y, 0), Adobe);
        Picture fromGray = Upscale(gray), fromColor = Upscale(color);
        for (int i = 0; i < fromGray.Bytes.Length; i++) Assert.That(fromColor.Bytes[3 * i], Is.EqualTo(fromGray.Bytes[i]));
    }

    [Test]
    public void An_edge_of_alpha_gets_no_fringe()
    {
        // The green of P3 on the left, hidden magenta on the right.
        Picture picture = Picture.Make(40, 24, PixelFormat.Parse("rgba8"), (x, _, channel) => (x < 20) == (channel is 1 or 3) ? 1 : channel == 3 ? 0 : x < 20 ? 0 : 1, P3);
        Picture result = Upscale(picture);
        for (int x = 0; x < 160; x++)
        {
            Assert.That(result.Get(x, 48, 3), x < 78 ? Is.EqualTo(1) : x >= 82 ? Is.Zero : Is.InRange(0.01, 0.99), $"alpha at {x}");
            if (result.Get(x, 48, 3) > 0) Assert.That((result.Get(x, 48, 0), result.Get(x, 48, 1), result.Get(x, 48, 2)), Is.EqualTo((0.0, 1.0, 0.0)), $"colour at {x}");
        }
    }

    [Test]
    public void Light_brighter_than_white_comes_back()
    {
        Picture picture = Picture.Make(48, 32, PixelFormat.Parse("rgbf32"), (x, _, channel) => x < 24 ? 7.5 * (channel + 1) : channel == 0 ? 1.2 : -0.1, ColorEncoding.LinearSrgb);
        Picture result = Upscale(picture);
        for (int channel = 0; channel < 3; channel++)
        {
            Assert.That(result.Get(30, 64, channel), Is.EqualTo(7.5 * (channel + 1)).Within(1e-3));
            Assert.That(result.Get(160, 64, channel), Is.EqualTo(channel == 0 ? 1.2 : -0.1).Within(1e-5));
        }
    }

    [Test]
    public void Extremes_and_what_is_no_number_leave_numbers([Values("rgbf32", "rgbaf16")] string format, [Values("linear", "xyz", "adobe", "prophoto")] string encoding)
    {
        double[] extremes = [65504, -65504, double.NaN, 0, 1, double.PositiveInfinity, double.NegativeInfinity];
        var random = new Random(3);
        ColorEncoding space = encoding switch { "linear" => ColorEncoding.LinearSrgb, "xyz" => ColorEncoding.Xyz, "adobe" => Adobe, _ => ProPhoto };
        Picture picture = Picture.Make(30, 30, PixelFormat.Parse(format), (x, y, channel) => channel == 3 ? 1 : extremes[random.Next(extremes.Length)], space);
        Picture result = Upscale(picture);
        for (int y = 0; y < 120; y++)
        {
            for (int x = 0; x < 120; x++)
            {
                for (int channel = 0; channel < 3; channel++) Assert.That(result.Get(x, y, channel), Is.InRange(-65504, 65504));
            }
        }
    }

    [Test]
    public void A_pixel_of_no_number_counts_as_black()
    {
        Picture black = Picture.Make(20, 20, PixelFormat.Parse("rgbf32"), (x, y, channel) => x == 10 && y == 10 ? 0 : 0.1 * channel, ColorEncoding.LinearSrgb);
        Picture broken = black.Again();
        for (int channel = 0; channel < 3; channel++) broken.Set(10, 10, channel, double.NaN);
        Assert.That(Upscale(broken).Bytes, Is.EqualTo(Upscale(black).Bytes));
    }

    private static Picture Upscale(Picture picture)
    {
        IFilter filter = RealGenerators.Engine.Filter("upscale");
        FilterSettings settings = new FilterSettings(filter.Parameters).With("model", "lanczos").With("tile", "32");
        var sink = new Picture(filter.ResultSize(picture.Size, settings), picture.Format) { Encoding = picture.Encoding };
        filter.Run(picture.Again(), sink, settings, null, CancellationToken.None);
        Assert.That(sink.IsWhole);
        return sink;
    }
}
