using Enlarger.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Batches;

public sealed class BatchTests : FolderTests
{
    private const string Ledger = ".enlarger-batch.jsonl";
    [Test]
    public void A_folder_s_pictures_are_enlarged_in_order_and_its_shape_is_mirrored()
    {
        Raster picture = Save("in/b.png", 5, 4);
        Save("in/A.PNG", 3, 3);
        Save("in/sub folder/日本語.jpg", 8, 8);
        Save("in/sub folder/.hidden.png", 3, 3);
        Save("in/.hidden/a.png", 3, 3);
        Save("in/old-upscaled-2x.png", 3, 3);
        Save("in/old-upscaled-4x.png", 3, 3);
        Directory.CreateDirectory(Folder["in/empty"]);
        File.WriteAllText(Folder["in/notes.txt"], "no picture");
        CommandRun run = CommandRun.Of("upscale", Folder["in"], "-o", Folder["out"]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Tree("out"), Is.EqualTo(new[] { Ledger, "A-upscaled-4x.PNG", "b-upscaled-4x.png", $"sub folder/{Ledger}", "sub folder/日本語-upscaled-4x.jpg" }));
        Assert.That(Raster.Read(Folder["out/b-upscaled-4x.png"]).Pixels, Is.EqualTo(picture.Enlarge(4).Pixels));
        Assert.That(run.OutputLines, Has.Length.EqualTo(3));
        Assert.That(run.OutputLines[0], Does.StartWith("[1/3] ").And.Contain("A-upscaled-4x.PNG: 12x12 pixels"));
        Assert.That(run.Error, Does.Contain("[2/3] ").And.Match(@"\n3 done, 0 skipped, 0 failed in \d+\.\d s\n$"));
    }

    [TestCase("a.png", "a.jpg", "a.jpeg", "a.JPE", "a.jfif", "a.webp", "a.tif", "a.TIFF")]
    public void Every_extension_of_the_formats_is_taken(params string[] names)
    {
        for (int i = 0; i < names.Length; i++) Save($"in/{i}{names[i]}", 3, 3);
        CommandRun run = CommandRun.Of("upscale", Folder["in"], "--quiet");
        Assert.That(run, Is.EqualTo(new CommandRun(0, "", "")));
        Assert.That(Tree("in"), Has.Length.EqualTo((2 * names.Length) + 1));
    }

