using Enlarger.CommandLine.Metadata;
using Enlarger.CommandLine.Vips;
using Enlarger.Imaging;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Metadata;

public sealed class InsertionTests : FolderTests
{
    private static readonly (byte Unit, int X, int Y, double PerInch, string Aspect)[] Densities =
        [(1, 72, 72, 72, ""), (1, 300, 150, 300, ""), (2, 100, 100, 254, ""), (0, 1, 1, 0, ""), (0, 72, 72, 0, ""), (0, 2, 1, 0, "2:1"), (0, 300, 600, 0, "300:600")];

    [Test]
    public void Any_webp_takes_a_block([Values("rgb8", "rgba8", "gray8")] string format, [Values("40x30", "1x1", "1x5000")] string size, [Values] bool hasXmp)
    {
        int[] sides = [.. size.Split('x').Select(int.Parse)];
        Raster picture = Raster.Sample(sides[0], sides[1], format);
        string plain = picture.Save(Folder["plain.webp"]), path = Save(picture, "a.webp", new PictureMetadata { Exif = CameraJpeg.Exif(isBigEndian: false), Xmp = hasXmp ? "<x/>"u8.ToArray() : null });
        byte[] bytes = File.ReadAllBytes(path);
        Assert.That(BitConverter.ToInt32(bytes, 4), Is.EqualTo(bytes.Length - 8));
        Assert.That(Raster.Read(path).Pixels, Is.EqualTo(Raster.Read(plain).Pixels));
        using PictureReader reader = PictureReader.Open(path);
        Assert.That(reader.Metadata.Exif, Is.EqualTo(ExifEditor.Edit(CameraJpeg.Exif(isBigEndian: false), picture.Size, null)));
        Assert.That(reader.Metadata.Xmp, hasXmp ? Is.EqualTo("<x/>"u8.ToArray()) : Is.Null);
    }

    [Test]
    public void A_resolution_that_is_set_wins_in_every_format([Values("png", "jpg", "webp", "tif")] string extension, [Values(true, false)] bool hasExif)
    {
        Raster picture = Raster.Sample(40, 30, "rgb8");
        string path = Save(picture, "a." + extension, new PictureMetadata { Exif = hasExif ? CameraJpeg.Exif(isBigEndian: true) : null, Resolution = (240 / 25.4, 240 / 25.4) });
        using PictureReader reader = PictureReader.Open(path);
        Assert.That(reader.Metadata.Resolution!.Value.X, Is.EqualTo(240 / 25.4).Within(0.0005));
        if (hasExif) Assert.That(ExifBlock.Resolution(reader.Metadata.Exif!)!.Value.Y, Is.EqualTo(240 / 25.4).Within(1e-9));
    }

    [Test]
    public void A_picture_without_a_resolution_gets_none([Values("png", "jpg", "webp", "tif")] string extension)
    {
        string path = Save(Raster.Sample(40, 30, "rgb8"), "a." + extension, new PictureMetadata { Exif = FileBytes.Exif(6) });
        using PictureReader reader = PictureReader.Open(path);
        Assert.That(reader.Metadata.Exif, Is.Not.Null);
        if (extension != "tif") Assert.That(ExifBlock.Resolution(reader.Metadata.Exif!), Is.Null);
        if (extension is "jpg" or "webp") Assert.That(reader.Metadata.Resolution, Is.Null);
    }

    [Test]
    public void Blocks_too_long_for_jpeg_go_without_a_word()
    {
        var tiff = new TiffBytes(isBigEndian: false);
        tiff.Start(tiff.Directory((0x10F, 2, TiffBytes.Text("Maker")), (0x9C9C, 1, new byte[100_000])));
        string path = Save(Raster.Sample(40, 30, "rgb8"), "a.jpg", new PictureMetadata { Exif = tiff.ToArray(), Xmp = new byte[100_000], Iptc = [.. "Photoshop 3.0\08BIM\x04\x04\0\0\0\x01\0\0"u8, .. new byte[65536]] });
        using PictureReader reader = PictureReader.Open(path);
        Assert.That(reader.Metadata.Exif, Has.Length.LessThan(100));
        Assert.That(reader.Metadata.Xmp, Is.Null);
        Assert.That(reader.Metadata.Iptc, Is.Null);
    }

