using System.Text;
using Enlarger.Imaging.Color;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Imaging.Color;

public sealed class ProfileReaderTests
{
    [Test]
    public void A_profile_that_means_srgb_is_srgb_itself()
    {
        byte[] table = IccProfile.Table(1024, value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4));
        foreach (byte[] curve in new[] { IccProfile.SrgbCurve, table })
        {
            Assert.That(ColorEncoding.OfProfile(IccProfile.Rgb(IccProfile.SrgbPrimaries, curve)), Is.SameAs(ColorEncoding.Srgb));
            Assert.That(ColorEncoding.OfProfile(IccProfile.Gray(curve)), Is.SameAs(ColorEncoding.Srgb));
        }

        // Rounded as in the profile of 1998 that is found in most pictures.
        byte[] rounded = IccProfile.Rgb(IccProfile.SrgbPrimaries, table);
        int colorant = rounded.AsSpan(132).IndexOf("XYZ \0\0\0\0"u8) + 132 + 8;
        new byte[] { 0, 0, 0x6F, 0xA2, 0, 0, 0x38, 0xF5, 0, 0, 0x03, 0x90 }.CopyTo(rounded, colorant);
        Assert.That(ColorEncoding.OfProfile(rounded), Is.SameAs(ColorEncoding.Srgb));
    }

    [Test]
    public void What_8_bits_can_tell_from_srgb_is_not_srgb()
    {
        foreach (byte[] profile in new[] { IccProfile.AdobeRgb, IccProfile.DisplayP3, IccProfile.Rgb(IccProfile.SrgbPrimaries, IccProfile.Gamma(2.2)), IccProfile.Gray(IccProfile.Gamma(2.2)) })
        {
            ColorEncoding? encoding = ColorEncoding.OfProfile(profile);
            Assert.That(encoding, Is.Not.Null.And.Not.SameAs(ColorEncoding.Srgb));
            Assert.That(encoding!.IsLinear, Is.False);
        }
    }

    [Test]
    public void A_profile_without_curve_is_linear()
    {
        byte[][] curves = [IccProfile.Gamma(1), IccProfile.Table(2, value => value), IccProfile.Table(300, value => value), IccProfile.Parametric(0, 1), Empty()];
        foreach (byte[] curve in curves)
        {
            Assert.That(ColorEncoding.OfProfile(IccProfile.Rgb(IccProfile.ProPhotoPrimaries, curve))!.IsLinear, Is.True);
            Assert.That(ColorEncoding.OfProfile(IccProfile.Gray(curve))!.IsLinear, Is.True);
        }

        Assert.That(ColorEncoding.OfProfile(IccProfile.Rgb(IccProfile.P3Primaries, IccProfile.Gamma(1), IccProfile.Gamma(1), IccProfile.Gamma(2)))!.IsLinear, Is.False);
        Assert.That((ColorEncoding.Srgb.IsLinear, ColorEncoding.LinearSrgb.IsLinear, ColorEncoding.Xyz.IsLinear), Is.EqualTo((false, true, true)));

        static byte[] Empty() => [.. Encoding.ASCII.GetBytes("curv"), 0, 0, 0, 0, 0, 0, 0, 0];
    }

    [Test]
    public void Version_2_is_read_as_version_4_is()
    {
        byte[] profile = IccProfile.AdobeRgb;
        profile[8] = 2;
        Assert.That(ColorEncoding.OfProfile(profile), Is.Not.Null);
    }

    [TestCase(1, new[] { 2.2, 0.95, 0.05 })]
    [TestCase(1, new[] { 2.2, 1.05, -0.05 })]
    [TestCase(2, new[] { 2.2, 0.97, 0.02, 0.001 })]
    [TestCase(2, new[] { 2.2, 1.021, -0.021, 0.003 })]
    [TestCase(4, new[] { 2.2, 0.93, 0.07, 0.1, 0.03, 0.0005, 0.0002 })]
    public void Every_parametric_curve_has_a_way_back(int type, double[] parameters)
    {
        ColorEncoding encoding = ColorEncoding.OfProfile(IccProfile.Gray(IccProfile.Parametric(type, parameters)))!;
        Assert.That(encoding, Is.Not.Null);
        // What lies in a flat foot is black.
        int black = parameters.Length > 2 && parameters[2] < 0 ? (int)Math.Ceiling(-parameters[2] / parameters[1] * 255) : 0;
        float[][] planes = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 256).Select(i => i / 255f).ToArray())];
        encoding.ToSrgb(planes[0], planes[1], planes[2]);
        Assert.That(planes[0], Is.Ordered);
        Assert.That(planes[0][255], Is.EqualTo(1f));
        encoding.FromSrgb(planes[0], planes[1], planes[2]);
        for (int i = 0; i < 256; i++) Assert.That(Math.Round(planes[0][i] * 255), Is.EqualTo(i < black ? 0 : i), $"{planes[0][i]}");
    }

    [Test]
    public void Samples_that_16_bits_make_equal_come_back_different()
    {
        // The first twenty samples are 0, the last forty 65535, and between the dark ones stand in twos and threes.
        ColorEncoding encoding = ColorEncoding.OfProfile(IccProfile.Gray(IccProfile.Table(4096, value => 1.01 * Math.Pow(value, 2.2))))!;
        float[][] planes = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 256).Select(i => i / 255f).ToArray())];
        encoding.ToSrgb(planes[0], planes[1], planes[2]);
        Assert.That(planes[0], Is.Ordered.And.Unique);
        encoding.FromSrgb(planes[0], planes[1], planes[2]);
        for (int i = 0; i < 256; i++) Assert.That(planes[0][i] * 255, Is.EqualTo(i).Within(0.05));
    }

    [Test]
    public void What_has_no_way_back_or_is_of_another_kind_is_not_taken()
    {
        (string What, byte[] Profile)[] profiles =
        [
            ("CMYK", IccProfile.File("CMYK", "Lab ")),
            ("grey in Lab", IccProfile.File("GRAY", "Lab ", ("kTRC", IccProfile.Gamma(2.2)))),
            ("RGB by tables alone", IccProfile.File("RGB ", "XYZ ", ("A2B0", new byte[400]))),
            ("a missing curve", IccProfile.File("RGB ", "XYZ ", ("rTRC", IccProfile.Gamma(2.2)))),
            ("grey without curve", IccProfile.File("GRAY", "XYZ ")),
            ("a falling curve", IccProfile.Gray(IccProfile.Table(64, value => value < 0.5 ? value : 1.2 - value))),
            ("a negative", IccProfile.Gray(IccProfile.Table(64, value => 1 - value))),
            ("a constant", IccProfile.Gray(IccProfile.Table(64, _ => 1))),
            ("two tones", IccProfile.Gray(IccProfile.Table(64, value => value < 0.5 ? 0 : 1))),
            ("no gamma", IccProfile.Gray(IccProfile.Gamma(0))),
            ("a steep gamma", IccProfile.Gray(IccProfile.Gamma(100))),
            ("an unknown type of parameters", IccProfile.Gray(IccProfile.Parametric(9, 2.2))),
            ("parameters that fall", IccProfile.Gray(IccProfile.Parametric(3, 2.2, 1, 0, 1, 0.5))),
            ("a division by zero", IccProfile.Gray(IccProfile.Parametric(1, 2.2, 0, 1))),
            ("primaries on a line", IccProfile.Rgb([0.64, 0.33, 0.64, 0.3301, 0.15, 0.06, 0.3127, 0.3290], IccProfile.Gamma(2.2))),
            ("no colorants", IccProfile.File("RGB ", "XYZ ", ("rXYZ", new byte[20]))),
            ("nothing", []),
            ("a header", IccProfile.AdobeRgb[..128]),
        ];
        foreach ((string what, byte[] profile) in profiles) Assert.That(ColorEncoding.OfProfile(profile), Is.Null, what);
    }

    [Test]
    public void A_truncated_profile_is_not_taken()
    {
        byte[] profile = IccProfile.DisplayP3;
        for (int length = 0; length < profile.Length; length++) Assert.That(ColorEncoding.OfProfile(profile.AsSpan(0, length)), Is.Null);
    }

    [Test]
    public void Hostile_bytes_are_refused_or_make_an_encoding_that_gives_numbers()
    {
        var random = new Random(20);
        byte[][] seeds =
        [
            IccProfile.AdobeRgb, IccProfile.DisplayP3, IccProfile.Rgb(IccProfile.P3Primaries, IccProfile.Table(60, value => value * value)),
            IccProfile.Gray(IccProfile.Table(256, value => value * value)), IccProfile.Gray(IccProfile.Parametric(4, 2.2, 0.93, 0.07, 0.1, 0.03, 0.0005, 0.0002)),
        ];
        int taken = 0;
        for (int round = 0; round < 20_000; round++)
        {
            byte[] profile = [.. seeds[round % seeds.Length]];
            for (int i = random.Next(1, 6); i > 0; i--)
            {
                int at = random.Next(profile.Length);
                profile[at] = random.Next(4) switch { 0 => 0, 1 => 255, 2 => (byte)(profile[at] ^ (1 << random.Next(8))), _ => (byte)random.Next(256) };
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            ColorEncoding? encoding = ColorEncoding.OfProfile(profile);
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
            if (encoding is null) continue;

            taken++;
            float[][] planes = [[0f, 1f, 0.5f, -65504f, 65504f, float.NaN], [1f, 0f, 0.4f, 65504f, 65504f, 0.1f], [0f, 1f, 0.3f, 65504f, -65504f, 7f]];
            encoding.ToSrgb(planes[0], planes[1], planes[2]);
            foreach (float[] plane in planes) Assert.That(plane, Is.All.InRange(-65504f, 65504f));
            encoding.FromSrgb(planes[0], planes[1], planes[2]);
            foreach (float[] plane in planes) Assert.That(plane, Is.All.InRange(-65504f, 65504f));
        }

        Assert.That(taken, Is.InRange(1000, 19_000));
    }
}
