using Enlarger.Tests.Support;

namespace Enlarger.Tests.Commands;

public sealed class PictureOptionsTests : FolderTests
{
    [TestCase("--quality", "0")]
    [TestCase("--quality", "101")]
    [TestCase("--quality", "best")]
    [TestCase("--max-megapixels", "0")]
    [TestCase("--max-megapixels", "-1")]
    [TestCase("--max-megapixels", "many")]
    [TestCase("--max-disk", "0")]
    [TestCase("--max-disk", "4GB")]
    [TestCase("--encoding", "log")]
    [TestCase("--lossless", "perhaps")]
    [TestCase("--overwrite", "on")]
    [TestCase("--quiet", "0")]
    [TestCase("--json", "")]
    public void A_wrong_value_is_exit_code_2_and_one_sentence(string option, string value)
    {
        string picture = Raster.Sample(4, 4, "rgb8").Save(Folder["a.png"]);
        CommandRun run = CommandRun.Of("upscale", option + "=" + value, picture);
        Assert.That(run.ExitCode, Is.EqualTo(2), run.Error);
        Assert.That(run.Error, Does.StartWith("enlarger: ").And.Contain(value));
        Assert.That(run.Error.Count(letter => letter == '\n'), Is.EqualTo(1));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png" }));
    }

    [Test]
    public void A_picture_of_more_megapixels_than_allowed_is_refused_by_its_header()
    {
        string picture = Raster.Sample(1001, 1000, "gray8").Save(Folder["a.png"]);
        CommandRun run = CommandRun.Of("upscale", picture, "--scale", "1", "--max-megapixels", "1");
        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain("1001x1000").And.Contain("--max-megapixels"));
        Assert.That(CommandRun.Of("upscale", picture, "--scale", "1", "--max-megapixels", "2").ExitCode, Is.Zero);
    }

    [Test]
    public void A_picture_on_its_side_is_refused_that_takes_more_disk_than_allowed()
    {
        // 400 megapixels of three bytes, and hardly a byte in the file: the header decides.
        string picture = Folder.Write("a.png", PngBytes.Make(20_000, 20_000, 8, 2, [], ("eXIf", FileBytes.Exif(6))));
        CommandRun run = CommandRun.Of("upscale", picture, "--scale", "1", "--max-disk", "1");
        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain("1.20 GB").And.Contain("--max-disk"));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png" }));
    }

    [TestCase("jpg")]
    [TestCase("webp")]
    public void Quality_makes_files_larger_and_closer(string format)
    {
        Raster picture = Raster.Sample(64, 64, "rgb8");
        picture.Save(Folder["a.png"]);
        (long low, int farther) = Written("low", "20");
        (long high, int nearer) = Written("high", "100");
        Assert.That(low, Is.LessThan(high));
        Assert.That(nearer, Is.LessThan(farther));

        (long Bytes, int Step) Written(string name, string quality)
        {
            CommandRun run = CommandRun.Of("upscale", Folder["a.png"], "--scale", "1", "--quality", quality, "-o", Folder[$"{name}.{format}"]);
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            return (new FileInfo(Folder[$"{name}.{format}"]).Length, Raster.Read(Folder[$"{name}.{format}"]).LargestStep(picture));
        }
    }

    [Test]
    public void Lossless_keeps_every_pixel_of_webp_and_contradicts_jpeg()
    {
        Raster picture = Raster.Sample(32, 32, "rgb8");
        picture.Save(Folder["a.png"]);
        Assert.That(CommandRun.Of("upscale", Folder["a.png"], "--scale", "1", "--lossless", "-o", Folder["b.webp"]).ExitCode, Is.Zero);
        Assert.That(Raster.Read(Folder["b.webp"]).Pixels, Is.EqualTo(picture.Pixels));

        CommandRun jpeg = CommandRun.Of("upscale", Folder["a.png"], "--scale", "1", "--lossless", "-o", Folder["b.jpg"]);
        Assert.That(jpeg.ExitCode, Is.EqualTo(2));
        Assert.That(jpeg.Error, Does.Contain("JPEG always loses something"));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png", "b.webp" }));
    }

    [Test]
    public void Encoding_says_what_samples_mean()
    {
        // A step from black to white: where light is halved, sRGB samples and samples of light differ most.
        string picture = Raster.Sample(16, 16, "rgb16").Save(Folder["a.png"]);
        byte[] Written(string encoding)
        {
            string output = Folder[encoding + ".png"];
            CommandRun run = CommandRun.In(Folder, "upscale", picture, "--model", "lanczos", "--encoding", encoding, "-o", output);
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            return Raster.Read(output).Pixels;
        }

        byte[] auto = Written("auto");
        Assert.That(Written("srgb"), Is.EqualTo(auto));
        Assert.That(Written("linear"), Is.Not.EqualTo(auto));
    }
}
