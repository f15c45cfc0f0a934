using System.Runtime.InteropServices;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Imaging.Quality;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Imaging.Quality;

public sealed class QualityMeterTests
{
    private static readonly PixelFormat Rgb8 = PixelFormat.Parse("rgb8");

    [Test]
    public void Psnr_is_that_of_its_definition([Values(1, 2, 3)] int seed)
    {
        var random = new Random(seed);
        byte[] first = Noise(random, 37 * 23 * 3), second = Noise(random, 37 * 23 * 3);
        double meanSquare = first.Zip(second, (a, b) => (double)((a - b) * (a - b))).Average();
        Assert.That(Measure(37, 23, Rgb8, first, Rgb8, second).Psnr, Is.EqualTo(10 * Math.Log10(255.0 * 255.0 / meanSquare)).Within(1e-9));
    }

    [Test]
    public void Ssim_is_that_of_its_definition([Values("11x11", "12x30", "40x17")] string size, [Values(1, 2)] int seed)
    {
        int[] sides = [.. size.Split('x').Select(int.Parse)];
        var random = new Random(seed);
        byte[] first = Noise(random, sides[0] * sides[1] * 3);
        byte[] second = [.. first.Select(value => (byte)Math.Clamp(value + random.Next(-40, 41), 0, 255))];
        Assert.That(Measure(sides[0], sides[1], Rgb8, first, Rgb8, second).Ssim, Is.EqualTo(Definition(sides[0], sides[1], first, second)).Within(1e-9));
    }

