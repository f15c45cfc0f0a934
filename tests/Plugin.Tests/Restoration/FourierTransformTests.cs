using Enlarger.Imaging;
using Enlarger.Restoration;

namespace Enlarger.Tests.Restoration;

public class FourierTransformTests
{
    // Every radix, first and later.
    [TestCase(16, 32)]
    [TestCase(48, 80)]
    [TestCase(240, 16)]
    [TestCase(400, 144)]
    public void It_is_the_sum_that_defines_it(int width, int height)
    {
        FloatPlanes planes = Noise(width, height), transformed = Copy(planes);
        new FourierTransform(width, height).Forward(transformed, new PlanePool());
        var random = new Random(7);
        for (int sample = 0; sample < 10; sample++)
        {
            int across = random.Next(width), down = random.Next(height);
            double real = 0, imaginary = 0;
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    (double sine, double cosine) = Math.SinCos(-2 * Math.PI * (((double)across * x / width) + ((double)down * y / height)));
                    double a = planes.Row(0, y)[x], b = planes.Row(1, y)[x];
                    real += (a * cosine) - (b * sine);
                    imaginary += (a * sine) + (b * cosine);
                }
            }

            Assert.That(transformed.Row(0, down)[across], Is.EqualTo(real).Within(2e-3), $"real part of {across}, {down}");
            Assert.That(transformed.Row(1, down)[across], Is.EqualTo(imaginary).Within(2e-3), $"imaginary part of {across}, {down}");
        }
    }

    [Test]
    public void The_inverse_undoes_it([Values(16, 96, 128, 320)] int width, [Values(16, 80, 432)] int height)
    {
        FloatPlanes planes = Noise(width, height), there = Copy(planes);
        var transform = new FourierTransform(width, height);
        var pool = new PlanePool();
        transform.Forward(there, pool);
        transform.Inverse(there, pool);
        for (int i = 0; i < planes.Span.Length; i++) Assert.That(there.Span[i], Is.EqualTo(planes.Span[i]).Within(1e-5f));
    }

    [Test]
    public void A_fitting_length_is_the_next_multiple_of_sixteen_without_large_factors([Range(1, 700, 13)] int length)
    {
        int fitting = FourierTransform.FittingLength(length);
        Assert.That(fitting, Is.GreaterThanOrEqualTo(length));
        Assert.That(fitting % FourierTransform.Lanes, Is.Zero);
        Assert.That(() => new FourierTransform(fitting, fitting), Throws.Nothing);
        for (int shorter = length; shorter < fitting; shorter++) Assert.That(() => new FourierTransform(shorter, 16), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static FloatPlanes Noise(int width, int height)
    {
        var random = new Random(width + height);
        var planes = new FloatPlanes(2, width, height);
        foreach (ref float value in planes.Span) value = random.NextSingle() - 0.5f;
        return planes;
    }

    private static FloatPlanes Copy(FloatPlanes planes)
    {
        var copy = new FloatPlanes(planes.Channels, planes.Width, planes.Height);
        planes.Span.CopyTo(copy.Span);
        return copy;
    }
}
