using System.Diagnostics;
using Enlarger.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Batches;

/// <summary>Batches and single pictures of the real program that meet signals, other processes, permissions and full disks.</summary>
[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class BatchProcessTests : FolderTests
{
    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute |
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const UnixFileMode ReadOnlyFolder = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    // Before the folder goes.
    [TearDown]
    public void LetEverybodyIn()
    {
        foreach (string folder in Directory.GetDirectories(Folder.Path, "*", SearchOption.TopDirectoryOnly)) File.SetUnixFileMode(folder, Everybody);
    }

    [Test]
    public void After_a_kill_the_next_run_removes_what_was_left([Values("png", "tiff")] string format)
    {
        string picture = SaveLarge("a.png");
        string[] words = ["upscale", picture, "--model", "lanczos", "--format", format, "--tile", "64"];
        using (Process process = RealProgram.Start([.. words, "--json"]))
        {
            WaitFor(process, "progress", picture: null);
            RealProgram.Signal(process, "KILL");
            Assert.That(RealProgram.End(process).ExitCode, Is.EqualTo(128 + 9));
        }

        Assert.That(Folder.Files, Has.Length.EqualTo(2));
        Assert.That(Folder.Files[0], Does.Match(@"^\.enlarger-[0-9a-f]{16}\.part$"));
        using Process next = RealProgram.Start(words);
        (int exitCode, string error) = RealProgram.End(next);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(Folder.Files, Is.EqualTo(new[] { $"a-upscaled-4x.{(format == "png" ? "png" : "tif")}", "a.png" }));
        Assert.That(Raster.Read(Folder[Folder.Files[0]]).Size.Width, Is.EqualTo(4000));
    }

    [Test]
    public void Of_two_processes_with_one_output_the_first_wins_and_the_second_says_so()
    {
        string picture = SaveLarge("a.png"), output = Folder["b.png"];
        string[] words = ["upscale", picture, "--model", "lanczos", "-o", output, "--overwrite", "--tile", "64"];
        using Process first = RealProgram.Start([.. words, "--json"]);
        WaitFor(first, "progress", picture: null);
        RealProgram.Signal(first, "STOP");
        using (Process second = RealProgram.Start(words))
        {
            (int exitCode, string error) = RealProgram.End(second);
            Assert.That(exitCode, Is.EqualTo(6), error);
            Assert.That(error, Is.EqualTo($"enlarger: '{output}' is being written by another run of Enlarger.\n"));
        }

        Task<string> rest = first.StandardOutput.ReadToEndAsync();
        RealProgram.Signal(first, "CONT");
        Assert.That(RealProgram.End(first).ExitCode, Is.Zero);
        Assert.That(rest.Result, Does.Contain("\"done\""));
        Assert.That(Raster.Read(output).Size.Width, Is.EqualTo(4000));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png", "b.png" }));
    }

    [TestCase("INT")]
    [TestCase("KILL")]
    public void A_batch_goes_on_where_it_was_stopped(string signal)
    {
        Save("in/a.png");
        string large = SaveLarge("in/b.png");
        Save("in/c.png");
        string[] words = ["upscale", Folder["in"], "--model", "lanczos", "--json", "--tile", "64", "-o", Folder["out"]];
        using (Process process = RealProgram.Start(words))
        {
            WaitFor(process, "progress", large);
            Task<string> rest = process.StandardOutput.ReadToEndAsync();
            RealProgram.Signal(process, signal);
            Assert.That(RealProgram.End(process).ExitCode, Is.EqualTo(signal == "INT" ? 130 : 128 + 9));
            if (signal == "INT")
            {
                JObject summary = JObject.Parse(rest.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
                Assert.That((bool)summary["cancelled"]!);
                Assert.That((int)summary["done"]!, Is.EqualTo(1));
                Assert.That((int)summary["notTried"]!, Is.EqualTo(2));
                Assert.That(Directory.GetFiles(Folder["out"], "*.part"), Is.Empty);
            }
        }

        DateTime first = File.GetLastWriteTimeUtc(Folder["out/a-upscaled-4x.png"]);
        using Process next = RealProgram.Start(words);
        string output = next.StandardOutput.ReadToEnd();
        (int exitCode, string error) = RealProgram.End(next);
        Assert.That(exitCode, Is.Zero, error);
        JObject end = JObject.Parse(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
        Assert.That((int)end["done"]!, Is.EqualTo(2));
        Assert.That((int)end["skipped"]!, Is.EqualTo(1));
        Assert.That(File.GetLastWriteTimeUtc(Folder["out/a-upscaled-4x.png"]), Is.EqualTo(first));
        Assert.That(Directory.GetFiles(Folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal), Is.EqualTo(new[]
        {
            ".enlarger-batch.jsonl", "a-upscaled-4x.png", "b-upscaled-4x.png", "c-upscaled-4x.png",
        }));
    }

    [Test]
    public void Parts_run_at_once_as_processes_do_every_picture_once()
    {
        const int Parts = 4, Pictures = 20;
        for (int i = 0; i < Pictures; i++) Save($"in/{i % 3}/{i}.png");
        Process[] processes = [.. Enumerable.Range(1, Parts).Select(part => RealProgram.Start("upscale", Folder["in"], "--model", "lanczos", "-o", Folder["out"], "--jobs", $"{part}/{Parts}", "--json"))];
        int done = 0;
        foreach (Process process in processes)
        {
            using (process)
            {
                string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
                (int exitCode, string error) = RealProgram.End(process);
                Assert.That(exitCode, Is.Zero, error);
                Assert.That(lines, Has.None.Contain("\"skipped\",").And.None.Contain("\"error\""));
                done += (int)JObject.Parse(lines[^1])["done"]!;
            }
        }

        Assert.That(done, Is.EqualTo(Pictures));
        string[] results = Directory.GetFiles(Folder["out"], "*.png", SearchOption.AllDirectories);
        Assert.That(results, Has.Length.EqualTo(Pictures));
        foreach (string result in results) Assert.That(Raster.Read(result).Size.Width, Is.EqualTo(32));
    }

    [Test]
    public void A_whole_batch_twice_at_once_loses_nothing()
    {
        for (int i = 0; i < 8; i++) Save($"in/{i}.png");
        string[] words = ["upscale", Folder["in"], "--model", "lanczos", "--quiet"];
        using Process one = RealProgram.Start(words), other = RealProgram.Start(words);
        foreach (Process process in new[] { one, other }) Assert.That(RealProgram.End(process).ExitCode, Is.AnyOf(0, 6));
        using Process last = RealProgram.Start("upscale", Folder["in"], "--model", "lanczos");
        (int exitCode, string error) = RealProgram.End(last);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(error, Does.Contain("0 done, 8 skipped, 0 failed"));
        foreach (string result in Directory.GetFiles(Folder["in"], "*-upscaled-4x.png")) Assert.That(Raster.Read(result).Size.Width, Is.EqualTo(32));
        Assert.That(Directory.GetFiles(Folder["in"], ".*.part"), Is.Empty);
    }

    [Test]
    public void A_read_only_picture_is_enlarged_and_one_in_a_read_only_folder_is_exit_code_6_alone()
    {
        Save("closed/a.png");
        Save("open/b.png");
        File.SetUnixFileMode(Folder["open/b.png"], UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.SetUnixFileMode(Folder["open"], Everybody);
        File.SetUnixFileMode(Folder["closed"], ReadOnlyFolder);
        (int exitCode, string error) = Unprivileged("upscale", Folder["closed"], Folder["open"], "--model", "lanczos");
        Assert.That(exitCode, Is.EqualTo(6), error);
        Assert.That(error, Does.Contain("a-upscaled-4x.png' could not be written: the folder does not let you write into it.").And.Contain("1 done, 0 skipped, 1 failed").And.EndWith($"Failed: {Folder["closed/a.png"]}\n"));
        Assert.That(Directory.GetFiles(Folder["closed"]), Has.Length.EqualTo(1));
        Assert.That(Directory.GetFiles(Folder["open"]), Has.Length.EqualTo(3));
    }

    [Test]
    public void A_picture_or_folder_that_may_not_be_read_is_exit_code_3_alone()
    {
        Save("in/a.png");
        Save("in/secret.png");
        Save("in/sub/b.png");
        Directory.CreateDirectory(Folder["out"], Everybody);
        File.SetUnixFileMode(Folder["out"], Everybody);
        File.SetUnixFileMode(Folder["in/secret.png"], UnixFileMode.None);
        File.SetUnixFileMode(Folder["in/sub"], UnixFileMode.None);
        try
        {
            (int exitCode, string error) = Unprivileged("upscale", Folder["in"], "--model", "lanczos", "-o", Folder["out"]);
            Assert.That(exitCode, Is.EqualTo(3), error);
            Assert.That(error, Does.Contain("secret.png' may not be read by you").And.Contain($"The folder '{Folder["in/sub"]}' may not be read by you").And.Contain("1 done, 0 skipped, 2 failed"));
        }
        finally
        {
            File.SetUnixFileMode(Folder["in/sub"], Everybody);
        }
    }

    [Test]
    public void An_output_folder_without_permission_is_exit_code_6_and_one_sentence()
    {
        string picture = Save("in/a.png");
        Directory.CreateDirectory(Folder["out"]);
        File.SetUnixFileMode(Folder["out"], ReadOnlyFolder);
        (int exitCode, string error) = Unprivileged("upscale", picture, "--model", "lanczos", "-o", Folder["out"]);
        Assert.That(exitCode, Is.EqualTo(6), error);
        Assert.That(error, Is.EqualTo($"enlarger: '{Folder["out/a-upscaled-4x.png"]}' could not be written: the folder does not let you write into it.\n"));
        (exitCode, error) = Unprivileged("upscale", Folder["in"], "--model", "lanczos", "-o", Folder["out/new"]);
        Assert.That(exitCode, Is.EqualTo(6), error);
        Assert.That(error, Does.Contain($"The folder '{Folder["out/new"]}' cannot be made."));
        Assert.That(Directory.EnumerateFileSystemEntries(Folder["out"]), Is.Empty);
        Assert.That(Directory.GetFiles(Folder["in"]), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_standard_output_that_takes_nothing_ends_the_batch_and_fails_no_picture()
    {
        Save("in/a.png");
        Save("in/b.png");
        using Process process = RealProgram.Shell("\"$0\" \"$@\" > /dev/full", "upscale", Folder["in"], "--model", "lanczos");
        (int exitCode, string error) = RealProgram.End(process);
        Assert.That(exitCode, Is.EqualTo(6), error);
        Assert.That(error, Does.Contain("The standard output could not be written").And.Not.Contain("failed"));
        using Process next = RealProgram.Start("upscale", Folder["in"], "--model", "lanczos");
        Assert.That(RealProgram.End(next).Error, Does.Contain("1 done, 1 skipped, 0 failed"));
    }

    [Test]
    public void A_list_that_may_not_be_written_is_told_before_the_work()
    {
        Save("in/a.png");
        File.WriteAllText(Folder["in/.enlarger-batch.jsonl"], "");
        File.SetUnixFileMode(Folder["in/.enlarger-batch.jsonl"], UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.SetUnixFileMode(Folder["in"], Everybody);
        (int exitCode, string error) = Unprivileged("upscale", Folder["in"], "--model", "lanczos");
        Assert.That(exitCode, Is.EqualTo(6), error);
        Assert.That(error, Does.Contain(".enlarger-batch.jsonl' may not be written"));
        Assert.That(Directory.GetFiles(Folder["in"]), Has.Length.EqualTo(2));
    }

    [Test]
    public void A_full_disk_fails_the_picture_that_does_not_fit_alone()
    {
        Save("in/a.png");
        Raster.Sample(300, 300, "rgb8").Save(Folder["in/b.png"]);
        Save("in/c.png");
        using Process process = RealProgram.OnSmallDisk(Folder["disk"], "upscale", Folder["in"], "--model", "lanczos", "-o", Folder["disk"]);
        (int exitCode, string error) = RealProgram.End(process);
        if (exitCode == RealProgram.NoSmallDisk) Assert.Ignore("No disk can be made here: " + error);
        Assert.That(exitCode, Is.EqualTo(6), error);
        Assert.That(error, Does.Contain("b-upscaled-4x.png' could not be written: No space left on device.").And.Contain("2 done, 0 skipped, 1 failed"));
        Assert.That(process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EquivalentTo(new[] { ".enlarger-batch.jsonl", "a-upscaled-4x.png", "c-upscaled-4x.png" }));
    }

    private static (int ExitCode, string Error) Unprivileged(params string[] arguments)
    {
        using Process process = RealProgram.Unprivileged(arguments);
        (int exitCode, string error) = RealProgram.End(process);
        if (exitCode == RealProgram.NobodyElse) Assert.Ignore("Nobody but root can run the program here.");
        return (exitCode, error);
    }

    private static void WaitFor(Process process, string name, string? picture)
    {
        while (process.StandardOutput.ReadLine() is { } line)
        {
            JObject message = JObject.Parse(line);
            if ((string?)message["event"] == name && (picture is null || (string?)message["input"] == picture)) return;
        }

        Assert.Fail($"There is no event '{name}'.");
    }

    private string Save(string name) => Save(name, 8);

    private string SaveLarge(string name) => Save(name, 1000);

    private string Save(string name, int side)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder[name])!);
        return Raster.Sample(side, side, "rgb8").Save(Folder[name]);
    }
}
