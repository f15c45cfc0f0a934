using Enlarger.CommandLine.Metadata;
using Enlarger.CommandLine.Vips;
using Enlarger.Imaging;
using Enlarger.Tests.Support;
using NUnit.Framework.Constraints;

namespace Enlarger.Tests.Vips;

public sealed class PictureReaderTests : FolderTests
{
    [Test]
    public void A_palette_becomes_colour()
    {
        string path = Folder.Write("palette.png", PngBytes.Make(4, 2, 2, 3, [[0b00_01_10_11], [0b11_10_01_00]], ("PLTE", [1, 2, 3, 40, 50, 60, 70, 80, 90, 255, 0, 255])));
        Raster picture = Raster.Read(path);
        Assert.That(picture.Format.ToString(), Is.EqualTo("rgb8"));
        Assert.That(picture.Pixels, Is.EqualTo(new byte[] { 1, 2, 3, 40, 50, 60, 70, 80, 90, 255, 0, 255, 255, 0, 255, 70, 80, 90, 40, 50, 60, 1, 2, 3 }));
    }

    [Test]
    public void A_palette_with_transparency_becomes_colour_with_alpha()
    {
        string path = Folder.Write("palette.png", PngBytes.Make(2, 1, 8, 3, [[0, 1]], ("PLTE", [1, 2, 3, 40, 50, 60]), ("tRNS", [7])));
        Raster picture = Raster.Read(path);
        Assert.That(picture.Format.ToString(), Is.EqualTo("rgba8"));
        Assert.That(picture.Pixels, Is.EqualTo(new byte[] { 1, 2, 3, 7, 40, 50, 60, 255 }));
    }

    [Test]
    public void One_bit_becomes_black_and_white()
    {
        string path = Folder.Write("bits.png", PngBytes.Make(8, 1, 1, 0, [[0b1010_0110]]));
        Raster picture = Raster.Read(path);
        Assert.That(picture.Format.ToString(), Is.EqualTo("gray8"));
        Assert.That(picture.Pixels, Is.EqualTo(new byte[] { 255, 0, 255, 0, 0, 255, 255, 0 }));
    }

    [Test]
    public void Samples_of_64_bits_are_not_called_damage_alone()
    {
        byte[] pixels = [.. BitConverter.GetBytes(0.25), .. BitConverter.GetBytes(0.75)];
        Assert.That(() => Raster.Read(Folder.Write("double.tif", FileBytes.Tiff(1, 64, 3, 1, pixels))), FailsToRead("of a kind that Enlarger does not read"));
    }

    // Where the corner pixels (top left, top right, bottom left) of the stored picture are when it is upright.
    [TestCase(1, 0, 0)]
    [TestCase(2, 39, 0)]
    [TestCase(3, 39, 23)]
    [TestCase(4, 0, 23)]
    [TestCase(5, 0, 0)]
    [TestCase(6, 23, 0)]
    [TestCase(7, 23, 39)]
    [TestCase(8, 0, 39)]
    public void Orientation_is_applied(int orientation, int x, int y)
    {
        byte[] pixels = new byte[40 * 24];
        for (int row = 0; row < 8; row++) pixels.AsSpan(row * 40, 8).Fill(255);
        var picture = new Raster(new PixelSize(40, 24), PixelFormat.Parse("gray8"), pixels);
        byte[] jpeg = File.ReadAllBytes(picture.Save(Folder["plain.jpg"]));
        Raster upright = Raster.Read(Folder.Write("turned.jpg", FileBytes.WithOrientation(jpeg, (byte)orientation)));

        bool turned = orientation >= 5;
        Assert.That(upright.Size, Is.EqualTo(turned ? new PixelSize(24, 40) : new PixelSize(40, 24)));
        Assert.That(upright.At(x, y)[0], Is.GreaterThan(240));
        Assert.That(upright.Pixels.Count(value => value > 128), Is.EqualTo(64));
    }