    [Test]
    public void Equal_pictures_are_as_alike_as_can_be()
    {
        byte[] picture = Noise(new Random(1), 20 * 20 * 3);
        QualityResult result = Measure(20, 20, Rgb8, picture, Rgb8, picture);
        Assert.That(result.Psnr, Is.EqualTo(double.PositiveInfinity));
        Assert.That(result.Ssim, Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void The_same_colours_are_equal_in_every_format()
    {
        byte[] gray = Noise(new Random(1), 15 * 12);
        foreach (PixelFormat format in PixelFormat.All)
        {
            QualityResult result = Measure(15, 12, PixelFormat.Parse("gray8"), gray, format, Expand(gray, format));
            // Half floats hold eight bits to within a sixteenth of a step.
            Assert.That(result.Psnr, Is.GreaterThan(format.Sample == SampleType.Half ? 70 : 130), $"{format}");
        }
    }

    [Test]
    public void Blue_is_the_first_sample_of_bgra()
    {
        byte[] rgba = [10, 20, 30, 255], bgra = [30, 20, 10, 0];
        Assert.That(Measure(1, 1, PixelFormat.Parse("rgba8"), rgba, PixelFormat.Parse("bgra8"), bgra).Psnr, Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void The_same_colours_are_equal_in_every_encoding()
    {
        ColorEncoding wide = ColorEncoding.OfProfile(IccProfile.AdobeRgb)!;
        float[] red = [0.1f, 0.5f, 1f], green = [0.2f, 0.5f, 0f], blue = [0.9f, 0.5f, 0.25f];
        byte[] first = Interleaved();
        ColorEncoding.LinearSrgb.FromSrgb(red, green, blue);
        byte[] linear = Interleaved();
        ColorEncoding.LinearSrgb.ToSrgb(red, green, blue);
        wide.FromSrgb(red, green, blue);
        byte[] other = Interleaved();

        PixelFormat format = PixelFormat.Parse("rgbf32");
        foreach ((byte[] second, ColorEncoding encoding, bool isEqual) in new[] { (linear, ColorEncoding.LinearSrgb, true), (other, wide, true), (linear, ColorEncoding.Srgb, false), (other, ColorEncoding.Srgb, false) })
        {
            var meter = new QualityMeter(new PixelSize(3, 1));
            meter.Add(first, format, ColorEncoding.Srgb, second, format, encoding);
            Assert.That(meter.Result().Psnr, isEqual ? Is.GreaterThan(110) : Is.LessThan(40));
        }

        byte[] Interleaved() => MemoryMarshal.AsBytes<float>(Enumerable.Range(0, 3).SelectMany(x => new[] { red[x], green[x], blue[x] }).ToArray()).ToArray();
    }

    [Test]
    public void Pictures_smaller_than_the_window_have_no_ssim() =>
        Assert.That(Measure(10, 40, Rgb8, new byte[1200], Rgb8, new byte[1200]).Ssim, Is.Null);

    [Test]
    public void A_result_needs_every_row()
    {
        var meter = new QualityMeter(new PixelSize(2, 2));
        meter.Add(new byte[6], Rgb8, new byte[6], Rgb8);
        Assert.That(() => meter.Result(), Throws.InvalidOperationException);
        meter.Add(new byte[6], Rgb8, new byte[6], Rgb8);
        Assert.That(() => meter.Add(new byte[6], Rgb8, new byte[6], Rgb8), Throws.InvalidOperationException);
    }

    private static QualityResult Measure(int width, int height, PixelFormat firstFormat, byte[] first, PixelFormat secondFormat, byte[] second)
    {
        var meter = new QualityMeter(new PixelSize(width, height));
        int firstRow = width * firstFormat.BytesPerPixel, secondRow = width * secondFormat.BytesPerPixel;
        for (int y = 0; y < height; y++) meter.Add(first.AsSpan(y * firstRow, firstRow), firstFormat, second.AsSpan(y * secondRow, secondRow), secondFormat);
        return meter.Result();
    }

    // The published formula, window by window.
    private static double Definition(int width, int height, byte[] first, byte[] second)
    {
        double Luma(byte[] picture, int x, int y) =>
            ((0.299 * picture[((y * width) + x) * 3]) + (0.587 * picture[(((y * width) + x) * 3) + 1]) + (0.114 * picture[(((y * width) + x) * 3) + 2])) / 255;

        double sum = 0;
        for (int y = 0; y + 11 <= height; y++)
        {
            for (int x = 0; x + 11 <= width; x++)
            {
                double weights = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0;
                for (int v = 0; v < 11; v++)
                {
                    for (int u = 0; u < 11; u++)
                    {
                        double weight = Math.Exp(-(((u - 5) * (u - 5)) + ((v - 5) * (v - 5))) / (2 * 1.5 * 1.5));
                        double p = Luma(first, x + u, y + v), q = Luma(second, x + u, y + v);
                        weights += weight;
                        a += weight * p;
                        b += weight * q;
                        aa += weight * p * p;
                        bb += weight * q * q;
                        ab += weight * p * q;
                    }
                }

                a /= weights;
                b /= weights;
                double va = (aa / weights) - (a * a), vb = (bb / weights) - (b * b), covariance = (ab / weights) - (a * b);
                sum += ((2 * a * b) + 1e-4) * ((2 * covariance) + 9e-4) / (((a * a) + (b * b) + 1e-4) * (va + vb + 9e-4));
            }
        }

        return sum / ((width - 10) * (height - 10));
    }

    private static byte[] Expand(byte[] gray, PixelFormat format)
    {
        double[] samples = [.. gray.SelectMany(value => Enumerable.Range(0, format.Channels).Select(channel => format.HasAlpha && channel == format.Channels - 1 ? 0.3 : value / 255.0))];
        return format.Sample switch
        {
            SampleType.UInt8 => [.. samples.Select(value => (byte)Math.Round(value * 255))],
            SampleType.UInt16 => MemoryMarshal.AsBytes<ushort>(samples.Select(value => (ushort)Math.Round(value * 65535)).ToArray()).ToArray(),
            SampleType.Half => MemoryMarshal.AsBytes<Half>(samples.Select(value => (Half)value).ToArray()).ToArray(),
            _ => MemoryMarshal.AsBytes<float>(samples.Select(value => (float)value).ToArray()).ToArray(),
        };
    }

    private static byte[] Noise(Random random, int length)
    {
        byte[] noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }
}
