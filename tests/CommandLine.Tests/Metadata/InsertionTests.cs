using Enlarger.CommandLine.Metadata;
using Enlarger.CommandLine.Vips;
using Enlarger.Imaging;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Metadata;

public sealed class InsertionTests
{
    private Folder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new Folder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Any_webp_takes_a_block([Values("rgb8", "rgba8", "gray8")] string format, [Values("40x30", "1x1", "1x5000")] string size, [Values] bool hasXmp)
    {
        int[] sides = [.. size.Split('x').Select(int.Parse)];
        Raster picture = Raster.Sample(sides[0], sides[1], format);
        string plain = picture.Save(_folder["plain.webp"]), path = Save(picture, "a.webp", new PictureMetadata { Exif = CameraJpeg.Exif(isBigEndian: false), Xmp = hasXmp ? "<x/>"u8.ToArray() : null });
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
        string source = _folder.Write("colors.png", PngBytes.Make(2, 1, 8, 3, [[0, 1]], [.. colors, ("PLTE", palette)])), path = _folder["again." + extension];
        using (PictureReader reader = PictureReader.Open(source))
        using (var writer = new PictureWriter(path, PictureFormat.OfName(path)!, reader.Size, reader.Storage, new WriteOptions(), reader.Metadata))
        {
            byte[] pixels = new byte[6];
            reader.Read(new PixelArea(0, 0, 2, 1), pixels);
            Assert.That(pixels, Is.EqualTo(palette));
            writer.Write(pixels);
            writer.Commit(CancellationToken.None);
        }

        byte[] file = File.ReadAllBytes(path);
        Assert.That(Raster.Read(path).Pixels, Is.EqualTo(palette));
        foreach ((string type, byte[] content) in colors)
        {
            byte[] chunk = new PngChunk(type, content).ToBytes();
            int at = file.AsSpan().IndexOf(chunk);
            Assert.That(at, extension == "png" ? Is.InRange(33, file.AsSpan().IndexOf("IDAT"u8)) : Is.Negative, type);
            // Nor does libvips say something else.
            if (at > 0) Assert.That(file.AsSpan(at + chunk.Length).IndexOf(chunk.AsSpan(4, 4)), Is.Negative, type);
        }
    }

    private string Save(Raster picture, string name, PictureMetadata metadata)
    {
        using var writer = new PictureWriter(_folder[name], PictureFormat.OfName(name)!, picture.Size, new PixelStorage(picture.Format), new WriteOptions(), metadata);
        writer.Write(picture.Pixels);
        writer.Commit(CancellationToken.None);
        return _folder[name];
    }
}
