using Enlarger.Imaging.Color;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Imaging.Color;

public sealed class MatrixEncodingTests
{
    private static readonly Dictionary<string, (byte[]? Profile, double[] Primaries, Func<double, double> Light)> Spaces = new()
    {
        ["Adobe RGB"] = (IccProfile.AdobeRgb, IccProfile.AdobePrimaries, value => Math.Pow(value, 563 / 256.0)),
        ["Display P3"] = (IccProfile.DisplayP3, IccProfile.P3Primaries, Parametric(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)),
        ["ProPhoto"] = (IccProfile.ProPhoto, IccProfile.ProPhotoPrimaries, value => Math.Pow(value, 461 / 256.0)),
        ["P3 with tables"] = (IccProfile.Rgb(IccProfile.P3Primaries, IccProfile.Table(1024, Srgb)), IccProfile.P3Primaries, Sampled(1024, Srgb)),
        ["Adobe RGB with tables"] =
            (IccProfile.Rgb(IccProfile.AdobePrimaries, IccProfile.Table(4096, value => Math.Pow(value, 2.2))), IccProfile.AdobePrimaries, Sampled(4096, value => Math.Pow(value, 2.2))),
        ["wide linear"] = (IccProfile.Rgb(IccProfile.ProPhotoPrimaries, IccProfile.Gamma(1)), IccProfile.ProPhotoPrimaries, value => value),
        ["rec. 709 curve"] = (IccProfile.Rgb(IccProfile.P3Primaries, IccProfile.Parametric(3, 1 / 0.45, 1 / 1.099, 0.099 / 1.099, 1 / 4.5, 0.081)), IccProfile.P3Primaries, Parametric(1 / 0.45, 1 / 1.099, 0.099 / 1.099, 1 / 4.5, 0.081)),
        ["L* curve"] = (IccProfile.Rgb(IccProfile.AdobePrimaries, IccProfile.Parametric(3, 3, 1 / 1.16, 0.16 / 1.16, 0.11070564, 0.08)), IccProfile.AdobePrimaries, Parametric(3, 1 / 1.16, 0.16 / 1.16, 0.11070564, 0.08)),
        ["grey gamma 2.2"] = (IccProfile.Gray(IccProfile.Gamma(2.2)), IccProfile.SrgbPrimaries, value => Math.Pow(value, 563 / 256.0)),
        ["dot gain"] = (IccProfile.Gray(IccProfile.Table(256, DotGain)), IccProfile.SrgbPrimaries, Sampled(256, DotGain)),
        ["linear sRGB"] = (null, IccProfile.SrgbPrimaries, value => value),
    };

    private static IEnumerable<string> Names => Spaces.Keys;

    [Test]
    public void Values_are_those_of_the_definition([ValueSource(nameof(Names))] string name)
    {
        ColorEncoding encoding = Encoding(name);
        (byte[]? profile, double[] primaries, Func<double, double> light) = Spaces[name];
        double[,] matrix = Matrix(primaries);
        bool isGray = primaries == IccProfile.SrgbPrimaries;
        var random = new Random(1);
        float[][] planes = Planes(5000, _ => random.Next(8) == 0 ? random.Next(2) : (float)random.NextDouble());
        float[][] source = Copy(planes);
        encoding.ToSrgb(planes[0], planes[1], planes[2]);
        double worst = 0;
        for (int i = 0; i < 5000; i++)
        {
            double[] lights = [light(source[0][i]), light(source[1][i]), light(source[2][i])];
            double[] expected = isGray ? lights : IccProfile.Times(matrix, lights);
            for (int channel = 0; channel < 3; channel++)
            {
                worst = Math.Max(worst, Math.Abs(planes[channel][i] - Encode(expected[channel])));
            }
        }

        TestContext.Out.WriteLine($"{name}: {worst:0.0e0}");
        // Where 16 bits made samples equal the curve rises between them: by a step of light at most, which black shows most.
        Assert.That(worst, Is.LessThan(name == "Adobe RGB with tables" ? 12.92 * 2 / 65535 : 1e-5));
    }

    [Test]
    public void Eight_bits_come_back_as_they_were([ValueSource(nameof(Names))] string name)
    {
        int[] levels = [0, 1, 2, 3, 4, 5, 7, 9, 12, 17, 25, 38, 51, 64, 80, 101, 127, 128, 150, 178, 199, 220, 238, 247, 250, 252, 253, 254, 255];
        float[] Values(Func<int, int> index) => [.. Enumerable.Range(0, levels.Length * levels.Length * levels.Length).Select(i => levels[index(i) % levels.Length] / 255f)];
        Comes(Encoding(name), 255, [Values(i => i), Values(i => i / levels.Length), Values(i => i / levels.Length / levels.Length)]);
    }

