using Enlarger.Filters;
using Enlarger.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Commands;

public sealed class FilterCommandTests : FolderTests
{
    [Test]
    public void A_picture_is_enlarged_beside_itself()
    {
        Raster picture = Raster.Sample(23, 17, "rgb8");
        CommandRun run = CommandRun.Of("upscale", picture.Save(Folder["a.png"]));
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a-upscaled-4x.png", "a.png" }));
        Assert.That(Raster.Read(Folder["a-upscaled-4x.png"]).Pixels, Is.EqualTo(picture.Enlarge(4).Pixels));
        Assert.That(run.OutputLines, Has.Length.EqualTo(1));
        Assert.That(run.OutputLines[0], Does.Contain("a-upscaled-4x.png").And.Contain("92x68").And.Match(@"\d+\.\d s$"));
        Assert.That(run.Error, Does.Contain("10 %").And.Contain("100 %"));
    }

    [TestCase("with space.png")]
    [TestCase("日本語.png")]
    [TestCase("a[1].png")]
    [TestCase("a[page=2].png")]
    [TestCase("@at.png")]
    [TestCase("100%.png")]
    [TestCase("a:b.png", ExcludePlatform = "Win")]
    [TestCase("$(x)'\"&.png", ExcludePlatform = "Win")]
    public void Any_name_will_do(string name)
    {
        Raster picture = Raster.Sample(5, 4, "rgb8");
        CommandRun run = CommandRun.Of("upscale", picture.Save(Folder[name]), "--scale", "2");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Raster.Read(Folder[System.IO.Path.GetFileNameWithoutExtension(name) + "-upscaled-2x.png"]).Pixels, Is.EqualTo(picture.Enlarge(2).Pixels));
    }

    [Test]
    public void Every_format_and_depth_becomes_every_other_that_can_hold_it(
        [Values("png rgb16", "png graya8", "tif rgbaf32", "tif gray16", "jpg rgb8", "webp rgba8")] string kind, [Values("png", "jpg", "webp", "tiff")] string format)
    {
        string[] words = kind.Split(' ');
        Raster picture = Raster.Sample(31, 20, words[1]);
        CommandRun run = CommandRun.Of("upscale", picture.Save(Folder["a." + words[0]]), "--format", format);
        if (format == "jpg" && picture.Format.HasAlpha)
        {
            Assert.That(run.ExitCode, Is.EqualTo(2));
            Assert.That(run.Error, Does.Contain("transparency").And.Contain("PNG, WebP or TIFF"));
            Assert.That(Folder.Files, Has.Length.EqualTo(1));
            return;
        }

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Raster result = Raster.Read(Folder[Folder.Files.Single(file => file.Contains("upscaled"))]);
        Assert.That(result.Size.ToString(), Is.EqualTo("124x80"));
        Assert.That(result.Format.HasAlpha, Is.EqualTo(picture.Format.HasAlpha));
        Assert.That(result.Format.BytesPerSample, Is.EqualTo(Math.Min(picture.Format.BytesPerSample, format switch { "png" => 2, "tiff" => 4, _ => 1 })));
    }

    [TestCase("1x1")]
    [TestCase("1x5000")]
    [TestCase("5000x1")]
    [TestCase("17x3")]
    public void Every_size_is_enlarged_by_the_real_filter(string size)
    {
        int[] sides = [.. size.Split('x').Select(int.Parse)];
        string picture = Raster.Sample(sides[0], sides[1], "rgba8").Save(Folder["a.png"]);
        CommandRun run = CommandRun.In(Folder, "upscale", picture, "--model", "lanczos");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Raster.Read(Folder["a-upscaled-4x.png"]).Size.ToString(), Is.EqualTo($"{sides[0] * 4}x{sides[1] * 4}"));
    }

    [Test]
    public void An_output_that_cannot_be_written_is_exit_code_6_and_one_sentence([Values("a.png/b.png", "absent/b.png", "/proc/b.png", "/dev/null")] string output)
    {
        if (output.StartsWith('/') && !OperatingSystem.IsLinux()) output = "absent/c.png";
        string picture = Raster.Sample(4, 4, "rgb8").Save(Folder["a.png"]);
        CommandRun run = CommandRun.Of("upscale", picture, "--overwrite", "--format", "png", "-o", System.IO.Path.Combine(Folder.Path, output));
        Assert.That(run.ExitCode, Is.EqualTo(6));
        Assert.That(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.Contain(output).And.Not.Contain(".part"));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png" }));
    }

    [Test]
    public void Options_are_the_filter_s_parameters()
    {
        string picture = Raster.Sample(4, 4, "rgb8").Save(Folder["a.png"]);
        var filter = new NearestNeighbor();
        Assert.That(CommandRun.Of(filter, "upscale", "--exact", picture, "--scale", "2", "--tile=64", "--color-lock", "off", "--device", "cuda:1").ExitCode, Is.Zero);
        FilterSettings settings = filter.LastSettings!;
        Assert.That(settings.Choice("scale"), Is.EqualTo("2"));
        Assert.That(settings.Integer("tile"), Is.EqualTo(64));
        Assert.That(settings.Switch("exact"), Is.True);
        Assert.That(settings.Switch("color-lock"), Is.False);
        Assert.That(settings.Choice("device"), Is.EqualTo("cuda:1"));

        Assert.That(CommandRun.Of(filter, "upscale", picture, "--exact", "off", "--tile", "auto", "--overwrite").ExitCode, Is.Zero);
        Assert.That(filter.LastSettings!.Switch("exact"), Is.False);
        Assert.That(filter.LastSettings!.Switch("color-lock"), Is.True);
        Assert.That(filter.LastSettings!.Integer("tile"), Is.Zero);
    }

    [Test]
    public void The_result_goes_where_it_is_asked_to()
    {
        string picture = Raster.Sample(4, 4, "rgb8").Save(Folder["a.png"]);
        Directory.CreateDirectory(Folder["out"]);
        Assert.That(CommandRun.Of("upscale", picture, "-o", Folder["out"]).ExitCode, Is.Zero);
        Assert.That(CommandRun.Of("upscale", picture, "--output", Folder["b.tif"]).ExitCode, Is.Zero);
        Assert.That(File.Exists(Folder["out/a-upscaled-4x.png"]));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png", "b.tif" }));
    }

    [Test]
    public void An_existing_file_stays_unless_it_may_be_replaced()
    {
        string picture = Raster.Sample(4, 4, "rgb8").Save(Folder["a.png"]), output = Folder.Write("b.png", [1]);
        CommandRun run = CommandRun.Of("upscale", picture, "-o", output);
        Assert.That(run.ExitCode, Is.EqualTo(6));
        Assert.That(run.Error, Does.Contain("--overwrite"));
        Assert.That(File.ReadAllBytes(output), Is.EqualTo(new byte[] { 1 }));
        Assert.That(CommandRun.Of("upscale", picture, "-o", output, "--overwrite").ExitCode, Is.Zero);
        Assert.That(Raster.Read(output).Size.Width, Is.EqualTo(16));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_replaced_file_keeps_its_permissions_and_the_links_to_it()
    {
        string picture = Raster.Sample(4, 4, "rgb8").Save(Folder["a.png"]), output = Folder.Write("b.png", [1]);
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(output, Private);
        File.CreateSymbolicLink(Folder["link.png"], "b.png");
        Assert.That(CommandRun.Of("upscale", picture, "-o", Folder["link.png"]).ExitCode, Is.EqualTo(6));
        CommandRun run = CommandRun.Of("upscale", picture, "-o", Folder["link.png"], "--overwrite", "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That((long)JObject.Parse(run.OutputLines[^1])["bytes"]!, Is.EqualTo(new FileInfo(output).Length));
        Assert.That(new FileInfo(Folder["link.png"]).LinkTarget, Is.EqualTo("b.png"));
        Assert.That(File.GetUnixFileMode(output), Is.EqualTo(Private));
        Assert.That(Raster.Read(output).Size.Width, Is.EqualTo(16));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png", "b.png", "link.png" }));
    }

    [Test]
    public void A_name_that_is_too_long_is_refused_before_the_work_begins()
    {
        string name = new('n', 240), picture = Raster.Sample(4, 4, "rgb8").Save(Folder[name + ".png"]);
        CommandRun run = CommandRun.Of(new NearestNeighbor { BeforeRow = _ => Assert.Fail("The work has begun.") }, "upscale", picture);
        Assert.That(run.ExitCode, Is.EqualTo(6), run.Error);
        Assert.That(run.Error, Does.Contain("too long"));
        Assert.That(Folder.Files, Has.Length.EqualTo(1));
    }

    [Test]
    public void An_empty_output_is_a_sentence()
    {
        CommandRun run = CommandRun.Of("upscale", Raster.Sample(4, 4, "rgb8").Save(Folder["a.png"]), "-o", "");
        Assert.That(run, Is.EqualTo(new CommandRun(2, "", "enlarger: --output is empty: name a place or leave it out.\n")));
    }

    [Test]
    public void The_filter_names_its_results()
    {
        var filter = new NearestNeighbor { Suffix = "repeated" };
        Assert.That(CommandRun.Of(filter, "upscale", Raster.Sample(4, 4, "rgb8").Save(Folder["a.png"]), "--scale", "2").ExitCode, Is.Zero);
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a-repeated-2x.png", "a.png" }));
        Assert.That(CommandRun.Of(filter, "upscale", "--help").Output, Does.Contain("NAME-repeated-4x.EXT"));
    }

    [TestCase("1x5000")]
    [TestCase("5000x1")]
    [Description("With the real generator, restored into the user's store where it is not there.")]
    public void A_line_of_pixels_is_enlarged_by_a_generator(string size)
    {
        int[] sides = [.. size.Split('x').Select(int.Parse)];
        string picture = Raster.Sample(sides[0], sides[1], "rgb8").Save(Folder["a.png"]);
        using System.Diagnostics.Process process = RealProgram.Start("upscale", picture, "--model", "realesr-general-x4");
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error);
        Assert.That(Raster.Read(Folder["a-upscaled-4x.png"]).Size.ToString(), Is.EqualTo($"{sides[0] * 4}x{sides[1] * 4}"));
    }

    [Test]
    public void The_picture_is_never_its_own_result()
    {
        string picture = Raster.Sample(4, 4, "rgb8").Save(Folder["a.png"]);
        byte[] before = File.ReadAllBytes(picture);
        Assert.That(CommandRun.Of("upscale", picture, "-o", picture, "--overwrite").ExitCode, Is.EqualTo(2));
        Assert.That(File.ReadAllBytes(picture), Is.EqualTo(before));
    }

    [Test]
    public void Nothing_is_left_of_a_run_that_fails()
    {
        byte[] whole = File.ReadAllBytes(Raster.Sample(200, 200, "rgb8").Save(Folder["a.png"]));
        string cut = Folder.Write("cut.png", whole[..(whole.Length / 2)]);
        CommandRun run = CommandRun.Of("upscale", cut);
        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain("cut.png").And.Contain("damaged"));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png", "cut.png" }));
    }

    [Test]
    public void A_cancelled_run_leaves_nothing()
    {
        string picture = Raster.Sample(40, 40, "rgb8").Save(Folder["a.png"]);
        using var cancellation = new CancellationTokenSource();
        var filter = new NearestNeighbor { BeforeRow = row => { if (row == 20) cancellation.Cancel(); } };
        CommandRun run = CommandRun.Of(filter, cancellation.Token, "upscale", picture);
        Assert.That(run.ExitCode, Is.EqualTo(130));
        Assert.That(run.Error, Does.Contain("Cancelled"));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png" }));
    }

    [Test]
    public void Quiet_says_nothing_but_errors()
    {
        string picture = Raster.Sample(4, 4, "rgb8").Save(Folder["a.png"]);
        CommandRun run = CommandRun.Of("upscale", picture, "--quiet");
        Assert.That(run, Is.EqualTo(new CommandRun(0, "", "")));
        Assert.That(CommandRun.Of("upscale", picture, "--quiet").Error, Does.Contain("exists already"));
    }

    [Test]
    public void Json_tells_each_event_in_a_line()
    {
        string picture = Raster.Sample(40, 30, "rgb8").Save(Folder["a.png"]);
        CommandRun run = CommandRun.Of("upscale", picture, "--json");
        JObject[] events = [.. run.OutputLines.Select(JObject.Parse)];
        Assert.That(run.Error, Is.Empty);
        Assert.That(events[0], Is.EqualTo(JObject.FromObject(new
        {
            @event = "start",
            input = picture,
            inputWidth = 40,
            inputHeight = 30,
            output = Folder["a-upscaled-4x.png"],
            width = 160,
            height = 120,
        })));
        Assert.That(events[1..^1].Select(line => (string?)line["event"]), Is.All.EqualTo("progress"));
        Assert.That(events[1..^1].Select(line => (double)line["part"]!), Is.Ordered.Ascending);
        Assert.That((double)events[^2]["part"]!, Is.EqualTo(1));
        Assert.That((string?)events[^1]["event"], Is.EqualTo("done"));
        Assert.That((long)events[^1]["bytes"]!, Is.EqualTo(new FileInfo(Folder["a-upscaled-4x.png"]).Length));

        CommandRun failed = CommandRun.Of("upscale", Folder["absent.png"], "--json");
        JObject error = JObject.Parse(failed.OutputLines.Single());
        Assert.That((string?)error["event"], Is.EqualTo("error"));
        Assert.That((string?)error["message"], Does.Contain("There is no file"));
        Assert.That((int)error["exitCode"]!, Is.EqualTo(3).And.EqualTo(failed.ExitCode));

        CommandRun misspelt = CommandRun.Of("upscale", picture, "--bogus", "--json");
        JObject usage = JObject.Parse(misspelt.OutputLines.Single());
        Assert.That((int)usage["exitCode"]!, Is.EqualTo(2).And.EqualTo(misspelt.ExitCode));
        Assert.That(misspelt.Error, Is.EqualTo($"enlarger: {usage["message"]}\n"));
    }
}