    [Test]
    public void Png_keeps_texts_and_iptc_byte_for_byte()
    {
        var text = new PngChunk("iTXt", "Description\0\0\0de\0\0Blüte"u8.ToArray());
        string path = Save(Raster.Sample(4, 3, "rgb8"), "a.png", new PictureMetadata { Texts = [text], Iptc = CameraJpeg.Iptc });
        using PictureReader reader = PictureReader.Open(path);
        Assert.That(reader.Metadata.Texts.Single().Content, Is.EqualTo(text.Content));
        Assert.That(reader.Metadata.Iptc, Is.EqualTo(PhotoshopResources.Parse(CameraJpeg.Iptc).For(null).ToBlock()));
    }

    [Test]
    public void Png_keeps_what_it_says_of_its_colours_without_a_profile([Values("png", "tif")] string extension)
    {
        (string Type, byte[] Content)[] colors =
            [("cICP", [12, 13, 0, 1]), ("gAMA", [0, 0, 177, 143]), ("cHRM", new byte[32]), ("sRGB", [0]), ("mDCV", new byte[24]), ("cLLI", new byte[8])];
        byte[] palette = [1, 2, 3, 40, 50, 60];
        // What lies behind the pixels or has another length says nothing.
        byte[] png = PngBytes.Make(2, 1, 8, 3, [[0, 1]], [.. colors, ("PLTE", palette)]), late = new PngChunk("mDCv", new byte[24]).ToBytes();
        string path = Copy(Folder.Write("colors.png", [.. png[..^12], .. late, .. new PngChunk("cLLi", [1]).ToBytes(), .. png[^12..]]), "again." + extension);
        byte[] file = File.ReadAllBytes(path);
        Assert.That(Raster.Read(path).Pixels, Is.EqualTo(palette));
        Assert.That(file.AsSpan().IndexOf("mDCv"u8), Is.Negative);
        foreach ((string type, byte[] content) in colors)
        {
            byte[] chunk = new PngChunk(type, content).ToBytes();
            int at = file.AsSpan().IndexOf(chunk);
            Assert.That(at, extension == "png" ? Is.InRange(33, file.AsSpan().IndexOf("IDAT"u8)) : Is.Negative, type);
            // Nor does libvips say something else.
            if (at > 0) Assert.That(file.AsSpan(at + chunk.Length).IndexOf(chunk.AsSpan(4, 4)), Is.Negative, type);
        }
    }

    [Test]
    public void A_density_stays_what_the_file_says([ValueSource(nameof(Densities))] (byte Unit, int X, int Y, double PerInch, string Aspect) stated, [Values("png", "jpg", "webp")] string extension, [Values] bool isPng)
    {
        byte[] plain = File.ReadAllBytes(Raster.Sample(8, 4, "rgb8").Save(Folder["plain.jpg"]));
        // The header is the first segment that a writer puts down.
        byte[] header = [.. "JFIF\0"u8, 1, 2, stated.Unit, (byte)(stated.X >> 8), (byte)stated.X, (byte)(stated.Y >> 8), (byte)stated.Y, 0, 0];
        header.CopyTo(plain, plain.AsSpan().IndexOf("JFIF\0"u8));
        int perMetre = stated.Unit switch { 1 => 0, 2 => 100, _ => 1 };
        int[] metric = perMetre == 0 ? [(int)Math.Round(stated.X / 0.0254), (int)Math.Round(stated.Y / 0.0254)] : [stated.X * perMetre, stated.Y * perMetre];
        byte[] png = PngBytes.Make(1, 1, 8, 0, [[7]], ("pHYs", [.. BitConverter.GetBytes(metric[0]).Reverse(), .. BitConverter.GetBytes(metric[1]).Reverse(), (byte)(stated.Unit == 0 ? 0 : 1)]));
        string copy = Copy(isPng ? Folder.Write("source.png", png) : Folder.Write("source.jpg", plain), "copy." + extension);
        using PictureReader reader = PictureReader.Open(copy);
        Assert.That(reader.Metadata.Resolution?.X * 25.4 ?? 0, Is.EqualTo(stated.PerInch).Within(0.02));
        string aspect = reader.Metadata.Aspect is (var x, var y) ? $"{x}:{y}" : "";
        Assert.That(aspect, Is.EqualTo(extension == "webp" ? "" : stated.Aspect));
        if (extension == "png") Assert.That(File.ReadAllBytes(copy).AsSpan().IndexOf("pHYs"u8) > 0, Is.EqualTo(stated.PerInch > 0 || stated.Aspect != ""));
    }

