using System.Runtime.InteropServices;
using Enlarger.CommandLine.Vips;
using Enlarger.CommandLine.Vips.Spaces;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Vips;

/// <summary>Colours on their way through a whole run of the plain enlargement, from file to file.</summary>
internal sealed class PictureColorTests : FolderTests
{
    private const int Side = 16;
    [Test]
    public void Saturated_colours_of_another_profile_stay_what_they_are(
        [Values("AdobeRgb", "DisplayP3", "ProPhoto")] string profile, [Values("png", "jpg", "webp", "tif")] string extension)
    {
        byte[] icc = profile == "AdobeRgb" ? IccProfile.AdobeRgb : profile == "DisplayP3" ? IccProfile.DisplayP3 : IccProfile.ProPhoto;
        foreach (byte[] color in (byte[][])[[0, 255, 0], [255, 0, 0], [0, 0, 255], [255, 255, 0], [7, 180, 90], [128, 128, 128]])
        {
            string source = Write("flat." + extension, Flat("rgb8", color), icc, new WriteOptions(Overwrite: true, Lossless: extension == "webp"));
            Raster original = Raster.Read(source);
            string result = Enlarge(source, Folder["flat-large." + extension], extension == "webp" ? ["--lossless"] : []);
            using PictureReader reader = PictureReader.Open(result);
            Assert.That(reader.Storage.Profile, Is.EqualTo(icc));
            // JPEG's own rounding may come on top of what it did to the source.
            byte[] before = original.At(8, 8).ToArray(), after = Raster.Read(result).At(32, 32).ToArray();
            for (int channel = 0; channel < 3; channel++) Assert.That((int)after[channel], Is.EqualTo((int)before[channel]).Within(extension == "jpg" ? 1 : 0), $"{string.Join(' ', color)}, channel {channel}");
        }
    }

    [Test]
    public void Deep_colours_of_a_wide_profile_keep_their_steps()
    {
        ushort[] color = [65535, 1200, 40001];
        string source = Write("deep.tif", Flat("rgb16", MemoryMarshal.AsBytes<ushort>(color).ToArray()), IccProfile.ProPhoto);
        Raster result = Raster.Read(Enlarge(source, Folder["large.tif"]));
        Assert.That(result.Format.ToString(), Is.EqualTo("rgb16"));
        Assert.That(MemoryMarshal.Cast<byte, ushort>(result.At(30, 30)).ToArray(), Is.EqualTo(color));
    }

    [Test]
    public void Grey_with_a_profile_keeps_its_steps()
    {
        byte[] icc = IccProfile.Gray(IccProfile.Gamma(1.8));
        foreach (byte value in (int[])[0, 1, 17, 128, 254, 255])
        {
            string source = Write("gray.tif", Flat("gray8", [(byte)value]), icc, new WriteOptions(Overwrite: true));
            using PictureReader reader = PictureReader.Open(Enlarge(source, Folder["large.tif"]));
            Assert.That(reader.Storage.Profile, Is.EqualTo(icc));
            Raster result = Raster.Read(Folder["large.tif"]);
            Assert.That(result.Format.ToString(), Is.EqualTo("gray8"));
            Assert.That(result.At(20, 20)[0], Is.EqualTo(value));
        }
    }

    [Test]
    public void Grey_with_a_profile_becomes_srgb_where_the_format_has_no_grey()
    {
        string source = Write("gray.tif", Flat("gray8", [100]), IccProfile.Gray(IccProfile.Gamma(1)));
        string result = Enlarge(source, Folder["large.webp"]);
        using PictureReader reader = PictureReader.Open(result);
        Assert.That(reader.Storage.Profile, Is.Null);
        Assert.That(Raster.Read(result).At(20, 20)[0], Is.EqualTo(168), "100 of 255 as light is 168 in sRGB.");
    }

    [TestCase("jpg", 8)]
    [TestCase("tif", 8)]
    [TestCase("tif", 16)]
    public void Cmyk_stays_cmyk_of_the_same_colours(string extension, int depth)
    {
        string source = Converted.ToCmyk(Raster.Sample(Side, Side, "rgb8").Save(Folder["rgb.png"]), Folder["inks." + extension], depth);
        string result = Enlarge(source, Folder["large." + extension]);
        using (PictureReader reader = PictureReader.Open(result))
        {
            Assert.That(reader.Storage.Space, Is.TypeOf<CmykSpace>());
            Assert.That(reader.Storage.FileSample, Is.EqualTo(depth == 16 ? SampleType.UInt16 : SampleType.UInt8));
            Assert.That(reader.Storage.Profile, Is.Not.Null);
        }

        // Eight bits of ink, there and back through tables, against the way to sRGB alone.
        Assert.That(Psnr(result, Enlarge(source, Folder["srgb.png"])), Is.GreaterThan(36));
    }