    [Test]
    public void Files_and_folders_mix_and_each_file_is_done_once()
    {
        Save("in/a.png", 3, 3);
        Save("in/b.png", 3, 3);
        Save("-c d.png", 3, 3);
        CommandRun run = CommandRun.Of("upscale", "--json", "-o", Folder["out"], "--", Folder["in"], Folder["in/../in/a.png"], Folder["-c d.png"], Folder["-c d.png"]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Tree("out"), Is.EqualTo(new[] { "-c d-upscaled-4x.png", Ledger, "a-upscaled-4x.png", "b-upscaled-4x.png" }));
        Assert.That((int)Events(run)[^1]["done"]!, Is.EqualTo(3));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Links need a privilege there.")]
    public void Links_to_files_are_taken_and_links_to_folders_are_not()
    {
        Save("in/sub/a.png", 3, 3);
        Save("elsewhere/b.png", 3, 3);
        Directory.CreateSymbolicLink(Folder["in/sub/loop"], "..");
        Directory.CreateSymbolicLink(Folder["in/self"], "self");
        Directory.CreateSymbolicLink(Folder["in/other"], Folder["elsewhere"]);
        File.CreateSymbolicLink(Folder["in/link.png"], Folder["elsewhere/b.png"]);
        CommandRun run = CommandRun.Of("upscale", Folder["in"], "-o", Folder["out"]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Tree("out"), Is.EqualTo(new[] { Ledger, "link-upscaled-4x.png", $"sub/{Ledger}", "sub/a-upscaled-4x.png" }));

        File.CreateSymbolicLink(Folder["in/itself.png"], "itself.png");
        File.CreateSymbolicLink(Folder["in/broken.png"], "absent.png");
        File.CreateSymbolicLink(Folder["out/sub/b-upscaled-4x.png"], "b-upscaled-4x.png");
        Save("in/sub/b.png", 3, 3);
        CommandRun looped = CommandRun.Of("upscale", Folder["in"], "-o", Folder["out"]);
        Assert.That(looped.ExitCode, Is.EqualTo(6), looped.Error);
        Assert.That(looped.Error, Does.Contain("0 done, 2 skipped, 3 failed").And.Not.Contain("bug"));
    }

    [Test]
    public void What_is_done_and_unchanged_is_skipped()
    {
        Save("in/a.png", 3, 3);
        Save("in/b.png", 3, 3);
        string[] words = ["upscale", Folder["in"], "-o", Folder["out"]];
        Assert.That(CommandRun.Of(words).ExitCode, Is.Zero);
        Dictionary<string, DateTime> before = Times("out");
        CommandRun again = CommandRun.Of(new NearestNeighbor { BeforeRow = _ => Assert.Fail("It was done again.") }, [.. words, "--device", "cpu", "--tile", "64", "--max-megapixels", "7"]);
        Assert.That(again.ExitCode, Is.Zero, again.Error);
        Assert.That(again.Error, Does.Contain("a.png: skipped, done before").And.Contain("0 done, 2 skipped, 0 failed"));
        Assert.That(Times("out"), Is.EqualTo(before));
    }

    [Test]
    public void A_changed_picture_is_done_again()
    {
        Save("in/a.png", 3, 3);
        Save("in/b.png", 3, 3);
        string[] words = ["upscale", Folder["in"]];
        Assert.That(CommandRun.Of(words).ExitCode, Is.Zero);
        Raster changed = Save("in/b.png", 4, 3);
        CommandRun again = CommandRun.Of(words);
        Assert.That(again.ExitCode, Is.Zero, again.Error);
        Assert.That(again.Error, Does.Contain("1 done, 1 skipped, 0 failed"));
        Assert.That(Raster.Read(Folder["in/b-upscaled-4x.png"]).Pixels, Is.EqualTo(changed.Enlarge(4).Pixels));
        Assert.That(CommandRun.Of(words).Error, Does.Contain("0 done, 2 skipped, 0 failed"));
    }

    [Test]
    public void Changed_settings_do_all_again()
    {
        Save("in/a.png", 3, 3);
        string[] words = ["upscale", Folder["in"]];
        Assert.That(CommandRun.Of(words).ExitCode, Is.Zero);
        Assert.That(CommandRun.Of([.. words, "--exact"]).Error, Does.Contain("1 done, 0 skipped"));
        Assert.That(CommandRun.Of([.. words, "--exact"]).Error, Does.Contain("0 done, 1 skipped"));
        Assert.That(CommandRun.Of([.. words, "--scale", "2"]).Error, Does.Contain("1 done, 0 skipped"), "Another name.");
        Assert.That(Tree("in"), Is.EqualTo(new[] { Ledger, "a-upscaled-2x.png", "a-upscaled-4x.png", "a.png" }));
    }

    [Test]
    public void Another_generator_behind_the_same_settings_does_all_again([Values] bool print)
    {
        Save("in/a.png", 3, 3);
        string[] words = ["upscale", Folder["in"], .. print ? new[] { "--print-size", "1x1in@100" } : []];
        Assert.That(CommandRun.Of(words).ExitCode, Is.Zero);
        Assert.That(CommandRun.Of(new NearestNeighbor { Identity = "newer" }, words).Error, Does.Contain("1 done, 0 skipped"));
        Assert.That(CommandRun.Of(new NearestNeighbor { Identity = "newer" }, words).Error, Does.Contain("0 done, 1 skipped"));
    }

    [Test]
    public void A_result_that_is_not_ours_stays_and_fails_alone()
    {
        Save("in/a.png", 3, 3);
        Save("in/b.png", 3, 3);
        string theirs = Folder.Write("in/a-upscaled-4x.png", [1, 2, 3]);
        string[] words = ["upscale", Folder["in"]];
        CommandRun run = CommandRun.Of(words);
        Assert.That(run.ExitCode, Is.EqualTo(6));
        Assert.That(run.Error, Does.Contain("a-upscaled-4x.png' exists already").And.Contain("1 done, 0 skipped, 1 failed").And.EndWith($"Failed: {Folder["in/a.png"]}\n"));
        Assert.That(File.ReadAllBytes(theirs), Is.EqualTo(new byte[] { 1, 2, 3 }));

        File.AppendAllText(Folder["in/b-upscaled-4x.png"], "edited");
        Assert.That(CommandRun.Of(words).Error, Does.Contain("0 done, 0 skipped, 2 failed"), "What was changed since is not ours any more.");
        Assert.That(CommandRun.Of([.. words, "--overwrite"]).Error, Does.Contain("2 done, 0 skipped, 0 failed"));
        Assert.That(CommandRun.Of([.. words, "--overwrite"]).Error, Does.Contain("2 done, 0 skipped, 0 failed"), "It does all again.");
        Assert.That(CommandRun.Of(words).Error, Does.Contain("0 done, 2 skipped, 0 failed"));
    }

    [Test]
    public void Another_picture_does_not_take_the_first_one_s_place()
    {
        Save("one/a.png", 3, 3);
        Save("two/a.png", 4, 4);
        Assert.That(CommandRun.Of("upscale", Folder["one"], "-o", Folder["out"]).ExitCode, Is.Zero);
        CommandRun run = CommandRun.Of("upscale", Folder["two"], "-o", Folder["out"]);
        Assert.That(run.ExitCode, Is.EqualTo(6), run.Error);
        Assert.That(Raster.Read(Folder["out/a-upscaled-4x.png"]).Size.Width, Is.EqualTo(12));
    }

    [Test]
    public void A_result_that_is_changed_while_its_picture_is_done_again_is_not_replaced()
    {
        Save("in/a.png", 3, 3);
        Assert.That(CommandRun.Of("upscale", Folder["in"]).ExitCode, Is.Zero);
        Save("in/a.png", 3, 4);
        CommandRun run = CommandRun.Of(new NearestNeighbor { BeforeRow = _ => File.WriteAllText(Folder["in/a-upscaled-4x.png"], "edited") }, "upscale", Folder["in"]);
        Assert.That(run.ExitCode, Is.EqualTo(6));
        Assert.That(File.ReadAllText(Folder["in/a-upscaled-4x.png"]), Is.EqualTo("edited"));
    }

    [TestCase("", Description = "Cut to nothing.")]
    [TestCase("{\"input\":\"a.png\",\"inputSt")]
    [TestCase("{}\n[]\nnull\n7\n\"x\"\n\u0000\uFFFD\n{\"input\":null}\n")]
    public void A_damaged_ledger_tells_nothing_and_disturbs_nothing(string content)
    {
        Save("in/a.png", 3, 3);
        Save("in/b.png", 3, 3);
        string[] words = ["upscale", Folder["in"]];
        Assert.That(CommandRun.Of("upscale", Folder["in/a.png"], Folder["in/a.png"]).ExitCode, Is.Zero);
        File.WriteAllText(Folder[$"in/{Ledger}"], content);
        CommandRun run = CommandRun.Of(words);
        Assert.That(run.ExitCode, Is.EqualTo(6), run.Error);
        Assert.That(run.Error, Does.Contain("1 done, 0 skipped, 1 failed"));
        Assert.That(CommandRun.Of(words).Error, Does.Contain("0 done, 1 skipped, 1 failed"), "The line after a damaged one counts.");
    }

    [Test]
    public void A_tampered_ledger_makes_nothing_ours()
    {
        Save("in/a.png", 3, 3);
        string[] words = ["upscale", Folder["in"]];
        Assert.That(CommandRun.Of(words).ExitCode, Is.Zero);
        string ledger = Folder[$"in/{Ledger}"], line = File.ReadAllText(ledger);
        long bytes = new FileInfo(Folder["in/a-upscaled-4x.png"]).Length;
        File.WriteAllText(ledger, line.Replace($"\"bytes\":{bytes}", $"\"bytes\":{bytes + 1}", StringComparison.Ordinal));
        Assert.That(CommandRun.Of(words).ExitCode, Is.EqualTo(6));
        File.WriteAllText(ledger, line.Replace("\"settings\":\"", "\"settings\":\"x", StringComparison.Ordinal));
        Assert.That(CommandRun.Of(words).Error, Does.Contain("1 done, 0 skipped"), "Ours, with other settings.");
        Assert.That(CommandRun.Of(words).Error, Does.Contain("0 done, 1 skipped"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Such names are refused there.")]
    public void A_name_with_control_characters_stays_on_one_line()
    {
        Save("in/a\nb\u001b[31m.png", 3, 3);
        File.WriteAllText(Folder["in/c\rd.png"], "no picture");
        CommandRun run = CommandRun.Of("upscale", Folder["in"]);
        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.OutputLines.Single(), Does.StartWith("[1/2] ").And.Contain("a?b?[31m-upscaled-4x.png: 12x12"));
        Assert.That(run.Error.Split('\n'), Has.Length.EqualTo(5), run.Error);
        Assert.That(run.Error, Does.Contain("a?b?[31m.png: 3x3").And.Contain("[2/2] failed: ").And.EndWith("c?d.png\n"));
        Assert.That(run.Output + run.Error, Has.None.EqualTo('\r').And.None.EqualTo('\u001b'));
        CommandRun again = CommandRun.Of("upscale", Folder["in"]);
        Assert.That(again.Error, Does.Contain("a?b?[31m.png: skipped, done before"));

        Assert.That((string?)Events(CommandRun.Of("upscale", Folder["in"], "--json"))[1]["input"], Is.EqualTo(Folder["in/a\nb\u001b[31m.png"]), "Programs get the name as it is.");
        CommandRun single = CommandRun.Of("upscale", Folder["in/c\rd.png"]);
        Assert.That(single.Error.Split('\n'), Has.Length.EqualTo(2));
        Assert.That(single.Error, Does.Not.Contain('\r'));
    }

    [Test]
    public void A_bad_picture_fails_alone_and_is_named()
    {
        Save("in/a.png", 9, 9);
        Save("in/z.png", 9, 9);
        byte[] whole = File.ReadAllBytes(Path.Combine(Folder.Path, "in/a.png"));
        Folder.Write("in/cut.png", whole[..(whole.Length / 2)]);
        Folder.Write("in/empty.jpg", []);
        Folder.Write("in/text.webp", "no picture"u8.ToArray());
        CommandRun run = CommandRun.Of("upscale", Folder["in"], "--json");
        Assert.That(run.ExitCode, Is.EqualTo(3));
        JObject[] events = Events(run);
        Assert.That((string?)events[0]["event"], Is.EqualTo("batch"));
        Assert.That((int)events[0]["files"]!, Is.EqualTo(5));
        Assert.That(events[1..^1].Select(line => (string?)line["input"]), Is.All.StartsWith(Folder["in/"]));
        string[] failed = [Folder["in/cut.png"], Folder["in/empty.jpg"], Folder["in/text.webp"]];
        Assert.That(events.Where(line => (string?)line["event"] == "error").Select(line => (string?)line["input"]), Is.EqualTo(failed));
        Assert.That(events[^1], Is.EqualTo(JObject.FromObject(new
        {
            @event = "summary",
            done = 2,
            skipped = 0,
            failed = 3,
            notTried = 0,
            failures = failed,
            cancelled = false,
            seconds = (double)events[^1]["seconds"]!,
            exitCode = 3,
        })));
        Assert.That(Tree("in"), Has.Length.EqualTo(8));
        foreach (string name in failed) Assert.That(run.Error, Does.Contain(name));
        Assert.That(CommandRun.Of("upscale", Folder["in"], "--quiet").Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(3).And.All.StartsWith("enlarger: '"));
    }

    [Test]
    public void The_worst_failure_gives_the_exit_code()
    {
        Save("in/a.png", 3, 3);
        Folder.Write("in/bad.png", [1]);
        Save("in/bug.png", 3, 9);
        Folder.Write("in/a-upscaled-4x.png", [1]);
        var filter = new NearestNeighbor { BeforeRow = row => { if (row == 8) throw new DivideByZeroException(); } };
        CommandRun run = CommandRun.Of(filter, "upscale", Folder["in"]);
        Assert.That(run.ExitCode, Is.EqualTo(1), run.Error);
        Assert.That(run.Error, Does.Contain("bug.png: This is a bug").And.Contain("0 done, 0 skipped, 3 failed"));
        File.Delete(Folder["in/bug.png"]);
        Assert.That(CommandRun.Of("upscale", Folder["in"]).ExitCode, Is.EqualTo(6), "A result that cannot be written is worse than a picture that cannot be read.");
    }

    [Test]
    public void What_would_fail_every_picture_stops_the_batch([Values(ErrorKind.Model, ErrorKind.Device, ErrorKind.Usage)] ErrorKind kind)
    {
        for (int i = 0; i < 5; i++) Save($"in/{i}.png", 3, 3);
        var filter = new NearestNeighbor { BeforeRow = _ => throw new EnlargerException(kind, "Nothing works.") };
        CommandRun run = CommandRun.Of(filter, "upscale", Folder["in"]);
        Assert.That(run.ExitCode, Is.EqualTo((int)kind));
        Assert.That(run.Error, Does.Contain("0.png: Nothing works.").And.Contain("every other picture would fail").And.Contain("0 done, 0 skipped, 1 failed, 4 not tried"));
    }

    [Test]
    public void What_fails_a_single_picture_does_not([Values(ErrorKind.Device, ErrorKind.Usage)] ErrorKind kind)
    {
        for (int i = 0; i < 5; i++) Save($"in/{i}.png", 3, 3 + i);
        var filter = new NearestNeighbor { BeforeRow = row => { if (row == 6) throw new EnlargerException(kind, "Too large."); } };
        CommandRun run = CommandRun.Of(filter, "upscale", Folder["in"]);
        Assert.That(run.ExitCode, Is.EqualTo((int)kind));
        Assert.That(run.Error, Does.Contain("4.png: Too large.").And.Contain("4 done, 0 skipped, 1 failed in"));
    }

    [Test]
    public void A_cancelled_batch_goes_on_from_there()
    {
        Save("in/a.png", 3, 3);
        Save("in/b.png", 3, 30);
        Save("in/c.png", 3, 3);
        using var cancellation = new CancellationTokenSource();
        var filter = new NearestNeighbor { BeforeRow = row => { if (row == 20) cancellation.Cancel(); } };
        CommandRun run = CommandRun.Of(filter, cancellation.Token, "upscale", Folder["in"]);
        Assert.That(run.ExitCode, Is.EqualTo(130));
        Assert.That(run.Error, Does.Contain("Cancelled: 1 done, 0 skipped, 0 failed, 2 not tried in").And.Contain("the same command goes on from there"));
        Assert.That(Tree("in"), Is.EqualTo(new[] { Ledger, "a-upscaled-4x.png", "a.png", "b.png", "c.png" }));
        CommandRun again = CommandRun.Of("upscale", Folder["in"], "--json");
        Assert.That(again.ExitCode, Is.Zero);
        Assert.That((int)Events(again)[^1]["done"]!, Is.EqualTo(2));
        Assert.That((int)Events(again)[^1]["skipped"]!, Is.EqualTo(1));
    }

    [TestCase("a.jpg", "a.jpeg", "--format", "png")]
    [TestCase("a.png", "a.tif", "--format", "webp")]
    public void Two_pictures_with_one_result_are_refused_before_any_work(string first, string second, params string[] words)
    {
        Save("in/" + first, 3, 3);
        Save("in/" + second, 3, 3);
        CommandRun run = CommandRun.Of(["upscale", Folder["in"], .. words, "--jobs", "1/50"]);
        Assert.That(run.ExitCode, Is.EqualTo(2), run.Error);
        Assert.That(run.Error, Does.Contain($"in/{first}'").And.Contain($"in/{second}'").And.Contain("would both become"));
        Assert.That(Tree("in"), Has.Length.EqualTo(2));
    }

    [Test]
    [Platform("Linux", Reason = "Elsewhere disks ignore case.")]
    public void Names_that_differ_in_case_are_two_results()
    {
        Raster upper = Save("in/IMG_1.JPG", 8, 8), lower = Save("in/IMG_1.jpg", 4, 4);
        foreach (string[] words in new string[][] { [], ["--overwrite"], ["--overwrite"] })
        {
            CommandRun run = CommandRun.Of(["upscale", Folder["in"], .. words]);
            Assert.That(run.ExitCode, Is.Zero, run.Error);
        }

        Assert.That(Raster.Read(Folder["in/IMG_1-upscaled-4x.JPG"]).Size.Width, Is.EqualTo(upper.Size.Width * 4));
        Assert.That(Raster.Read(Folder["in/IMG_1-upscaled-4x.jpg"]).Size.Width, Is.EqualTo(lower.Size.Width * 4));
    }

    [Test]
    [Platform("Linux", Reason = "A link makes two names one file, as a disk that ignores case does.")]
    public void Two_names_that_are_one_file_on_the_disk_do_not_replace_each_other([Values] bool overwrite)
    {
        Save("in/A.png", 3, 3);
        Save("in/a.png", 4, 4);
        Save("in/b.png", 3, 3);
        File.CreateSymbolicLink(Folder["in/A-upscaled-4x.png"], "a-upscaled-4x.png");
        CommandRun run = CommandRun.Of(["upscale", Folder["in"], .. overwrite ? new[] { "--overwrite" } : []]);
        Assert.That(run.ExitCode, Is.EqualTo(6), run.Error);
        Assert.That(run.Error, Does.Contain($"Failed: {Folder["in/a.png"]}\n"));
        Assert.That(run.Error, Does.Contain($"a-upscaled-4x.png' is the result of '{Folder["in/A.png"]}' on this disk"));
        Assert.That(Raster.Read(Folder["in/a-upscaled-4x.png"]).Size.Width, Is.EqualTo(12));
    }

    [Test]
    public void What_another_run_made_meanwhile_with_the_same_settings_is_skipped()
    {
        Save("in/a.png", 3, 3);
        Save("in/b.png", 3, 3);
        bool met = false;
        var filter = new NearestNeighbor
        {
            BeforeRow = _ =>
            {
                if (met) return;
                met = true;
                Assert.That(CommandRun.Of("upscale", Folder["in/b.png"], Folder["in/b.png"]).ExitCode, Is.Zero);
            },
        };
        CommandRun run = CommandRun.Of(filter, "upscale", Folder["in"]);
        Assert.That(run.Error, Does.Contain("b.png: skipped, done before").And.Contain("1 done, 1 skipped, 0 failed"));
        Assert.That(run.ExitCode, Is.Zero);
    }

    [Test]
    public void A_misnamed_picture_may_collide_too()
    {
        Save("in/a.jpg", 3, 3);
        File.Copy(Folder["in/a.jpg"], Folder["in/a.png"]);
        Assert.That(CommandRun.Of("upscale", Folder["in"]).Error, Does.Contain("would both become"));
    }

    [Test]
    public void Pictures_of_two_folders_with_one_result_are_refused()
    {
        Save("one/a.png", 3, 3);
        Save("two/a.png", 3, 3);
        Assert.That(CommandRun.Of("upscale", Folder["one"], Folder["two"], "-o", Folder["out"]).ExitCode, Is.EqualTo(2));
        Assert.That(Directory.Exists(Folder["out"]), Is.False);
        Assert.That(CommandRun.Of("upscale", Folder["one"], Folder["two"]).ExitCode, Is.Zero, "Beside their pictures they do not collide.");
    }

    [Test]
    public void A_result_among_the_given_pictures_is_left_out_if_it_is_ours_and_refused_if_not()
    {
        Save("in/a.png", 3, 3);
        Save("in/b.png", 3, 3);
        string[] Words() => ["upscale", .. Directory.GetFiles(Folder["in"], "*.png").Order(StringComparer.Ordinal), "--overwrite"];
        Assert.That(CommandRun.Of(Words()).ExitCode, Is.Zero);
        CommandRun again = CommandRun.Of(Words());
        Assert.That(again.Error, Does.Contain("2 done, 0 skipped, 0 failed"));
        Assert.That(Tree("in"), Has.Length.EqualTo(5));

        Save("in/a-upscaled-4x.png", 7, 7);
        CommandRun edited = CommandRun.Of(Words());
        Assert.That(edited.ExitCode, Is.EqualTo(2));
        Assert.That(edited.Error, Does.Contain("would be the result of"));
        Assert.That(Raster.Read(Folder["in/a-upscaled-4x.png"]).Size.Width, Is.EqualTo(7));
    }

    [Test]
    public void Nothing_to_do_is_a_sentence()
    {
        Directory.CreateDirectory(Folder["in"]);
        CommandRun run = CommandRun.Of("upscale", Folder["in"]);
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.StartWith("enlarger: There are no pictures in '").And.Contain(Folder["in"]));
        Save("in/a.png", 3, 3);
        string[] counts = [.. Enumerable.Range(1, 4).Select(part => CommandRun.Of("upscale", Folder["in"], "--jobs", $"{part}/4")).Select(part => $"{part.ExitCode} {part.Error.Split('\n')[^2][..6]}")];
        Assert.That(counts.Order(), Is.EqualTo(new[] { "0 0 done", "0 0 done", "0 0 done", "0 1 done" }), "An empty part of many is none.");
    }

    [Test]
    public void Missing_files_and_a_place_that_is_no_folder_are_sentences()
    {
        Save("a.png", 3, 3);
        CommandRun run = CommandRun.Of("upscale", Folder["a.png"], Folder["absent.png"]);
        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain("There is no file '").And.Contain("1 done, 0 skipped, 1 failed"));
        Assert.That(CommandRun.Of("upscale", Folder.Path, "-o", Folder["a.png"]).Error, Does.Contain("is a file, and several pictures need a folder"));
        Assert.That(CommandRun.Of("upscale", Folder.Path, "-o", Folder["a.png/sub"]).ExitCode, Is.EqualTo(6));
    }

    [Test]
    public void Parts_share_a_batch_and_know_each_other_s_work()
    {
        for (int i = 0; i < 12; i++) Save($"in/{i % 3}/{i}.png", 3, 3);
        for (int part = 1; part <= 3; part++) Assert.That(CommandRun.Of("upscale", Folder["in"], "-o", Folder["out"], "--jobs", $"{part}/3").ExitCode, Is.Zero);
        Assert.That(Tree("out").Count(file => file.EndsWith(".png", StringComparison.Ordinal)), Is.EqualTo(12));
        Assert.That(Tree("out").Where(file => file.EndsWith(".jsonl", StringComparison.Ordinal)).Select(Path.GetFileName), Is.All.Match(@"^\.enlarger-batch-[123]-of-3\.jsonl$"));
        Assert.That(CommandRun.Of("upscale", Folder["in"], "-o", Folder["out"]).Error, Does.Contain("0 done, 12 skipped, 0 failed"));
    }

    [Test]
    public void A_print_size_chooses_each_picture_s_scale()
    {
        Save("in/enough.png", 250, 400);
        Save("in/large.png", 118, 60);
        Save("in/small.png", 60, 118);
        Save("in/tiny.png", 20, 20);
        string[] words = ["upscale", Folder["in"], "--print-size", "1x2cm@300", "-o", Folder["out"], "--json"];
        CommandRun run = CommandRun.Of(words);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Tree("out"), Is.EqualTo(new[] { Ledger, "large-upscaled-2x.png", "small-upscaled-2x.png", "tiny-upscaled-4x.png" }));
        JObject[] events = Events(run);
        Assert.That((string?)events.Single(line => (string?)line["event"] == "skipped")["reason"], Is.EqualTo("has enough pixels for 1x2 cm at 300 dpi: print it as it is"));
        Assert.That(events.Where(line => (string?)line["event"] == "note").Select(line => (string?)line["message"]), Is.EqualTo(new[]
        {
            "2x: 236x120 pixels print 2.0 x 1.0 cm at 300 dpi.", "2x: 120x236 pixels print 1.0 x 2.0 cm at 300 dpi.", "Even 4x is not enough for 1x2 cm at 300 dpi: the result prints 0.7 x 0.7 cm.",
        }));
        Assert.That((int)Events(CommandRun.Of(words))[^1]["skipped"]!, Is.EqualTo(4));
    }

