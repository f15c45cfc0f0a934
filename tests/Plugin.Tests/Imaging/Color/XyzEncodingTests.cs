using Enlarger.Imaging.Color;

namespace Enlarger.Tests.Imaging.Color;

public sealed class XyzEncodingTests
{
    [Test]
    public void Grey_with_the_rounding_of_another_program_is_exactly_grey()
    {
        var random = new Random(1);
        float[] x = new float[5000], y = new float[5000], z = new float[5000];
        for (int i = 0; i < x.Length; i++)
        {
            double light = i < 2 ? i : Math.Exp((random.NextDouble() - 0.8) * 15);
            (x[i], y[i], z[i]) = (Rounded(0.9642 * light), Rounded(light), Rounded(0.8249 * light));
        }

        float[] lights = [.. y];
        ColorEncoding.Xyz.ToSrgb(x, y, z);
        Assert.That(x, Is.EqualTo(y));
        Assert.That(z, Is.EqualTo(y));
        Assert.That((y[0], y[1]), Is.EqualTo((0f, 1f)).Using<(float A, float B)>((a, b) => Math.Abs(a.A - b.A) + Math.Abs(a.B - b.B) < 1e-6));

        ColorEncoding.Xyz.FromSrgb(x, y, z);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.That(y[i], Is.EqualTo(lights[i]).Within(1e-4).Percent.Or.EqualTo(lights[i]).Within(1e-6));
            Assert.That(x[i], Is.EqualTo(0.9642 * lights[i]).Within(1e-4).Percent.Or.EqualTo(0.9642 * lights[i]).Within(1e-6));
        }

        // Four units of the last place.
        float Rounded(double value) => (float)(value * (1 + ((random.NextDouble() - 0.5) * 5e-7)));
    }

    [Test]
    public void The_faintest_colour_of_16_bits_stays_a_colour()
    {
        float[] red = [0.5f + (2f / 65535), 0.02f + (2f / 65535)], green = [0.5f, 0.02f], blue = [0.5f, 0.02f];
        ColorEncoding.Xyz.FromSrgb(red, green, blue);
        ColorEncoding.Xyz.ToSrgb(red, green, blue);
        for (int i = 0; i < 2; i++) Assert.That(red[i] - green[i], Is.EqualTo(2f / 65535).Within(1e-6));
    }

    [Test]
    public void Colours_beyond_srgb_come_back()
    {
        var random = new Random(2);
        float[][] planes = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 5000).Select(_ => (float)random.NextDouble()).ToArray())];
        float[][] source = [.. planes.Select(plane => plane.ToArray())];
        ColorEncoding.Xyz.ToSrgb(planes[0], planes[1], planes[2]);
        ColorEncoding.Xyz.FromSrgb(planes[0], planes[1], planes[2]);
        for (int channel = 0; channel < 3; channel++) Assert.That(planes[channel], Is.EqualTo(source[channel]).Within(2e-6));
    }

    [Test]
    public void No_value_becomes_infinite_or_no_number()
    {
        float[] x = [float.NaN, float.PositiveInfinity, 65504f, -65504f], y = [1f, -65504f, 65504f, float.NegativeInfinity], z = [65504f, float.NaN, -65504f, 65504f];
        ColorEncoding.Xyz.ToSrgb(x, y, z);
        ColorEncoding.Xyz.FromSrgb(x, y, z);
        foreach (float[] plane in new[] { x, y, z }) Assert.That(plane, Is.All.InRange(-65504f, 65504f));
    }
}