    [TestCase("jpg")]
    [TestCase("tif")]
    public void Cmyk_with_a_profile_that_leads_one_way_becomes_srgb(string extension)
    {
        byte[] inks = File.ReadAllBytes(Converted.ToCmyk(Raster.Sample(Side, Side, "rgb8").Save(Folder["rgb.png"]), Folder["inks." + extension]));
        string whole = Enlarge(Folder["inks." + extension], Folder["whole.png"]);
        foreach (byte table in "012"u8)
        {
            for (int at; (at = inks.AsSpan().IndexOf([(byte)'B', (byte)'2', (byte)'A', table])) >= 0;) inks[at] = (byte)'x';
        }

        string result = Enlarge(Folder.Write("oneway." + extension, inks), Folder["large." + extension]);
        using (PictureReader reader = PictureReader.Open(result))
        {
            Assert.That(reader.Format.ToString(), Is.EqualTo("rgb8"));
            Assert.That(reader.Storage.Profile, Is.Null);
        }

        Assert.That(Psnr(result, whole), Is.GreaterThan(36), "The way there is the profile's own.");
    }

    [Test]
    public void Cmyk_without_a_profile_gets_none()
    {
        string result = Enlarge(Folder.Write("inks.tif", FileBytes.Tiff(4, 8, 1, 5, [10, 200, 30, 0, 60, 60, 60, 60])), Folder["large.tif"]);
        using PictureReader reader = PictureReader.Open(result);
        Assert.That(reader.Storage.Space, Is.TypeOf<CmykSpace>());
        Assert.That(reader.Storage.Profile, Is.Null);
    }

    [TestCase("png")]
    [TestCase("webp")]
    public void Cmyk_becomes_srgb_where_the_format_has_no_inks(string extension)
    {
        string source = Converted.ToCmyk(Raster.Sample(Side, Side, "rgb8").Save(Folder["rgb.png"]), Folder["inks.jpg"]);
        string result = Enlarge(source, Folder["large." + extension]);
        using (PictureReader reader = PictureReader.Open(result))
        {
            Assert.That(reader.Format.ToString(), Is.EqualTo("rgb8"));
            Assert.That(reader.Storage.Profile, Is.Null);
        }

        // Inks do not reach all colours of the sample.
        Assert.That(Psnr(result, Enlarge(Folder["rgb.png"], Folder["plain.png"])), Is.GreaterThan(22));
    }

    [TestCase("lab", SampleType.UInt8)]
    [TestCase("labs", SampleType.UInt16)]
    public void Cielab_stays_cielab_in_tiff_and_becomes_srgb_elsewhere(string space, SampleType depth)
    {
        Raster rgb = Raster.Sample(Side, Side, "rgb8");
        string source = Converted.ToLab(rgb.Save(Folder["rgb.png"]), Folder["lab.tif"], space);
        string result = Enlarge(source, Folder["large.tif"]);
        using (PictureReader reader = PictureReader.Open(result))
        {
            Assert.That(reader.Storage.Space, Is.TypeOf<LabSpace>());
            Assert.That(reader.Storage.FileSample, Is.EqualTo(SampleType.UInt16));
        }

        Raster plain = Raster.Read(Enlarge(Folder["rgb.png"], Folder["plain.png"]));
        Raster png = Raster.Read(Enlarge(source, Folder["large.png"]));
        Assert.That(png.Format.Sample, Is.EqualTo(depth));
        Assert.That(plain.Format.Sample, Is.EqualTo(SampleType.UInt8));
        // What made the file took its white for D65.
        Assert.That(Psnr(Folder["large.png"], Folder["plain.png"]), Is.GreaterThan(40));
        Assert.That(Psnr(result, Folder["large.png"]), Is.GreaterThan(45));
    }