    [TestCase(1, 300, 150)]
    [TestCase(3, 300, 150)]
    [TestCase(6, 150, 300)]
    [TestCase(8, 150, 300)]
    public void The_resolution_is_turned_with_the_picture(int orientation, double x, double y)
    {
        string plain = Folder["plain.jpg"];
        using (var writer = new PictureWriter(
            plain, PictureFormat.Named("jpg"), new PixelSize(8, 4), new PixelStorage(PixelFormat.Parse("rgb8")), new WriteOptions(), new PictureMetadata { Resolution = (300 / 25.4, 150 / 25.4) }))
        {
            writer.Write(new byte[8 * 4 * 3]);
            writer.Commit(CancellationToken.None);
        }

        using PictureReader reader = PictureReader.Open(Folder.Write("turned.jpg", FileBytes.WithOrientation(File.ReadAllBytes(plain), (byte)orientation)));
        Assert.That(reader.Metadata.Resolution!.Value.X * 25.4, Is.EqualTo(x).Within(0.01));
        Assert.That(reader.Metadata.Resolution!.Value.Y * 25.4, Is.EqualTo(y).Within(0.01));
    }

    [Test]
    public void A_png_turns_by_its_exif_block_too()
    {
        string path = Folder.Write("turned.png", PngBytes.Make(2, 1, 8, 0, [[10, 20]], ("eXIf", FileBytes.Exif(6))));
        Raster picture = Raster.Read(path);
        Assert.That(picture.Size, Is.EqualTo(new PixelSize(1, 2)));
        Assert.That(picture.Pixels, Is.EqualTo(new byte[] { 10, 20 }));
    }

    [TestCase("eXIf")]
    [TestCase("exif")]
    [TestCase("APP1")]
    public void A_png_turns_by_a_block_behind_its_pixels(string kind)
    {
        byte[] exif = FileBytes.Exif(6), png = PngBytes.Make(2, 1, 8, 0, [[10, 20]]);
        PngChunk block = kind == "eXIf" ? new PngChunk(kind, exif) : PngProfile.Write(kind, [.. "Exif\0\0"u8, .. exif]);
        using PictureReader reader = PictureReader.Open(Folder.Write("turned.png", [.. png[..^12], .. block.ToBytes(), .. png[^12..]]));
        byte[] pixels = new byte[2];
        reader.Read(new PixelArea(0, 0, 1, 2), pixels);
        Assert.That(reader.Size, Is.EqualTo(new PixelSize(1, 2)));
        Assert.That(pixels, Is.EqualTo(new byte[] { 10, 20 }));
        Assert.That(reader.Metadata.Exif, Is.EqualTo(exif));
    }

    [Test]
    public void Areas_may_be_narrow_and_skip_rows()
    {
        Raster picture = Raster.Sample(300, 200, "rgb8");
        using PictureReader reader = PictureReader.Open(picture.Save(Folder["a.png"]));
        foreach (PixelArea area in new[] { new PixelArea(7, 3, 50, 20), new PixelArea(250, 90, 50, 1), new PixelArea(0, 91, 300, 109) })
        {
            byte[] pixels = new byte[area.Width * area.Height * 3];
            reader.Read(area, pixels);
            for (int y = 0; y < area.Height; y++)
            {
                Assert.That(pixels[(y * area.Width * 3)..((y + 1) * area.Width * 3)], Is.EqualTo(picture.Pixels.AsSpan((((area.Y + y) * 300) + area.X) * 3, area.Width * 3).ToArray()));
            }
        }
    }

    private static readonly string[] Kinds = ["png", "png interlace=true", "jpg", "jpg interlace=true", "tif", "tif tile=true compression=lzw", "webp"];

