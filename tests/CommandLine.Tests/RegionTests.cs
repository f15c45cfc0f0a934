using System.IO.Pipes;
using Enlarger.Imaging;
using Enlarger.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests;

/// <summary>Parts of pictures, and pictures that are looked at before they are changed: from file to file and on the pixel pipe.</summary>
public sealed class RegionTests : FolderTests
{
    private static readonly string[] Kinds = ["png", "png interlace=true", "jpg", "jpg interlace=true", "tif", "tif tile=true", "webp"];

    [Test]
    public void A_part_equals_the_same_part_of_the_whole([ValueSource(nameof(Kinds))] string kind, [Range(1, 8)] int orientation)
    {
        var random = new Random((orientation * 100) + kind.Length);
        string extension = kind.Split(' ')[0];
        string path = Folder.Write($"a.{extension}", Saved.Turned(Raster.Sample(130, 70, "rgb8"), kind, orientation));
        Raster whole = Made("--format", "tiff");
        for (int i = 0; i < 3; i++)
        {
            int width = whole.Size.Width / 2, height = whole.Size.Height / 2, x = random.Next(width), y = random.Next(height);
            var area = new PixelArea(x, y, random.Next(1, width - x + 1), random.Next(1, height - y + 1));
            Raster part = Made("--format", "tiff", "--region", $"{area.X},{area.Y},{area.Width},{area.Height}", "--look", random.Next(2) == 0 ? "on" : "off");
            Assert.That(part.Size, Is.EqualTo(new PixelSize(area.Width * 2, area.Height * 2)));
            Assert.That(part.Pixels, Is.EqualTo(whole.Cut(new PixelArea(area.X * 2, area.Y * 2, area.Width * 2, area.Height * 2)).Pixels), $"{area}");
        }

        Raster Made(params string[] more)
        {
            CommandRun run = CommandRun.Of(["upscale", path, "--scale", "2", "--overwrite", "-o", Folder["b.tif"], .. more]);
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            return Raster.Read(Folder["b.tif"]);
        }
    }

    [Test]
    public void The_size_of_a_part_is_told_and_its_name_says_it_is_one()
    {
        string picture = Raster.Sample(40, 30, "rgb8").Save(Folder["a.png"]);
        JObject start = JObject.Parse(CommandRun.Of("upscale", picture, "--region", "3,5,10,20", "--json").OutputLines[0]);
        Assert.That(((int)start["inputWidth"]!, (int)start["inputHeight"]!, (int)start["width"]!, (int)start["height"]!), Is.EqualTo((40, 30, 40, 80)));
        Assert.That(CommandRun.Of("upscale", picture, "--region", "3,5,10,20", "--overwrite").Output, Does.Contain("a-upscaled-part-4x.png: 40x80 pixels"));
        // A part is no picture for the next run over the folder.
        Assert.That(CommandRun.Of("upscale", Folder.Path).Error, Does.Contain("1 done, 0 skipped, 0 failed"));
    }

    [Test]
    public void An_area_outside_a_picture_is_one_sentence_and_leaves_nothing([Values] bool isRequired)
    {
        string picture = Raster.Sample(40, 30, "rgb8").Save(Folder["a.png"]);
        CommandRun run = CommandRun.Of(new NearestNeighbor { DemandsRegion = isRequired }, "upscale", picture, "--region", "31,0,10,20");
        Assert.That(run, Is.EqualTo(new CommandRun(2, "", "enlarger: The region 31,0,10,20 does not lie within the picture, which has 40x30 pixels.\n")));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png" }));
    }