    [Test]
    public void Sixteen_bits_of_grey_and_of_one_channel_come_back_as_they_were([ValueSource(nameof(Names))] string name)
    {
        float[] ramp = [.. Enumerable.Range(0, 65536).Select(i => i / 65535f)];
        ColorEncoding encoding = Encoding(name);
        Comes(encoding, 65535, [[.. ramp], [.. ramp], [.. ramp]]);
        Comes(encoding, 65535, [[.. ramp], new float[65536], new float[65536]]);
        Comes(encoding, 65535, [new float[65536], [.. ramp], new float[65536]]);
        Comes(encoding, 65535, [new float[65536], new float[65536], [.. ramp]]);
    }

    [Test]
    public void Grey_is_exactly_grey_black_exactly_black_and_white_exactly_white([ValueSource(nameof(Names))] string name)
    {
        ColorEncoding encoding = Encoding(name);
        var random = new Random(2);
        float[][] planes = Planes(3000, _ => 0f);
        for (int i = 0; i < 3000; i++) planes[0][i] = planes[1][i] = planes[2][i] = i < 2 ? i : (float)Math.Exp((random.NextDouble() - 0.7) * 20) * (i % 9 == 0 ? -1 : 1);
        foreach (bool back in new[] { false, true })
        {
            if (back) encoding.FromSrgb(planes[0], planes[1], planes[2]);
            else encoding.ToSrgb(planes[0], planes[1], planes[2]);
            Assert.That(planes[1], Is.EqualTo(planes[0]));
            Assert.That(planes[2], Is.EqualTo(planes[0]));
            Assert.That(planes[0][..2], Is.EqualTo(new[] { 0f, 1f }));
        }
    }

