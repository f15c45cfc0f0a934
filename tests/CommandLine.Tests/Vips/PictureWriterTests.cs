using Enlarger.CommandLine.Vips;
using Enlarger.CommandLine.Vips.Native;
using Enlarger.Imaging;
using Enlarger.Tests.Support;
using NUnit.Framework.Constraints;

namespace Enlarger.Tests.Vips;

public sealed class PictureWriterTests : FolderTests
{
    [Test]
    public void Png_and_tiff_keep_every_pixel([Values("png", "tif")] string extension, [Values("gray8", "graya8", "rgb8", "rgba8", "gray16", "graya16", "rgb16", "rgba16")] string format)
    {
        Raster picture = Raster.Sample(131, 77, format);
        Raster read = Raster.Read(picture.Save(Folder["a." + extension]));
        Assert.That(read.Format, Is.EqualTo(picture.Format));
        Assert.That(read.Pixels, Is.EqualTo(picture.Pixels));
    }

    [TestCase("grayf32")]
    [TestCase("grayaf32")]
    [TestCase("rgbf32")]
    [TestCase("rgbaf32")]
    public void Tiff_keeps_every_float(string format)
    {
        Raster picture = Raster.Sample(61, 33, format);
        Raster read = Raster.Read(picture.Save(Folder["a.tiff"]));
        Assert.That(read.Format, Is.EqualTo(picture.Format));
        Assert.That(read.Pixels, Is.EqualTo(picture.Pixels));
    }

    [TestCase("a.jpg", "rgb8", 20)]
    [TestCase("a.jpg", "gray8", 20)]
    [TestCase("a.webp", "rgb8", 30)]
    [TestCase("a.webp", "rgba8", 30)]
    public void Jpeg_and_webp_stay_close(string name, string format, int step)
    {
        Raster picture = Raster.Sample(150, 101, format);
        Raster read = Raster.Read(picture.Save(Folder[name]));
        Assert.That(read.Format, Is.EqualTo(picture.Format));
        Assert.That(read.LargestStep(picture), Is.LessThanOrEqualTo(step));
    }

    [Test]
    public void A_grey_webp_stays_grey()
    {
        Raster read = Raster.Read(Raster.Sample(64, 64, "gray8").Save(Folder["a.webp"]));
        for (int pixel = 0; pixel < 64 * 64; pixel++) Assert.That(read.Pixels[pixel * 3], Is.EqualTo(read.Pixels[(pixel * 3) + 1]).And.EqualTo(read.Pixels[(pixel * 3) + 2]));
    }

    [Test]
    public void Odd_sizes_work_in_every_format(
        [Values("png", "jpg", "webp", "tif")] string extension, [Values("1x1", "1x5000", "5000x1", "17x3", "1023x40")] string size)
    {
        int[] sides = [.. size.Split('x').Select(int.Parse)];
        Raster read = Raster.Read(Raster.Sample(sides[0], sides[1], "rgb8").Save(Folder["a." + extension]));
        Assert.That(read.Size.ToString(), Is.EqualTo(size));
    }

    [TestCase("png")]
    [TestCase("tif")]
    [TestCase("jpg")]
    [TestCase("webp")]
    public void Rows_of_a_large_picture_arrive_in_order(string extension)
    {
        // Each row has a value of its own, and there are more bytes than the queue holds.
        const int Width = 6000, Height = 4500;
        using (var writer = new PictureWriter(Folder["a." + extension], PictureFormat.OfName("a." + extension)!, new PixelSize(Width, Height), new PixelStorage(PixelFormat.Parse("rgb8")), new WriteOptions()))
        {
            byte[] rows = new byte[Width * 3 * 100];
            for (int y = 0; y < Height; y += 100)
            {
                for (int row = 0; row < 100; row++) rows.AsSpan(row * Width * 3, Width * 3).Fill((byte)((y + row) / 40 * 2));
                writer.Write(rows);
            }

            writer.Commit(CancellationToken.None);
        }

        using PictureReader reader = PictureReader.Open(Folder["a." + extension]);
        byte[] pixel = new byte[3];
        for (int y = 20; y < Height; y += 40)
        {
            reader.Read(new PixelArea(Width / 2, y, 1, 1), pixel);
            Assert.That(pixel[1], Is.EqualTo(y / 40 * 2).Within(3), $"row {y}");
        }
    }