    [Test]
    public void Floats_without_a_profile_are_linear_light_and_stay_it()
    {
        float[] color = [0.2140411f, 1.75f, -0.02f];
        string source = Write("float.tif", Flat("rgbf32", MemoryMarshal.AsBytes<float>(color).ToArray()), null);
        float[] again = MemoryMarshal.Cast<byte, float>(Raster.Read(Enlarge(source, Folder["large.tif"])).At(32, 32)).ToArray();
        for (int channel = 0; channel < 3; channel++) Assert.That(again[channel], Is.EqualTo(color[channel]).Within(1e-5));

        Raster encoded = Raster.Read(Enlarge(source, Folder["large.png"]));
        Assert.That(encoded.Format.ToString(), Is.EqualTo("rgb16"));
        Assert.That(MemoryMarshal.Cast<byte, ushort>(encoded.At(32, 32)).ToArray(), Is.EqualTo(new ushort[] { 32768, 65535, 0 }).Within((ushort)1));

        Raster taken = Raster.Read(Enlarge(source, Folder["asis.png"], "--encoding", "srgb"));
        Assert.That(MemoryMarshal.Cast<byte, ushort>(taken.At(32, 32))[0], Is.EqualTo(0.2140411 * 65535).Within(1));
    }

    [Test]
    public void Linear_light_that_loses_depth_becomes_srgb()
    {
        byte[] icc = IccProfile.Rgb(IccProfile.SrgbPrimaries, IccProfile.Gamma(1));
        ushort[] color = [14200, 14200, 14200];
        string source = Write("linear.png", Flat("rgb16", MemoryMarshal.AsBytes<ushort>(color).ToArray()), icc);
        Assert.That(MemoryMarshal.Cast<byte, ushort>(Raster.Read(Enlarge(source, Folder["deep.png"])).At(9, 9)).ToArray(), Is.EqualTo(color));

        using PictureReader jpeg = PictureReader.Open(Enlarge(source, Folder["flat.jpg"]));
        Assert.That(jpeg.Storage.Profile, Is.Null);
        Assert.That(Raster.Read(Folder["flat.jpg"]).At(9, 9).ToArray(), Is.EqualTo(new byte[] { 128, 128, 128 }));
    }

    [Test]
    public void A_profile_that_is_no_matrix_leaves_pixels_as_they_are()
    {
        byte[] icc = IccProfile.File("RGB ", "Lab ", ("A2B0", new byte[100]), ("B2A0", new byte[100]));
        string source = Write("table.tif", Flat("rgb8", [3, 250, 77]), icc);
        using PictureReader reader = PictureReader.Open(Enlarge(source, Folder["large.tif"]));
        Assert.That(reader.Encoding, Is.SameAs(ColorEncoding.Srgb));
        Assert.That(reader.Storage.Profile, Is.EqualTo(icc));
        Assert.That(Raster.Read(Folder["large.tif"]).At(8, 8).ToArray(), Is.EqualTo(new byte[] { 3, 250, 77 }));
    }

    // PNG wants whole words, which others do not.
    [TestCase(1, true)]
    [TestCase(0, true)]
    [TestCase(-1, false)]
    public void A_profile_of_an_odd_length_reaches_png_unless_it_is_cut_short(int excess, bool isKept)
    {
        byte[] icc = [.. IccProfile.AdobeRgb, 0];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(icc, icc.Length);
        icc[8] = 4;
        Array.Resize(ref icc, icc.Length + excess);
        string source = Write("odd.tif", Flat("rgb8", [3, 250, 77]), icc);
        using PictureReader reader = PictureReader.Open(Enlarge(source, Folder["large.png"]));
        Assert.That(reader.Storage.Profile is not null, Is.EqualTo(isKept));
        Assert.That(Raster.Read(Folder["large.png"]).At(8, 8).ToArray(), Is.EqualTo(new byte[] { 3, 250, 77 }));
    }

    private static Raster Flat(string format, byte[] pixel) =>
        new(new PixelSize(Side, Side), PixelFormat.Parse(format), [.. Enumerable.Repeat(pixel, Side * Side).SelectMany(bytes => bytes)]);

    private string Write(string name, Raster picture, byte[]? profile, WriteOptions? options = null)
    {
        string path = Folder[name];
        var storage = new PixelStorage(picture.Format, ColorEncoding.Srgb, profile);
        using var writer = new PictureWriter(path, PictureFormat.OfName(path)!, picture.Size, storage, options ?? new WriteOptions());
        writer.Write(picture.Pixels);
        writer.Commit(CancellationToken.None);
        return path;
    }

    private string Enlarge(string source, string result, params string[] options)
    {
        CommandRun run = CommandRun.In(Folder, ["upscale", source, "-o", result, "--model", "lanczos", "--overwrite", .. options]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return result;
    }

    // Of two files in sRGB, whatever they hold.
    private static double Psnr(string a, string b)
    {
        CommandRun run = CommandRun.Of("compare", a, b, "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return (double?)JObject.Parse(run.Output)["psnr"] ?? double.PositiveInfinity;
    }
}