    [TestCase(1, "2:1")]
    [TestCase(6, "1:2")]
    public void An_aspect_is_turned_with_the_picture(int orientation, string expected)
    {
        string path = Folder.Write("turned.png", PngBytes.Make(2, 1, 8, 0, [[10, 20]], ("pHYs", [0, 0, 0, 2, 0, 0, 0, 1, 0]), ("eXIf", FileBytes.Exif((byte)orientation))));
        using PictureReader reader = PictureReader.Open(path);
        Assert.That($"{reader.Metadata.Aspect!.Value.X}:{reader.Metadata.Aspect.Value.Y}", Is.EqualTo(expected));
    }

    [Test]
    public void An_aspect_too_large_for_jpeg_is_divided()
    {
        string path = Save(Raster.Sample(4, 3, "rgb8"), "a.jpg", new PictureMetadata { Aspect = (4_000_000_000, 2_000_000_000) });
        using FileStream file = File.OpenRead(path);
        (uint x, uint y) = StatedDensity.OfJpeg(file)!.Aspect!.Value;
        Assert.That((double)x / y, Is.EqualTo(2).Within(1e-4));
    }

    [Test]
    public void A_png_that_comes_byte_by_byte_loses_the_resolution_that_is_made_up()
    {
        byte[] Png(params (string, byte[])[] chunks) => PngBytes.Make(1, 1, 8, 0, [[7]], chunks);
        (string, byte[]) text = ("tEXt", "Title\0pHYs"u8.ToArray());
        using var result = new MemoryStream();
        using var stream = new InsertingStream(result, Insertion.Png([new PngChunk("gAMA", [0, 0, 1, 2])], keepsResolution: false));
        foreach (byte value in Png(text, ("pHYs", new byte[9]), text)) stream.Write([value]);
        stream.Complete();
        Assert.That(result.ToArray(), Is.EqualTo(Png(("gAMA", [0, 0, 1, 2]), text, text)));
    }

    private string Copy(string from, string name)
    {
        using PictureReader reader = PictureReader.Open(from);
        using var writer = new PictureWriter(Folder[name], PictureFormat.OfName(name)!, reader.Size, reader.Storage, new WriteOptions(), reader.Metadata);
        byte[] pixels = new byte[reader.Size.Width * reader.Size.Height * reader.Format.BytesPerPixel];
        reader.Read(new PixelArea(0, 0, reader.Size.Width, reader.Size.Height), pixels);
        writer.Write(pixels);
        writer.Commit(CancellationToken.None);
        return Folder[name];
    }

    private string Save(Raster picture, string name, PictureMetadata metadata)
    {
        using var writer = new PictureWriter(Folder[name], PictureFormat.OfName(name)!, picture.Size, new PixelStorage(picture.Format), new WriteOptions(), metadata);
        writer.Write(picture.Pixels);
        writer.Commit(CancellationToken.None);
        return Folder[name];
    }
}