    [Test]
    public void What_is_rewound_gives_the_same_again([ValueSource(nameof(Kinds))] string kind, [Values(1, 2, 6)] int orientation)
    {
        using PictureReader reader = PictureReader.Open(Folder.Write("a", Saved.Turned(Raster.Sample(300, 200, "rgb8"), kind, orientation)));
        reader.Rewind();
        Assert.That(reader.Size, Is.EqualTo(orientation == 6 ? new PixelSize(200, 300) : new PixelSize(300, 200)));
        var whole = new PixelArea(0, 0, reader.Size.Width, reader.Size.Height);
        var picture = new Raster(reader.Size, reader.Format, Pixels(whole));
        foreach (PixelArea area in new[] { new PixelArea(0, 0, 200, 10), new PixelArea(17, 120, 40, 60), new PixelArea(190, 0, 10, 200), whole })
        {
            reader.Rewind();
            Assert.That(Pixels(area), Is.EqualTo(picture.Cut(area).Pixels), $"{area}");
        }

        byte[] Pixels(PixelArea area)
        {
            byte[] pixels = new byte[area.Width * area.Height * reader.Format.BytesPerPixel];
            reader.Read(area, pixels);
            return pixels;
        }
    }

    [TestCase("cmyk.tif")]
    [TestCase("cmyk.jpg")]
    [TestCase("lab.tif")]
    public void What_is_neither_grey_nor_rgb_can_be_rewound(string name)
    {
        string png = Raster.Sample(60, 40, "rgb8").Save(Folder["a.png"]), path = Folder[name];
        _ = name == "lab.tif" ? Converted.ToLab(png, path, "labs") : Converted.ToCmyk(png, path);
        using PictureReader reader = PictureReader.Open(path);
        byte[] first = new byte[60 * 40 * reader.Format.BytesPerPixel], second = new byte[first.Length];
        reader.Read(new PixelArea(0, 0, 60, 40), first);
        reader.Rewind();
        reader.Read(new PixelArea(0, 0, 60, 40), second);
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void What_is_another_file_meanwhile_cannot_be_rewound([Values("taken away", "another size", "another time", "no picture", "a folder")] string change, [Values("png", "jpg", "tif", "webp")] string extension)
    {
        string path = Raster.Sample(50, 40, "rgb8").Save(Folder["a." + extension]);
        using PictureReader reader = PictureReader.Open(path);
        byte[] row = new byte[50 * 3];
        reader.Read(new PixelArea(0, 0, 50, 1), row);
        byte[] content = File.ReadAllBytes(path);
        File.Delete(path);
        if (change == "another size") Raster.Sample(40, 40, "rgb8").Save(path);
        if (change == "another time") File.WriteAllBytes(path, content);
        if (change == "another time") File.SetLastWriteTimeUtc(path, new DateTime(2001, 2, 3, 0, 0, 0, DateTimeKind.Utc));
        if (change == "no picture") File.WriteAllText(path, "text");
        if (change == "a folder") Directory.CreateDirectory(path);
        Assert.That(reader.Rewind, FailsToRead($"'{path}' was changed or taken away while Enlarger worked on it: run it again."));
    }

    [Test]
    public void What_was_turned_lies_there_and_needs_its_file_no_more()
    {
        string path = Folder.Write("a.jpg", Saved.Turned(Raster.Sample(50, 40, "rgb8"), "jpg", 6));
        using PictureReader reader = PictureReader.Open(path);
        byte[] first = new byte[40 * 50 * 3], second = new byte[first.Length];
        reader.Read(new PixelArea(0, 0, 40, 50), first);
        File.Delete(path);
        reader.Rewind();
        reader.Read(new PixelArea(0, 0, 40, 50), second);
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    [Platform("Linux")]
    public void Rows_that_are_skipped_take_no_memory([Values("png", "tif")] string extension)
    {
        const int Width = 4000, Height = 10_000;
        string path = Folder.Write("a.png", PngBytes.Make(Width, Height, 8, 2, [.. Enumerable.Repeat(new byte[Width * 3], Height)]));
        if (extension == "tif") path = Folder.Write("a.tif", Saved.As(File.ReadAllBytes(path), "tif", "compression=deflate"));
        byte[] last = new byte[10 * 3];
        using PictureReader reader = PictureReader.Open(path);
        PeakMemory.Reset();
        long before = PeakMemory.Bytes;
        reader.Read(new PixelArea(100, Height - 1, 10, 1), last);
        Assert.That((PeakMemory.Bytes - before) >> 20, Is.LessThan(40), "MiB, of 114");
    }

    [TestCase("photo.png")]
    [TestCase("photo.jpg")]
    [TestCase("photo.webp")]
    [TestCase("photo.tif")]
    public void A_truncated_file_is_an_error_and_no_grey_rows(string name)
    {
        byte[] whole = File.ReadAllBytes(Raster.Sample(200, 200, "rgb8").Save(Folder["whole-" + name]));
        foreach (double part in new[] { 0.02, 0.3, 0.6, 0.95 })
        {
            string path = Folder.Write(name, whole[..Math.Max(12, (int)(whole.Length * part))]);
            Assert.That(() => Raster.Read(path), FailsToRead("damaged, incomplete"), $"{part}");
        }
    }

    // JPEG and lossy WebP hold nothing that damage could be told by.
    [TestCase("photo.png")]
    [TestCase("photo.tif")]
    public void A_damaged_file_is_an_error(string name)
    {
        byte[] damaged = File.ReadAllBytes(Raster.Sample(200, 200, "rgb8").Save(Folder["whole-" + name]));
        damaged.AsSpan(damaged.Length / 2, 200).Fill(0xA5);
        Assert.That(() => Raster.Read(Folder.Write(name, damaged)), FailsToRead("damaged, incomplete"));
    }

    [TestCase("png", "jpg")]
    [TestCase("jpg", "tif")]
    [TestCase("tif", "webp")]
    [TestCase("webp", "png")]
    public void The_content_decides_and_not_the_name(string format, string name)
    {
        byte[] file = File.ReadAllBytes(Raster.Sample(20, 10, "rgb8").Save(Folder["a." + format]));
        using PictureReader reader = PictureReader.Open(Folder.Write("renamed." + name, file));
        Assert.That(reader.FileFormat.Extensions, Does.Contain("." + format));
    }

    [Test]
    public void Several_pages_are_refused()
    {
        Assert.That(Raster.Read(Folder.Write("one.tif", FileBytes.TiffPages(1))).Pixels, Is.EqualTo(new byte[] { 10, 20, 30, 40 }));
        Assert.That(() => Raster.Read(Folder.Write("two.tif", FileBytes.TiffPages(2))), FailsToRead("several pages"));
    }

    [Test]
    public void Animations_are_refused()
    {
        byte[] still = File.ReadAllBytes(Raster.Sample(16, 16, "rgb8").Save(Folder["a.webp"]));
        Assert.That(() => Raster.Read(Folder.Write("animated.webp", FileBytes.AnimatedWebP(still, 16, 16, 3))), FailsToRead("several"));
        Assert.That(() => Raster.Read(Folder.Write("animated.png", PngBytes.Make(1, 1, 8, 0, [[9]], ("acTL", new byte[8])))), FailsToRead("several frames"));
        Assert.That(() => Raster.Read(Folder.Write("animated.gif", [.. "GIF89a"u8, .. new byte[20]])), FailsToRead("not a PNG, JPEG, WebP or TIFF"));
    }

    [TestCase("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [TestCase("%PDF-1.7")]
    [TestCase("P5 1 1 255 x")]
    [TestCase("x")]
    public void Other_formats_are_refused_with_the_names_of_those_read(string content)
    {
        Assert.That(() => Raster.Read(Folder.Write("a.png", System.Text.Encoding.ASCII.GetBytes(content))), FailsToRead("PNG, JPEG, WebP or TIFF"));
    }

    [Test]
    public void What_is_no_file_is_refused_with_a_sentence()
    {
        Assert.That(() => Raster.Read(Folder["absent.png"]), FailsToRead("There is no file"));
        Assert.That(() => Raster.Read(Folder.Path), FailsToRead("is a folder"));
        Assert.That(() => Raster.Read(Folder.Write("empty.png", [])), FailsToRead("is empty"));
        Assert.That(() => Raster.Read(System.IO.Path.Combine(Folder.Write("file", [1]), "below.png")), Throws.TypeOf<EnlargerException>().With.Property("Kind").EqualTo(ErrorKind.Input));
    }

    private static ContainsConstraint FailsToRead(string text) =>
        Throws.TypeOf<EnlargerException>().With.Property("Kind").EqualTo(ErrorKind.Input).And.Message.Contains(text);
}