    [Test]
    public void Nothing_is_left_without_commit()
    {
        using (var writer = new PictureWriter(Folder["a.png"], PictureFormat.Named("png"), new PixelSize(100, 100), new PixelStorage(PixelFormat.Parse("rgb8")), new WriteOptions()))
        {
            writer.Write(new byte[30 * 300]);
            Assert.That(Folder.Files, Has.Length.EqualTo(1).And.All.EndsWith(".part"));
        }

        Assert.That(Folder.Files, Is.Empty);
    }

    [Test]
    public void An_existing_file_is_replaced_only_when_asked_for()
    {
        Raster first = Raster.Sample(10, 10, "rgb8", seed: 1), second = Raster.Sample(10, 10, "rgb8", seed: 2);
        string path = first.Save(Folder["a.png"]);
        Assert.That(() => New(path, overwrite: false), Throws.TypeOf<EnlargerException>().With.Property("Kind").EqualTo(ErrorKind.Output).And.Message.Contains("exists already"));
        second.Save(path);
        Assert.That(Raster.Read(path).Pixels, Is.EqualTo(second.Pixels));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png" }));
    }

    [Test]
    public void A_file_that_appears_meanwhile_is_not_replaced()
    {
        using (PictureWriter writer = New(Folder["a.png"], overwrite: false))
        {
            writer.Write(new byte[300]);
            Folder.Write("a.png", [1, 2, 3]);
            Assert.That(() => writer.Commit(CancellationToken.None), Throws.TypeOf<EnlargerException>().With.Message.Contains("exists already"));
        }

        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png" }));
        Assert.That(File.ReadAllBytes(Folder["a.png"]), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public void What_no_file_can_be_written_to_is_refused_with_a_sentence()
    {
        string file = Folder.Write("file", [1]);
        Assert.That(() => New(Folder["absent/a.png"], overwrite: false), FailsToWrite("no such folder"));
        Assert.That(() => New(System.IO.Path.Combine(file, "a.png"), overwrite: false), FailsToWrite("could not be written"));
        Assert.That(() => New(Folder.Path, overwrite: true), FailsToWrite("is a folder"));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "file" }));
    }

    [Test]
    [Platform("Linux")]
    public void A_device_is_never_replaced_by_a_file() =>
        Assert.That(() => New("/dev/null", overwrite: true), FailsToWrite("device"));

    [TestCase("webp", 16384, 1, "16383", "PNG or JPEG or TIFF")]
    [TestCase("jpg", 1, 65501, "65500", "PNG or TIFF")]
    public void Pictures_beyond_a_format_are_refused_at_once_and_others_named(string format, int width, int height, string limit, string others)
    {
        Assert.That(
            () => new PictureWriter(Folder["a." + format], PictureFormat.Named(format), new PixelSize(width, height), new PixelStorage(PixelFormat.Parse("rgb8")), new WriteOptions()),
            FailsToWrite(limit).And.Message.Contains(others));
        Assert.That(Folder.Files, Is.Empty);
    }

    [Test]
    public void The_largest_sides_of_jpeg_and_webp_are_true()
    {
        Assert.That(Raster.Read(Raster.Sample(16383, 1, "rgb8").Save(Folder["a.webp"])).Size.Width, Is.EqualTo(16383));
        Assert.That(Raster.Read(Raster.Sample(65500, 1, "rgb8").Save(Folder["a.jpg"])).Size.Width, Is.EqualTo(65500));
    }

    [Test]
    public void The_picture_s_metadata_goes_along_upright([Values("png", "jpg", "webp", "tif")] string extension)
    {
        byte[] jpeg = File.ReadAllBytes(Raster.Sample(40, 30, "rgb8").Save(Folder["plain.jpg"]));
        string copy = Copy(Folder.Write("turned.jpg", FileBytes.WithOrientation(jpeg, 6)), Folder["copy." + extension]);
        Assert.That(Raster.Read(copy).Size, Is.EqualTo(new PixelSize(30, 40)), "The copy is not turned again.");
        Assert.That(File.ReadAllBytes(copy).AsSpan().IndexOf("Camera1"u8), Is.GreaterThan(0));
    }

    [Test]
    public void Profile_xmp_and_resolution_go_along([Values("png", "jpg", "webp", "tif")] string extension)
    {
        const string Xmp = "<x:xmpmeta xmlns:x='adobe:ns:meta/'>Enlarger's own mark</x:xmpmeta>";
        byte[] icc = SrgbProfile();
        byte[] jpeg = File.ReadAllBytes(Raster.Sample(20, 10, "rgb8").Save(Folder["plain.jpg"]));
        string path = Folder.Write("full.jpg", FileBytes.WithProfile(jpeg, 300, icc, Xmp)), copy = Folder["copy." + extension];
        using (PictureReader reader = PictureReader.Open(path)) Assert.That(reader.Metadata.Resolution!.Value.X, Is.EqualTo(300 / 25.4).Within(0.01));
        Copy(path, copy);
        using (PictureReader reader = PictureReader.Open(copy)) Assert.That(reader.Metadata.Resolution!.Value.X, Is.EqualTo(300 / 25.4).Within(0.001));
        // A JPEG holds them as they are.
        byte[] again = File.ReadAllBytes(Copy(copy, Folder["again.jpg"]));
        Assert.That(again.AsSpan().IndexOf(icc), Is.GreaterThan(0), "The profile is lost.");
        Assert.That(again.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Xmp)), Is.GreaterThan(0), "XMP is lost.");
    }

    // A profile that libvips brings along: made-up ones it does not pass on.
    private byte[] SrgbProfile()
    {
        string source = Raster.Sample(4, 4, "rgb8").Save(Folder["source.png"]), path = Folder["profile.jpg"];
        using (GObject file = LibVips.vips_source_new_from_file(source).OrThrow())
        using (VipsOperation load = new VipsOperation("pngload_source").Set("source", file))
        using (GObject image = load.RunForImage())
        using (VipsOperation transform = new VipsOperation("icc_transform").Set("in", image).Set("output-profile", "srgb").Set("input-profile", "srgb"))
        using (GObject tagged = transform.RunForImage())
        using (GObject target = LibVips.vips_target_new_to_file(path).OrThrow())
        using (VipsOperation save = new VipsOperation("jpegsave_target").Set("in", tagged).Set("target", target))
        {
            save.Run();
        }

        byte[] jpeg = File.ReadAllBytes(path);
        int start = jpeg.AsSpan().IndexOf("ICC_PROFILE\0"u8);
        int end = start - 2 + (jpeg[start - 2] << 8) + jpeg[start - 1];
        return jpeg[(start + 14)..end];
    }

    private static string Copy(string from, string to)
    {
        using PictureReader reader = PictureReader.Open(from);
        using var writer = new PictureWriter(to, PictureFormat.OfName(to)!, reader.Size, reader.Storage, new WriteOptions(), reader.Metadata);
        byte[] pixels = new byte[reader.Size.Width * reader.Size.Height * reader.Format.BytesPerPixel];
        reader.Read(new PixelArea(0, 0, reader.Size.Width, reader.Size.Height), pixels);
        writer.Write(pixels);
        writer.Commit(CancellationToken.None);
        return to;
    }

    private static PictureWriter New(string path, bool overwrite) =>
        new(path, PictureFormat.Named("png"), new PixelSize(10, 10), new PixelStorage(PixelFormat.Parse("rgb8")), new WriteOptions(overwrite));

    private static ContainsConstraint FailsToWrite(string text) =>
        Throws.TypeOf<EnlargerException>().With.Property("Kind").EqualTo(ErrorKind.Output).And.Message.Contains(text);
}
