using Enlarger.Imaging;
using Enlarger.Models;
using Enlarger.Models.Builder;
using Enlarger.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Wine;

/// <summary>The program for Windows does what that for Linux does, out of folders with spaces and foreign names.</summary>
internal sealed class WindowsProgramTests : FolderTests
{
    [Test]
    public void It_says_its_version()
    {
        // The commit behind the plus sign is that of each one's last build.
        ProcessRun run = WineMachine.Enlarger("--version");
        Assert.That((run.ExitCode, run.Output.Split('+')[0]), Is.EqualTo((0, Native("--version").Output.Split('+')[0])));
    }

    [TestCase("LICENSE")]
    [TestCase("LICENSE-DirectML.txt")]
    [TestCase("LICENSE-OnnxRuntime.txt")]
    [TestCase("NOTICES-OnnxRuntime.txt")]
    [TestCase("THIRD-PARTY-NOTICES.md")]
    public void It_brings_the_terms_of_what_it_brings(string file) => Assert.That(Path.Combine(WindowsProgram.Folder, file), Does.Exist);

    [TestCase("png")]
    [TestCase("jpg")]
    [TestCase("tif")]
    [TestCase("webp")]
    public void It_enlarges_without_a_network_to_the_same_file(string format)
    {
        string input = Raster.Sample(40, 24, "rgb8").Save(Folder[$"日本語 {format}.{format}"]), ours = Folder[$"by Linux.{format}"], theirs = Folder[$"by Windows.{format}"];
        Native("upscale", input, "-o", ours, "--model", "lanczos");
        ProcessRun run = WineMachine.Enlarger("upscale", WineMachine.PathOf(input), "-o", WineMachine.PathOf(theirs), "--model", "lanczos");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("by Windows"));
        Assert.That(File.ReadAllBytes(theirs), Is.EqualTo(File.ReadAllBytes(ours)));
    }

    [Test]
    public void A_network_draws_the_same_picture_to_one_step_on_the_processor()
    {
        string input = Raster.Sample(64, 48, "rgb8").Save(Folder["picture.png"]);
        Native("upscale", input, "-o", Folder["ours.png"], "--device", "cpu");
        ProcessRun run = WineMachine.Enlarger("upscale", WineMachine.PathOf(input), "-o", WineMachine.PathOf(Folder["theirs.png"]), "--device", "cpu");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Difference(Folder["ours.png"], Folder["theirs.png"]), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void A_photograph_comes_out_of_the_default_generator_as_it_does_on_Linux()
    {
        string input = Folder["flower.png"];
        File.Copy(new ModelBuilder().RestoreSample(new ModelStore(ModelStore.DefaultFolder, GeneratorCatalog.Load()), "flower", CancellationToken.None), input);
        Native("upscale", input, "-o", Folder["by Linux.png"]);
        ProcessRun run = WineMachine.Enlarger("upscale", WineMachine.PathOf(input), "-o", WineMachine.PathOf(Folder["by Windows.png"]));
        Assert.That(run.ExitCode, Is.Zero, run.Error);

        // Its measure is that of equal pictures where it is null.
        JToken psnr = JObject.Parse(Native("compare", Folder["by Linux.png"], Folder["by Windows.png"], "--json").Output)["psnr"]!;
        Assert.That((double?)psnr ?? double.PositiveInfinity, Is.GreaterThanOrEqualTo(60));
        TestContext.Out.WriteLine($"{psnr} dB");
    }

    [Test]
    public void A_result_lies_beside_the_picture_and_is_replaced_only_when_told()
    {
        string input = WineMachine.PathOf(Raster.Sample(8, 8, "rgb8").Save(Folder["a.png"]));
        Assert.That(WineMachine.Enlarger("upscale", input, "--model", "lanczos").ExitCode, Is.Zero);
        ProcessRun again = WineMachine.Enlarger("upscale", input, "--model", "lanczos");
        Assert.That((again.ExitCode, again.Sentences.Length), Is.EqualTo((6, 1)), again.Error);
        Assert.That(WineMachine.Enlarger("upscale", input, "--model", "lanczos", "--overwrite").ExitCode, Is.Zero);
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a-upscaled-4x.png", "a.png" }));
    }

    [Test]
    public void A_batch_goes_through_folders_and_goes_on_where_it_ended()
    {
        Directory.CreateDirectory(Folder["in/deeper"]);
        Raster.Sample(8, 8, "rgb8").Save(Folder["in/a.png"]);
        Raster.Sample(8, 8, "rgb8").Save(Folder["in/deeper/b.png"]);
        Folder.Write("in/c.png", [1, 2, 3]);
        string[] command = ["upscale", WineMachine.PathOf(Folder["in"]), "-o", WineMachine.PathOf(Folder["out"]), "--model", "lanczos"];
        Assert.That(WineMachine.Enlarger(command).ExitCode, Is.EqualTo(3));
        DateTime made = File.GetLastWriteTimeUtc(Folder["out/deeper/b-upscaled-4x.png"]);
        Assert.That(WineMachine.Enlarger(command).ExitCode, Is.EqualTo(3));
        Assert.That(File.GetLastWriteTimeUtc(Folder["out/deeper/b-upscaled-4x.png"]), Is.EqualTo(made));
        Assert.That(Directory.GetFiles(Folder["out"], "*.part", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void The_pipe_carries_bytes_as_they_are()
    {
        // Among them those that a console of Windows would change.
        byte[] pixels = [.. Enumerable.Range(0, 16 * 16).Select(value => (byte)value)];
        string[] command = ["pipe", "upscale", "--width", "16", "--height", "16", "--format", "gray8", "--model", "lanczos"];
        ProcessRun run = WineMachine.EnlargerBetween(pixels, command);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Bytes, Is.EqualTo(ProcessRun.Of(RealProgram.Path, command, TimeSpan.FromMinutes(1), pixels).Bytes));
    }

    [Test]
    public void What_is_no_picture_is_one_sentence()
    {
        ProcessRun run = WineMachine.Enlarger("upscale", WineMachine.PathOf(Folder.Write("no picture.png", [1, 2, 3])), "--model", "lanczos");
        Assert.That((run.ExitCode, run.Sentences.Length), Is.EqualTo((3, 1)), run.Error);
        Assert.That(run.Sentences[0], Does.Contain("no picture.png"));
    }

    /// <summary>The largest difference of two pictures, in steps of their samples.</summary>
    internal static int Difference(string first, string second)
    {
        Raster one = Raster.Read(first), other = Raster.Read(second);
        Assert.That((other.Size, other.Format.Sample), Is.EqualTo((one.Size, SampleType.UInt8)));
        return one.Pixels.Zip(other.Pixels, (a, b) => Math.Abs(a - b)).Max();
    }

    /// <summary>The program of this machine.</summary>
    internal static ProcessRun Native(params string[] arguments)
    {
        ProcessRun run = ProcessRun.Of(RealProgram.Path, arguments, TimeSpan.FromMinutes(5));
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return run;
    }
}
