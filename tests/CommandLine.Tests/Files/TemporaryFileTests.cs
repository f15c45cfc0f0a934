using Enlarger.CommandLine.Files;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Files;

public sealed class TemporaryFileTests : FolderTests
{
    [Test]
    public void A_target_appears_whole_and_the_temporary_file_goes()
    {
        using (var file = new TemporaryFile(Folder["a.png"], overwrite: false))
        {
            Assert.That(Folder.Files.Single(), Does.Match(@"^\.enlarger-[0-9a-f]{16}\.part$"));
            Write(file, "new");
            Assert.That(file.Commit(), Is.EqualTo(3));
        }

        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png" }));
        Assert.That(File.ReadAllText(Folder["a.png"]), Is.EqualTo("new"));
    }

    [Test]
    public void Its_name_follows_from_the_target_s_name_alone()
    {
        string Name(string target)
        {
            using var file = new TemporaryFile(target, overwrite: false);
            return System.IO.Path.GetFileName(file.Path);
        }

        Directory.CreateDirectory(Folder["other"]);
        Assert.That(Name(Folder["a.png"]), Is.EqualTo(Name(Folder["other/../a.png"])).And.EqualTo(Name(Folder["other/a.png"])));
        Assert.That(Name(Folder["a.png"]), Is.Not.EqualTo(Name(Folder["b.png"])));
        Assert.That(Name(Folder[new string('n', 255)]), Has.Length.EqualTo(31));
    }

    [Test]
    public void What_a_killed_process_left_is_removed()
    {
        string stale;
        using (var file = new TemporaryFile(Folder["a.png"], overwrite: false)) stale = file.Path;
        File.WriteAllText(stale, "half of an old picture");
        Folder.Write(".enlarger-00000000000000000000000000000000.part", [1]);
        using (var file = new TemporaryFile(Folder["a.png"], overwrite: false))
        {
            Assert.That(new FileInfo(stale).Length, Is.Zero);
            Write(file, "new");
            file.Commit();
        }

        Assert.That(File.ReadAllText(Folder["a.png"]), Is.EqualTo("new"));
        Assert.That(Folder.Files, Is.EqualTo(new[] { ".enlarger-00000000000000000000000000000000.part", "a.png" }), "What may be another program's or an older version's stays.");
    }

    [TestCase("a.png", "a.jpg")]
    [TestCase("a.webp", "a.png")]
    [TestCase("a.JPG", "a.tif")]
    public void What_a_killed_process_left_of_another_format_is_removed_too(string before, string now)
    {
        string stale;
        using (var file = new TemporaryFile(Folder[before], overwrite: false)) stale = file.Path;
        File.WriteAllText(stale, "half of an old picture");
        using (var file = new TemporaryFile(Folder[now], overwrite: false)) file.Commit();
        Assert.That(Folder.Files, Is.EqualTo(new[] { now }));
    }

    [Test]
    public void Two_formats_of_one_picture_are_written_at_the_same_time()
    {
        using (var first = new TemporaryFile(Folder["a.png"], overwrite: false))
        {
            Write(first, "first");
            using var second = new TemporaryFile(Folder["a.jpg"], overwrite: false);
            Write(second, "second");
            first.Commit();
            second.Commit();
        }

        Assert.That(File.ReadAllText(Folder["a.png"]), Is.EqualTo("first"));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.jpg", "a.png" }));
    }

    [Test]
    public void A_target_that_is_being_written_is_refused_and_not_disturbed()
    {
        using var first = new TemporaryFile(Folder["a.png"], overwrite: true);
        Write(first, "first");
        Assert.That(
            () => new TemporaryFile(Folder["a.png"], overwrite: true),
            Throws.TypeOf<EnlargerException>().With.Property("Kind").EqualTo(ErrorKind.Output).And.Message.EqualTo($"'{Folder["a.png"]}' is being written by another run of Enlarger."));
        using var other = new TemporaryFile(Folder["b.png"], overwrite: true);
        first.Commit();
        Assert.That(File.ReadAllText(Folder["a.png"]), Is.EqualTo("first"));
    }

    [Test]
    [Platform("Linux", Reason = "Elsewhere nobody can take the file away.")]
    public void Another_s_file_under_the_temporary_name_is_neither_published_nor_deleted()
    {
        string path;
        using (var file = new TemporaryFile(Folder["a.png"], overwrite: false))
        {
            path = file.Path;
            File.Delete(path);
            File.WriteAllText(path, "another's half");
            Assert.That(() => file.Commit(), Throws.TypeOf<EnlargerException>().With.Property("Kind").EqualTo(ErrorKind.Output));
        }

        Assert.That(File.ReadAllText(path), Is.EqualTo("another's half"));
        Assert.That(File.Exists(Folder["a.png"]), Is.False);
    }

    [Test]
    [Platform("Linux", Reason = "Hard links.")]
    public void The_result_survives_when_the_stale_file_is_the_result_itself()
    {
        // A process that is killed between giving the name and taking the old one away leaves both.
        string stale;
        using (var file = new TemporaryFile(Folder["a.png"], overwrite: false)) stale = file.Path;
        Folder.Write("a.png", [1, 2, 3]);
        using (var link = System.Diagnostics.Process.Start("ln", [Folder["a.png"], stale])) link.WaitForExit();
        using (new TemporaryFile(Folder["a.png"], overwrite: true)) Assert.That(File.ReadAllBytes(Folder["a.png"]), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png" }));
    }

    [Test]
    public void A_folder_under_the_temporary_name_is_a_sentence_without_that_name()
    {
        string path;
        using (var file = new TemporaryFile(Folder["a.png"], overwrite: false)) path = file.Path;
        Directory.CreateDirectory(path);
        Assert.That(
            () => new TemporaryFile(Folder["a.png"], overwrite: false),
            Throws.TypeOf<EnlargerException>().With.Message.StartsWith($"'{Folder["a.png"]}' could not be written: ").And.Message.Not.Contains(".part"));
        Assert.That(Directory.Exists(path));
    }

    [Test]
    public void Many_at_once_never_mix()
    {
        string target = Folder["a.txt"];
        int won = 0;
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            string content = new((char)('a' + (i % 26)), 1 + (i * 7));
            try
            {
                using var file = new TemporaryFile(target, overwrite: true);
                Write(file, content);
                if (i % 3 == 0) return;
                file.Commit();
                Interlocked.Increment(ref won);
            }
            catch (EnlargerException exception) when (exception.Kind == ErrorKind.Output)
            {
                // Another one was faster.
                Assert.That(exception.Message, Does.StartWith($"'{target}' ").And.Not.Contain(".enlarger-").And.Not.Contain("already exists"));
            }

            if (!File.Exists(target)) return;
            string now = File.ReadAllText(target);
            Assert.That(now, Is.Not.Empty.And.EqualTo(new string(now[0], now.Length)));
        });
        Assert.That(won, Is.Positive);
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.txt" }));
    }

    // By the path, as encoders do.
    private static void Write(TemporaryFile file, string content) => File.WriteAllText(file.Path, content);
}