    [Test]
    public void A_print_size_sets_the_resolution_of_a_single_picture_or_has_nothing_to_do()
    {
        Save("a.tif", 100, 100);
        CommandRun run = CommandRun.Of("upscale", Folder["a.tif"], "--print-size", "1x1in@200");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Error, Does.Contain("2x: 200x200 pixels print 1.0 x 1.0 in at 200 dpi.\n"));
        using (var reader = Enlarger.CommandLine.Vips.PictureReader.Open(Folder["a-upscaled-2x.tif"]))
        {
            double[] resolution = reader.Metadata.Resolution is (var x, var y) ? [x, y] : [];
            Assert.That(resolution, Is.EqualTo(new[] { 200 / 25.4, 200 / 25.4 }).Within(0.001));
        }

        CommandRun enough = CommandRun.Of("upscale", Folder["a.tif"], "--print-size", "1x1in@100");
        Assert.That(enough, Is.EqualTo(new CommandRun(
            2, "", $"enlarger: '{Folder["a.tif"]}' has enough pixels for 1x1 in at 100 dpi: print it as it is.\n")));
    }

    private static JObject[] Events(CommandRun run) => [.. run.OutputLines.Select(JObject.Parse)];

    private Raster Save(string name, int width, int height)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder[name])!);
        Raster picture = Raster.Sample(width, height, "rgb8");
        picture.Save(Folder[name]);
        return picture;
    }

    private string[] Tree(string folder) =>
    [
        .. Directory.GetFiles(Folder[folder], "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(file => Path.GetRelativePath(Folder[folder], file).Replace(Path.DirectorySeparatorChar, '/')).Order(StringComparer.Ordinal),
    ];

    private Dictionary<string, DateTime> Times(string folder) => Tree(folder).ToDictionary(file => file, file => File.GetLastWriteTimeUtc(Folder[$"{folder}/{file}"]));
}
