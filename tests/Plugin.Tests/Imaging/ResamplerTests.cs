using Enlarger.Imaging;

namespace Enlarger.Tests.Imaging;

internal sealed class ResamplerTests
{
    private static readonly PlanePool Pool = new();

    [TestCase(1, 1, 4, 4)]
    [TestCase(1, 50, 2, 100)]
    [TestCase(7, 5, 28, 20)]
    [TestCase(31, 17, 62, 34)]
    [TestCase(40, 30, 10, 15)]
    [TestCase(13, 11, 29, 7)]
    public void Lanczos_agrees_with_its_definition(int width, int height, int newWidth, int newHeight)
    {
        float[] source = Noise(width * height, 3);
        float[] result = Resize(ResamplingKernel.Lanczos3, source, width, height, newWidth, newHeight);
        for (int y = 0; y < newHeight; y++)
        {
            for (int x = 0; x < newWidth; x++)
            {
                Assert.That(result[(y * newWidth) + x], Is.EqualTo(Definition(source, width, height, newWidth, newHeight, x, y)).Within(2e-6), $"at {x},{y}");
            }
        }
    }

    [Test]
    public void Area_reduction_is_the_mean_of_each_block()
    {
        float[] source = Noise(12 * 8, 4);
        float[] result = Resize(ResamplingKernel.Area, source, 12, 8, 6, 4);
        for (int y = 0; y < 4; y++)
        {
            for (int x = 0; x < 6; x++)
            {
                int at = (2 * y * 12) + (2 * x);
                Assert.That(result[(y * 6) + x], Is.EqualTo((source[at] + source[at + 1] + source[at + 12] + source[at + 13]) / 4).Within(1e-6f));
            }
        }
    }

    [Test]
    public void A_part_equals_the_same_part_of_the_whole([Values(2, 4)] int scale, [Range(1, 8)] int seed)
    {
        var random = new Random(seed);
        int width = random.Next(1, 60), height = random.Next(1, 60);
        float[] source = Noise(width * height, seed);
        float[] whole = Resize(ResamplingKernel.Lanczos3, source, width, height, width * scale, height * scale);

        int x = random.Next(width * scale), y = random.Next(height * scale);
        var part = new PixelArea(x, y, random.Next(1, (width * scale) - x + 1), random.Next(1, (height * scale) - y + 1));
        float[] result = new float[part.Width * part.Height];
        Resampler.Resize(ResamplingKernel.Lanczos3, source, new PixelSize(width, height), new PixelSize(width * scale, height * scale), part, result, Pool);

        for (int row = 0; row < part.Height; row++)
        {
            Assert.That(result.AsSpan(row * part.Width, part.Width).ToArray(), Is.EqualTo(whole.AsSpan(((y + row) * width * scale) + x, part.Width).ToArray()));
        }
    }

    [Test]
    public void A_monotone_enlargement_stays_between_its_nearest_pixels()
    {
        // A hard edge and a single dot: where Lanczos rings most.
        float[] source = new float[20 * 20];
        for (int y = 0; y < 20; y++)
        {
            for (int x = 10; x < 20; x++) source[(y * 20) + x] = 1f;
        }

        source[(5 * 20) + 4] = 1f;
        float[] plain = Resize(ResamplingKernel.Lanczos3, source, 20, 20, 80, 80);
        float[] monotone = Resize(ResamplingKernel.Lanczos3, source, 20, 20, 80, 80, monotone: true);

        Assert.That(plain.Min(), Is.LessThan(-0.05f), "the plain kernel rings, or this test proves nothing");
        for (int y = 0; y < 80; y++)
        {
            for (int x = 0; x < 80; x++)
            {
                int left = Math.Clamp((int)Math.Floor(((x + 0.5) / 4) - 0.5), 0, 18), top = Math.Clamp((int)Math.Floor(((y + 0.5) / 4) - 0.5), 0, 18);
                float[] near = [source[(top * 20) + left], source[(top * 20) + left + 1], source[((top + 1) * 20) + left], source[((top + 1) * 20) + left + 1]];
                Assert.That(monotone[(y * 80) + x], Is.InRange(near.Min(), near.Max()), $"at {x},{y}");
            }
        }
    }

    [TestCase(2)]
    [TestCase(4)]
    public void A_spot_stays_where_it_is(int scale)
    {
        const double X = 20.3, Y = 17.8;
        float[] source = new float[40 * 36];
        for (int y = 0; y < 36; y++)
        {
            for (int x = 0; x < 40; x++) source[(y * 40) + x] = (float)Math.Exp(-(((x - X) * (x - X)) + ((y - Y) * (y - Y))) / (2 * 1.5 * 1.5));
        }

        float[] result = Resize(ResamplingKernel.Lanczos3, source, 40, 36, 40 * scale, 36 * scale);
        double sum = 0, sumX = 0, sumY = 0;
        for (int i = 0; i < result.Length; i++)
        {
            sum += result[i];
            sumX += result[i] * (i % (40 * scale));
            sumY += result[i] * (i / (40 * scale));
        }

        Assert.That(sumX / sum, Is.EqualTo(((X + 0.5) * scale) - 0.5).Within(0.01));
        Assert.That(sumY / sum, Is.EqualTo(((Y + 0.5) * scale) - 0.5).Within(0.01));
    }

    private static float[] Resize(ResamplingKernel kernel, float[] source, int width, int height, int newWidth, int newHeight, bool monotone = false)
    {
        float[] result = new float[newWidth * newHeight];
        Resampler.Resize(kernel, source, new PixelSize(width, height), new PixelSize(newWidth, newHeight), new PixelArea(0, 0, newWidth, newHeight), result, Pool, monotone);
        return result;
    }

    private static float[] Noise(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextSingle())];
    }

    private static double Definition(float[] source, int width, int height, int newWidth, int newHeight, int x, int y)
    {
        double sum = 0, weights = 0;
        foreach ((int column, double across) in Taps(width, newWidth, x))
        {
            foreach ((int row, double down) in Taps(height, newHeight, y))
            {
                sum += source[(row * width) + column] * across * down;
                weights += across * down;
            }
        }

        return sum / weights;
    }

    private static IEnumerable<(int Index, double Weight)> Taps(int length, int newLength, int target)
    {
        double step = (double)length / newLength, widening = Math.Max(1, step), centre = ((target + 0.5) * step) - 0.5;
        for (int i = -40; i < length + 40; i++)
        {
            double t = Math.Abs((i - centre) / widening);
            if (t >= 3) continue;
            double weight = t == 0 ? 1 : Math.Sin(Math.PI * t) / (Math.PI * t) * Math.Sin(Math.PI * t / 3) / (Math.PI * t / 3);
            yield return (Math.Clamp(i, 0, length - 1), weight);
        }
    }
}