    [Test]
    public void No_value_becomes_infinite_or_no_number([ValueSource(nameof(Names))] string name)
    {
        ColorEncoding encoding = Encoding(name);
        float[] extremes = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 65504f, -65504f, 0f, -0f, float.Epsilon, 1e-30f, -1e-30f, 1f, 3e38f];
        int count = extremes.Length;
        foreach (bool back in new[] { false, true })
        {
            float[][] planes =
            [
                [.. Enumerable.Range(0, count * count * count).Select(i => extremes[i % count])],
                [.. Enumerable.Range(0, count * count * count).Select(i => extremes[i / count % count])],
                [.. Enumerable.Range(0, count * count * count).Select(i => extremes[i / count / count])],
            ];
            if (back) encoding.FromSrgb(planes[0], planes[1], planes[2]);
            else encoding.ToSrgb(planes[0], planes[1], planes[2]);
            foreach (float[] plane in planes) Assert.That(plane, Is.All.InRange(-65504f, 65504f));
        }
    }

    [Test]
    public void Values_far_beyond_white_and_below_black_come_back([ValueSource(nameof(Names))] string name)
    {
        ColorEncoding encoding = Encoding(name);
        float[] levels = [-1000f, -20f, -1f, -0.25f, 0f, 0.25f, 1f, 1.5f, 40f, 1000f];
        foreach (float level in levels)
        {
            float[][] planes = Planes(3, channel => level * (channel + 1) / 3);
            float[][] source = Copy(planes);
            encoding.ToSrgb(planes[0], planes[1], planes[2]);
            encoding.FromSrgb(planes[0], planes[1], planes[2]);
            for (int channel = 0; channel < 3; channel++) Assert.That(planes[channel][0], Is.EqualTo(source[channel][0]).Within(2e-4).Percent.Or.EqualTo(source[channel][0]).Within(1e-6));
        }
    }

    [Test]
    public void A_row_of_any_length_is_converted_whole([Values(0, 1, 7, 255, 256, 257, 1000)] int length)
    {
        ColorEncoding encoding = Encoding("Adobe RGB");
        float[][] planes = [new float[length], new float[length], new float[length]];
        for (int channel = 0; channel < 3; channel++) Array.Fill(planes[channel], 0.2f * (channel + 1));
        encoding.ToSrgb(planes[0], planes[1], planes[2]);
        float[][] one = [[0.2f], [0.4f], [0.6f]];
        encoding.ToSrgb(one[0], one[1], one[2]);
        for (int channel = 0; channel < 3; channel++) Assert.That(planes[channel], Is.All.EqualTo(one[channel][0]));
    }

    [Test]
    public void A_channel_may_have_a_curve_of_its_own()
    {
        ColorEncoding encoding = ColorEncoding.OfProfile(IccProfile.Rgb(IccProfile.P3Primaries, IccProfile.Gamma(1.8), IccProfile.Gamma(2.2), IccProfile.Gamma(2.4)))!;
        float[][] planes = Planes(4000, i => 0f);
        var random = new Random(4);
        foreach (float[] plane in planes)
        {
            for (int i = 0; i < plane.Length; i++) plane[i] = random.Next(256) / 255f;
        }

        Comes(encoding, 255, planes);
    }

    private static ColorEncoding Encoding(string name) => Spaces[name].Profile is { } profile ? ColorEncoding.OfProfile(profile)! : ColorEncoding.LinearSrgb;

    private static void Comes(ColorEncoding encoding, int white, float[][] planes)
    {
        int[][] source = [.. planes.Select(plane => plane.Select(value => (int)Math.Round(value * white)).ToArray())];
        encoding.ToSrgb(planes[0], planes[1], planes[2]);
        encoding.FromSrgb(planes[0], planes[1], planes[2]);
        for (int channel = 0; channel < 3; channel++)
        {
            for (int i = 0; i < planes[channel].Length; i++)
            {
                if ((int)((Math.Clamp(planes[channel][i], 0, 1) * white) + 0.5f) != source[channel][i])
                {
                    Assert.Fail($"({source[0][i]}, {source[1][i]}, {source[2][i]}): channel {channel} came back as {planes[channel][i] * white}");
                }
            }
        }
    }

    private static float[][] Planes(int length, Func<int, float> value) =>
        [.. Enumerable.Range(0, 3).Select(channel => Enumerable.Range(0, length).Select(i => value(length == 3 ? channel : i)).ToArray())];

    private static float[][] Copy(float[][] planes) => [.. planes.Select(plane => plane.ToArray())];

    private static double[,] Matrix(double[] primaries)
    {
        double[,] inverse = IccProfile.Inverse(IccProfile.Columns(IccProfile.SrgbPrimaries)), columns = IccProfile.Columns(primaries), result = new double[3, 3];
        for (int column = 0; column < 3; column++)
        {
            // As profiles hold it.
            double[] light = IccProfile.Times(inverse, [.. Enumerable.Range(0, 3).Select(row => Math.Round(columns[row, column] * 65536) / 65536)]);
            for (int row = 0; row < 3; row++) result[row, column] = light[row];
        }

        for (int row = 0; row < 3; row++)
        {
            double sum = result[row, 0] + result[row, 1] + result[row, 2];
            for (int column = 0; column < 3; column++) result[row, column] /= sum;
        }

        return result;
    }

    private static double Encode(double light)
    {
        double size = Math.Abs(light);
        return Math.CopySign(size <= 0.0031308 ? 12.92 * size : (1.055 * Math.Pow(size, 1 / 2.4)) - 0.055, light);
    }

    private static double Srgb(double value)
    {
        double size = Math.Abs(value);
        return Math.CopySign(size <= 0.04045 ? size / 12.92 : Math.Pow((size + 0.055) / 1.055, 2.4), value);
    }

    // With parameters as profiles hold them, white at 1, and no fall from the foot to the law.
    private static Func<double, double> Parametric(params double[] parameters)
    {
        double[] p = [.. parameters.Select(value => Math.Round(value * 65536) / 65536)];
        double Law(double x) => Math.Pow((p[1] * x) + p[2], p[0]);
        double white = Law(1), slope = Math.Min(p[3], Law(p[4]) / p[4]);
        return value => (value < p[4] ? slope * value : Law(value)) / white;
    }

    // Ink that spreads: the light that paper gives back under a tone of 20 percent dot gain.
    private static double DotGain(double value)
    {
        double ink = 1 - value;
        return ((1 - Math.Min(1, ink + (0.8 * ink * (1 - ink)))) * 0.98) + (0.02 * value);
    }

    private static Func<double, double> Sampled(int count, Func<double, double> light) => value =>
    {
        double place = value * (count - 1);
        int i = Math.Min((int)place, count - 2);
        double low = Math.Round(light(i / (count - 1.0)) * 65535) / 65535, high = Math.Round(light((i + 1) / (count - 1.0)) * 65535) / 65535;
        return low + ((place - i) * (high - low));
    };
}
