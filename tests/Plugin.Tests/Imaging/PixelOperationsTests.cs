using System.Runtime.InteropServices;
using Enlarger.Imaging;

namespace Enlarger.Tests.Imaging;

/// <summary>What every flavour of <see cref="IPixelOperations"/> promises.</summary>
[TestFixture(typeof(VectorPixelOperations))]
internal sealed partial class PixelOperationsTests<T>
    where T : IPixelOperations, new()
{
    private readonly T _operations = new();

    private static IEnumerable<PixelFormat> Formats => PixelFormat.All;

    [TestCaseSource(nameof(Formats))]
    public void A_round_trip_changes_no_byte(PixelFormat format)
    {
        var random = new Random(7);
        foreach (int pixels in new[] { 1, 3, 511, 512, 513, 2000 })
        {
            byte[] original = RandomPixels(format, pixels, random);
            byte[] result = new byte[original.Length];
            float[] r = new float[pixels], g = new float[pixels], b = new float[pixels], a = new float[pixels];

            _operations.ToPlanes(original, format, r, g, b, a);
            _operations.FromPlanes(r, g, b, a, result, format);

            if (format.IsGray && format.IsFloat) AssertSameToTheLastBits(result, original, format);
            else Assert.That(result, Is.EqualTo(original), $"{pixels} pixels");
        }
    }

    [Test]
    public void Every_16_bit_value_survives_a_round_trip()
    {
        ushort[] values = [.. Enumerable.Range(0, 65536).Select(value => (ushort)value)];
        var format = new PixelFormat(ChannelLayout.Gray, SampleType.UInt16);
        float[] r = new float[65536], g = new float[65536], b = new float[65536];
        ushort[] result = new ushort[65536];

        _operations.ToPlanes(MemoryMarshal.AsBytes(values.AsSpan()), format, r, g, b, []);
        _operations.FromPlanes(r, g, b, [], MemoryMarshal.AsBytes(result.AsSpan()), format);

        Assert.That(r[0], Is.Zero);
        Assert.That(r[65535], Is.EqualTo(1f));
        Assert.That(result, Is.EqualTo(values));
    }

    [Test]
    public void Bgra_is_read_and_written_in_its_own_order()
    {
        byte[] pixel = [51, 102, 153, 204];
        byte[] result = new byte[4];
        float[] r = new float[1], g = new float[1], b = new float[1], a = new float[1];

        _operations.ToPlanes(pixel, PixelFormat.Parse("bgra8"), r, g, b, a);
        _operations.FromPlanes(r, g, b, a, result, PixelFormat.Parse("rgba8"));

        Assert.That(new[] { r[0], g[0], b[0], a[0] }, Is.EqualTo(new[] { 0.6f, 0.4f, 0.2f, 0.8f }).Within(1e-6f));
        Assert.That(result, Is.EqualTo(new byte[] { 153, 102, 51, 204 }));
    }

    [Test]
    public void Integers_are_rounded_to_the_nearest_step_and_limited()
    {
        float[] values = [-0.5f, 0f, 0.4f / 255f, 0.6f / 255f, 100.4f / 255f, 100.6f / 255f, 254.6f / 255f, 1f, 1.7f, 1e9f, -1e9f];
        byte[] result = new byte[values.Length];
        _operations.FromPlanes(values, values, values, [], result, PixelFormat.Parse("gray8"));
        Assert.That(result, Is.EqualTo(new byte[] { 0, 0, 0, 1, 100, 101, 255, 255, 255, 255, 0 }));
    }

    [TestCase("grayf32")]
    [TestCase("rgbf32")]
    [TestCase("rgbaf16")]
    public void Floats_that_are_no_numbers_become_0_and_infinities_the_largest_half(string name)
    {
        PixelFormat format = PixelFormat.Parse(name);
        double[] values = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 2.5, -0.25, 65504, double.NaN, 1, 0.5];
        Support.Picture picture = Support.Picture.Make(values.Length, 1, format, (x, _, _) => values[x]);
        float[] r = new float[values.Length], g = new float[values.Length], b = new float[values.Length], a = new float[values.Length];

        _operations.ToPlanes(picture.Bytes, format, r, g, b, a);

        float[] expected = [0, 65504, -65504, 2.5f, -0.25f, 65504, 0, 1, 0.5f];
        Assert.That(r, Is.EqualTo(expected));
        Assert.That(g, Is.EqualTo(expected));
        Assert.That(b, Is.EqualTo(expected));
        Assert.That(a, format.HasAlpha ? Is.EqualTo(new float[] { 0, 1, 0, 1, 0, 1, 0, 1, 0.5f }) : Is.All.EqualTo(1f));
    }

    [TestCaseSource(nameof(Formats))]
    public void Equal_planes_make_equal_samples(PixelFormat format)
    {
        float[] values = [.. Enumerable.Range(0, 700).Select(i => i / 699f)];
        byte[] pixels = new byte[values.Length * format.BytesPerPixel];
        _operations.FromPlanes(values, values, values, [], pixels, format);

        float[] r = new float[700], g = new float[700], b = new float[700], a = new float[700];
        _operations.ToPlanes(pixels, format, r, g, b, a);
        Assert.That(g, Is.EqualTo(r));
        Assert.That(b, Is.EqualTo(r));
        Assert.That(a, Is.All.EqualTo(1f));
        Assert.That(r, Is.EqualTo(values).Within(format.Sample == SampleType.UInt8 ? 0.502f / 255f : 1e-3f));
    }

    [Test]
    public void A_grey_format_takes_the_luma()
    {
        byte[] pixels = new byte[3];
        _operations.FromPlanes(new float[] { 1, 0, 0 }, new float[] { 0, 1, 0 }, new float[] { 0, 0, 1 }, [], pixels, PixelFormat.Parse("gray8"));
        Assert.That(pixels, Is.EqualTo(new byte[] { 54, 182, 18 }));
    }

    [Test]
    public void Blending_runs_from_one_to_the_other()
    {
        float[] from = [0, 10, 20, 30, 40];
        float[] to = [100, 110, 120, 130, 140];
        _operations.Blend(from, new float[] { 0, 0.25f, 0.5f, 0.75f, 1 }, to);
        Assert.That(to, Is.EqualTo(new float[] { 0, 35, 70, 105, 140 }).Within(1e-4f));

        to = [100, 110, 120, 130, 140];
        _operations.Blend(from, 0.1f, to);
        Assert.That(to, Is.EqualTo(new float[] { 10, 20, 30, 40, 50 }).Within(1e-4f));
    }

    [Test]
    public void Blurring_weighs_a_neighbourhood_by_a_gaussian([Values("1x1", "1x9", "12x1", "13x7", "70x45")] string size, [Values(0, 1, 4, 20)] int radius, [Values(0.4f, 1.5f, 6f)] float deviation)
    {
        int[] sides = [.. size.Split('x').Select(int.Parse)];
        var random = new Random(radius);
        float[] plane = [.. Enumerable.Range(0, sides[0] * sides[1]).Select(_ => (random.NextSingle() * 3) - 1)];
        Assert.That(Blur(plane, sides[0], deviation, radius), Is.EqualTo(Blurred(plane, sides[0], deviation, radius)).Within(1e-6));
    }

    [Test]
    public void Blurring_leaves_an_even_plane_as_it_is([Values(-2f, 0.3f, 1f)] float value) =>
        Assert.That(Blur([.. Enumerable.Repeat(value, 31 * 17)], 31, 2.5f, 8), Is.All.EqualTo(value).Within(1e-6));

    [Test]
    public void Blurring_a_point_shows_the_gaussian_that_is_cut_off_and_sums_to_1()
    {
        const int Side = 15, Center = 7, Radius = 3;
        float[] point = new float[Side * Side];
        point[(Center * Side) + Center] = 1;

        float[] blurred = Blur(point, Side, 1.5f, Radius);

        Assert.That(blurred.Sum(), Is.EqualTo(1).Within(1e-6));
        float peak = blurred[(Center * Side) + Center];
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                int across = x - Center, down = y - Center;
                bool inside = Math.Max(Math.Abs(across), Math.Abs(down)) <= Radius;
                double expected = inside ? peak * Math.Exp(-((across * across) + (down * down)) / (2 * 1.5 * 1.5)) : 0;
                Assert.That(blurred[(y * Side) + x], Is.EqualTo(expected).Within(1e-6), $"{x}, {y}");
            }
        }
    }

    [Test]
    public void Beyond_a_border_its_values_go_on()
    {
        const int Width = 21, Height = 16, Radius = 5;
        var random = new Random(3);
        float[] plane = [.. Enumerable.Range(0, Width * Height).Select(_ => random.NextSingle())];
        float[] wider = [.. Enumerable.Range(0, (Width + (2 * Radius)) * (Height + (2 * Radius))).Select(i =>
        {
            int x = (i % (Width + (2 * Radius))) - Radius, y = (i / (Width + (2 * Radius))) - Radius;
            return plane[(Math.Clamp(y, 0, Height - 1) * Width) + Math.Clamp(x, 0, Width - 1)];
        })];

        float[] expected = Blur(wider, Width + (2 * Radius), 2f, Radius);
        float[] blurred = Blur(plane, Width, 2f, Radius);

        for (int i = 0; i < blurred.Length; i++)
        {
            Assert.That(blurred[i], Is.EqualTo(expected[((i / Width) + Radius) * (Width + (2 * Radius)) + (i % Width) + Radius]).Within(1e-6f));
        }
    }

    private float[] Blur(float[] plane, int width, float deviation, int radius)
    {
        float[] before = [.. plane], blurred = new float[plane.Length];
        _operations.Blur(plane, new PixelSize(width, plane.Length / width), deviation, radius, blurred);
        Assert.That(plane, Is.EqualTo(before), "what is blurred stays as it is");
        return blurred;
    }

    // The definition, in both directions at once and in double precision.
    private static double[] Blurred(float[] plane, int width, double deviation, int radius)
    {
        int height = plane.Length / width;
        double[] blurred = new double[plane.Length];
        for (int i = 0; i < blurred.Length; i++)
        {
            double sum = 0, weights = 0;
            for (int down = -radius; down <= radius; down++)
            {
                for (int across = -radius; across <= radius; across++)
                {
                    double weight = Math.Exp(-((across * across) + (down * down)) / (2 * deviation * deviation));
                    weights += weight;
                    sum += weight * plane[(Math.Clamp((i / width) + down, 0, height - 1) * width) + Math.Clamp((i % width) + across, 0, width - 1)];
                }
            }

            blurred[i] = sum / weights;
        }

        return blurred;
    }

    // Grey goes through the luma of three equal planes, which does not return a float to its last bit.
    private static void AssertSameToTheLastBits(byte[] result, byte[] original, PixelFormat format)
    {
        float[] Values(byte[] bytes) => format.Sample == SampleType.Half
            ? [.. MemoryMarshal.Cast<byte, Half>(bytes).ToArray().Select(value => (float)value)]
            : MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        Assert.That(Values(result), Is.EqualTo(Values(original)).Within(format.Sample == SampleType.Half ? 1e-3f : 1e-6f));
    }

    private static byte[] RandomPixels(PixelFormat format, int pixels, Random random)
    {
        byte[] bytes = new byte[pixels * format.BytesPerPixel];
        random.NextBytes(bytes);
        if (format.Sample == SampleType.Half)
        {
            foreach (ref Half value in MemoryMarshal.Cast<byte, Half>(bytes.AsSpan())) value = (Half)random.NextDouble();
        }
        else if (format.Sample == SampleType.Float)
        {
            foreach (ref float value in MemoryMarshal.Cast<byte, float>(bytes.AsSpan())) value = random.NextSingle();
        }

        return bytes;
    }
}
