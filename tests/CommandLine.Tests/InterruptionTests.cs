using System.Diagnostics;
using Enlarger.Tests.Support;

namespace Enlarger.Tests;

/// <summary>Signals and full disks met by the real program while it writes a picture.</summary>
[Platform("Linux")]
public sealed class InterruptionTests : FolderTests
{
    [TestCase("INT", "png")]
    [TestCase("TERM", "tiff")]
    [TestCase("HUP", "jpg")]
    [TestCase("INT", "webp")]
    public void A_signal_ends_the_program_without_a_trace(string signal, string format)
    {
        string picture = Raster.Sample(1500, 1500, "rgb8").Save(Folder["a.png"]);
        using Process process = RealProgram.Start("upscale", picture, "--model", "lanczos", "--format", format, "--tile", "32");
        string? line;
        do line = process.StandardError.ReadLine();
        while (line is not null && !line.StartsWith("10 %", StringComparison.Ordinal));
        Assert.That(Folder.Files, Has.Some.EndsWith(".part"));
        RealProgram.Signal(process, signal);
        (int exitCode, string error) = RealProgram.End(process);
        Assert.That(exitCode, Is.EqualTo(130), error);
        Assert.That(error, Does.Contain("Cancelled"));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png" }));
    }

    [TestCase("png")]
    [TestCase("tiff")]
    [TestCase("jpg")]
    [TestCase("webp")]
    public void A_disk_that_is_full_is_exit_code_6_without_a_trace(string format)
    {
        string picture = Raster.Sample(300, 300, "rgb8").Save(Folder["a.png"]), disk = Folder["disk"];
        using Process process = RealProgram.OnSmallDisk(disk, "upscale", picture, "--model", "lanczos", "--format", format, "--quiet", "-o", disk);
        (int exitCode, string error) = RealProgram.End(process);
        if (exitCode == RealProgram.NoSmallDisk) Assert.Ignore("No disk can be made here: " + error);
        Assert.That(exitCode, Is.EqualTo(6), error);
        Assert.That(error, Does.StartWith("enlarger: ").And.Contain("a-upscaled-4x").And.EndWith("could not be written: No space left on device.\n"));
        Assert.That(process.StandardOutput.ReadToEnd(), Is.Empty, "Files are left.");
    }

    [TestCase("png")]
    [TestCase("tiff")]
    [TestCase("jpg")]
    [TestCase("webp")]
    public void A_file_that_may_not_grow_is_exit_code_6_without_a_trace(string format)
    {
        string picture = Raster.Sample(300, 300, "rgb8").Save(Folder["a.png"]);
        using Process process = RealProgram.Shell(
            "trap '' XFSZ; ulimit -f 20; export DOTNET_EnableWriteXorExecute=0; exec \"$0\" \"$@\"", "upscale", picture, "--model", "lanczos", "--format", format, "--quiet");
        (int exitCode, string error) = RealProgram.End(process);
        Assert.That(exitCode, Is.EqualTo(6), error);
        Assert.That(error, Does.StartWith("enlarger: ").And.Contain("could not be written: File too large.").And.Contain("a-upscaled-4x"));
        Assert.That(error.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png" }));
    }

    [Test]
    public void A_pipe_s_name_in_place_of_a_file_s_is_refused_without_waiting_for_its_other_end()
    {
        string pipe = Folder["pipe.png"], picture = Raster.Sample(4, 4, "rgb8").Save(Folder["a.png"]);
        using (Process make = Process.Start("mkfifo", [pipe])) make.WaitForExit();
        foreach ((int expected, string[] arguments) in new[] { (3, new[] { "upscale", pipe }), (3, ["compare", picture, pipe]), (6, ["upscale", picture, "--model", "lanczos", "-o", pipe, "--overwrite"]) })
        {
            using Process process = RealProgram.Start(arguments);
            (int exitCode, string error) = RealProgram.End(process);
            Assert.That(exitCode, Is.EqualTo(expected), error);
            Assert.That(error, Does.Contain("pipe.png"));
        }

        using Process substitution = RealProgram.Shell("exec \"$0\" \"$@\" <(:)", "upscale");
        (int code, string sentence) = RealProgram.End(substitution);
        Assert.That(code, Is.EqualTo(3), sentence);
        Assert.That(sentence, Does.Contain("no file but a stream"));
    }

    [Test]
    public void A_name_that_begins_with_a_dash_follows_two_dashes()
    {
        Raster.Sample(4, 4, "rgb8").Save(Folder["-a.png"]);
        using Process process = RealProgram.Shell($"cd '{Folder.Path}' && exec \"$0\" \"$@\"", "upscale", "--model", "lanczos", "--", "-a.png");
        (int exitCode, string error) = RealProgram.End(process);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(Folder.Files, Is.EqualTo(new[] { "-a-upscaled-4x.png", "-a.png" }));
    }

    [TestCase("upscale a.png --model lanczos", 3)]
    [TestCase("upscale '{0}' --model lanczos -o b.png", 6)]
    [TestCase("upscale '{0}' --model lanczos -o b/", 6)]
    [TestCase("demo", 6)]
    public void A_current_folder_that_is_gone_is_a_sentence(string arguments, int expected)
    {
        string words = string.Format(System.Globalization.CultureInfo.InvariantCulture, arguments, Raster.Sample(4, 4, "rgb8").Save(Folder["a.png"]));
        using Process process = RealProgram.Shell($"mkdir '{Folder["gone"]}' && cd '{Folder["gone"]}' && rmdir '{Folder["gone"]}' && exec \"$0\" {words}");
        (int exitCode, string error) = RealProgram.End(process);
        Assert.That(exitCode, Is.EqualTo(expected), error);
        Assert.That(error, Does.Not.Contain("bug"));
    }

    [Test]
    public void The_first_error_wins_over_a_standard_output_that_takes_nothing()
    {
        using Process process = RealProgram.Shell("\"$0\" \"$@\" > /dev/full", "upscale", Folder["absent.png"], "--json");
        (int exitCode, string error) = RealProgram.End(process);
        Assert.That(exitCode, Is.EqualTo(3), error);
        Assert.That(error, Does.Contain("There is no file"));
    }

    [TestCase("--help")]
    [TestCase("--version")]
    [TestCase("compare '{0}' '{0}'")]
    public void A_broken_store_stops_nothing_that_needs_none(string arguments)
    {
        string picture = Raster.Sample(4, 4, "rgb8").Save(Folder["a.png"]);
        string words = string.Format(System.Globalization.CultureInfo.InvariantCulture, arguments, picture);
        using Process process = RealProgram.Shell($"ENLARGER_MODELS='{picture}' \"$0\" {words}");
        (int exitCode, string error) = RealProgram.End(process);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(error, Is.Empty);
    }

    [TestCase("filters")]
    [TestCase("--help")]
    public void Standard_output_that_takes_nothing_is_exit_code_6(string argument)
    {
        using Process process = RealProgram.Shell("\"$0\" \"$@\" > /dev/full", argument);
        (int exitCode, string error) = RealProgram.End(process);
        Assert.That(exitCode, Is.EqualTo(6), error);
    }
}