    [Test]
    public void In_a_batch_it_fails_that_picture_alone([Values] bool isRequired)
    {
        Raster.Sample(40, 30, "rgb8").Save(Folder["a.png"]);
        Raster.Sample(20, 30, "rgb8").Save(Folder["b.png"]);
        Raster.Sample(41, 30, "rgb8").Save(Folder["c.png"]);
        CommandRun run = CommandRun.Of(new NearestNeighbor { DemandsRegion = isRequired }, "upscale", Folder.Path, "--region", "30,0,10,20");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("2 done, 0 skipped, 1 failed").And.Contain("The region 30,0,10,20 does not lie within the picture, which has 20x30 pixels.").And.Contain($"Failed: {Folder["b.png"]}"));
        Assert.That(run.Error, Does.Not.Contain("The batch stops here"));
    }

    [TestCase("Option '--region' is required.", "upscale", "a.png")]
    [TestCase("Option '--region' is required.", "pipe", "upscale", "--width", "4", "--height", "4", "--format", "rgb8")]
    [TestCase("'all' is no value for region", "upscale", "a.png", "--region", "all")]
    [TestCase("'-1,2,3,4' is no value for region", "upscale", "a.png", "--region", "-1,2,3,4")]
    public void A_required_area_is_demanded(string text, params string[] arguments)
    {
        CommandRun run = CommandRun.Of(new NearestNeighbor { DemandsRegion = true }, arguments);
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain(text));
        Assert.That(run.Output, Is.Empty);
    }

    [Test]
    public void Help_and_lists_tell_whether_an_area_is_required([Values] bool isRequired)
    {
        var filter = new NearestNeighbor { DemandsRegion = isRequired };
        foreach (string[] words in new string[][] { ["upscale", "--help"], ["filters"] })
        {
            string line = CommandRun.Of(filter, words).OutputLines.Single(line => line.TrimStart().StartsWith("--region", StringComparison.Ordinal));
            Assert.That(line, isRequired ? Does.Contain("(REQUIRED)").And.Not.Contain("default") : Does.Contain("[default: all]").And.Not.Contain("REQUIRED"));
        }

        JToken region = JObject.Parse(CommandRun.Of(filter, "filters", "--json").Output)["filters"]!.Single()["parameters"]!.Single(parameter => (string?)parameter["id"] == "region");
        Assert.That(((string?)region["type"], (bool)region["required"]!, (string?)region["default"]), Is.EqualTo(("area", isRequired, isRequired ? null : "all")));
    }

    [Test]
    public void A_filter_that_chooses_its_scale_has_no_print_size()
    {
        string picture = Raster.Sample(40, 30, "rgb8").Save(Folder["a.png"]);
        var filter = new NearestNeighbor { Scales = ["auto", "1", "2", "4"] };
        Assert.That(CommandRun.Of(filter, "upscale", "--help").Output, Does.Not.Contain("--print-size"));
        CommandRun run = CommandRun.Of(filter, "upscale", picture, "--print-size", "1x1cm@300");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        // Results of any scale, named or chosen, are no pictures for the next run.
        foreach (string scale in filter.Scales) Assert.That(CommandRun.Of(filter, "upscale", picture, "--scale", scale).ExitCode, Is.Zero);
        Assert.That(CommandRun.Of(filter, "upscale", Folder.Path, "--overwrite").Error, Does.Contain("1 done, 0 skipped, 0 failed"));
    }

    [Test]
    public void Nothing_is_left_of_a_run_that_is_cancelled_while_it_looks()
    {
        string picture = Raster.Sample(40, 40, "rgb8").Save(Folder["a.png"]);
        using var cancellation = new CancellationTokenSource();
        var filter = new NearestNeighbor { BeforeLook = row => { if (row == 20) cancellation.Cancel(); }, BeforeRow = _ => Assert.Fail("The work has begun.") };
        CommandRun run = CommandRun.Of(filter, cancellation.Token, "upscale", picture, "--look");
        Assert.That(run.ExitCode, Is.EqualTo(130));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png" }));
    }

    [Test]
    public void Nothing_is_left_of_a_run_that_fails_while_it_looks()
    {
        byte[] whole = File.ReadAllBytes(Raster.Sample(200, 200, "rgb8").Save(Folder["a.png"]));
        string cut = Folder.Write("cut.png", whole[..(whole.Length / 2)]);
        CommandRun run = CommandRun.Of(new NearestNeighbor { BeforeRow = _ => Assert.Fail("The work has begun.") }, "upscale", cut, "--look");
        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain("cut.png").And.Contain("damaged"));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png", "cut.png" }));
    }

    [Test]
    public void Nothing_is_made_of_a_picture_that_is_replaced_between_the_looks()
    {
        string picture = Raster.Sample(200, 200, "rgb8").Save(Folder["a.png"]);
        CommandRun run = CommandRun.Of(new NearestNeighbor { BeforeRewind = () => Raster.Sample(200, 100, "rgb8").Save(picture) }, "upscale", picture, "--look");
        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.EndWith($"enlarger: '{picture}' was changed or taken away while Enlarger worked on it: run it again.\n"));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png" }));
    }

    [Test]
    public void The_pipe_gives_a_part_with_its_size_before_it([Values] bool looks)
    {
        Raster picture = Raster.Sample(200, 100, "rgba8");
        var area = new PixelArea(20, 30, 50, 10);
        var output = new MemoryStream();
        CommandRun run = CommandRun.Between(
            new MemoryStream(picture.Pixels), output, new NearestNeighbor(), CancellationToken.None, "pipe", "upscale", "--width", "200", "--height", "100", "--format", "rgba8", "--scale", "2", "--region", "20,30,50,10", "--look", looks ? "on" : "off");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        byte[] header = [.. "100 20 rgba8\n"u8];
        Assert.That(output.ToArray(), Is.EqualTo((byte[])[.. header, .. picture.Cut(area).Enlarge(2).Pixels]));
    }

    [Test]
    public void A_host_may_write_all_before_it_reads_a_part_and_never_finds_the_pipe_closed([Values] bool looks)
    {
        const int Side = 1000;
        using var host = new AnonymousPipeServerStream(PipeDirection.Out);
        using var input = new AnonymousPipeClientStream(PipeDirection.In, host.ClientSafePipeHandle);
        var output = new MemoryStream();
        var run = Task.Run(() => CommandRun.Between(
            input, output, new NearestNeighbor(), CancellationToken.None, "pipe", "upscale", "--width", $"{Side}", "--height", $"{Side}", "--format", "rgba8", "--region", "0,0,10,1", "--look", looks ? "on" : "off"));
        // The region is done long before the last of these.
        for (int row = 0; row < Side; row++) host.Write(new byte[Side * 4]);
        host.Dispose();
        Assert.That(run.Wait(RealProgram.Patience));
        Assert.That(run.Result.ExitCode, Is.Zero, run.Result.Error);
        Assert.That(output.Length, Is.EqualTo("40 4 rgba8\n".Length + (40 * 4 * 4)));
    }

    [Test]
    public void The_pipe_refuses_an_area_outside_with_nothing_on_standard_output()
    {
        var output = new MemoryStream();
        CommandRun run = CommandRun.Between(
            Stream.Null, output, new NearestNeighbor(), CancellationToken.None, "pipe", "upscale", "--width", "20", "--height", "10", "--format", "rgba8", "--region", "0,0,21,1");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("does not lie within the picture, which has 20x10 pixels"));
        Assert.That(output.Length, Is.Zero);
    }

    [Test]
    public void The_pipe_can_be_cancelled_in_the_first_look_and_after_it([Values] bool inFirst)
    {
        using var cancellation = new CancellationTokenSource();
        void Cancel(int row)
        {
            if (row == 20) cancellation.Cancel();
        }

        var filter = inFirst ? new NearestNeighbor { BeforeLook = Cancel } : new NearestNeighbor { BeforeRow = Cancel };
        CommandRun run = CommandRun.Between(
            new MemoryStream(new byte[100 * 100]), new MemoryStream(), filter, cancellation.Token, "pipe", "upscale", "--width", "100", "--height", "100", "--format", "gray8", "--look");
        Assert.That(run.ExitCode, Is.EqualTo(130));
    }

    [Test]
    public void Places_in_the_whole_are_not_told_of_a_part()
    {
        ExifTool.Demand();
        string picture = Raster.Sample(40, 30, "rgb8").Save(Folder["a.jpg"]);
        ExifTool.Run(
            "-overwrite_original", "-n", "-EXIF:SubjectArea=10 10 5 5", "-EXIF:SubjectLocation=10 10", "-XMP-exif:SubjectArea=10", "-XMP-exif:SubjectLocation=10", "-XMP-crs:HasCrop=True", "-XMP-crs:CropTop=0.1",
            "-XMP-mwg-rs:RegionInfo={AppliedToDimensions={W=40,H=30,Unit=pixel},RegionList=[{Name=Jane,Type=Face,Area={W=0.1,H=0.1,X=0.5,Y=0.5,Unit=normalized}}]}",
            "-EXIF:Artist=Jane", "-XMP-dc:Title=A title", picture);
        Assert.That(CommandRun.Of("upscale", picture, "-o", Folder["whole.jpg"]).ExitCode, Is.Zero);
        Assert.That(CommandRun.Of("upscale", picture, "--region", "0,0,40,30", "-o", Folder["all.jpg"]).ExitCode, Is.Zero);
        Assert.That(CommandRun.Of("upscale", picture, "--region", "0,0,10,30", "-o", Folder["part.jpg"]).ExitCode, Is.Zero);
        JObject[] tags = [.. ExifTool.Read(Folder["whole.jpg"], Folder["all.jpg"], Folder["part.jpg"])];
        foreach (JObject result in tags)
        {
            bool isPart = result == tags[2];
            Assert.That(((string?)result["IFD0:Artist"], (string?)result["XMP-dc:Title"]), Is.EqualTo(("Jane", "A title")));
            Assert.That(((int)result["ExifIFD:ExifImageWidth"]!, (int)result["ExifIFD:ExifImageHeight"]!), Is.EqualTo((isPart ? 40 : 160, 120)));
            foreach (string tag in new[] { "ExifIFD:SubjectArea", "ExifIFD:SubjectLocation", "XMP-exif:SubjectArea", "XMP-exif:SubjectLocation", "XMP-crs:HasCrop", "XMP-crs:CropTop", "XMP-mwg-rs:RegionInfo" })
            {
                Assert.That(result[tag], isPart ? Is.Null : Is.Not.Null, $"{tag}\n{result}");
            }
        }
    }
}
