using Enlarger.CommandLine.Hosts;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Hosts;

[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class PlugInFolderTests : FolderTests
{
    private PlugInFolder PlugIn => PlugInFolder.Among(Folder["プロフィール/plug-ins"], "enlarge", "enlarge");

    private string Place => Folder["プロフィール/plug-ins/enlarge"];

    [Test]
    public void The_plug_in_is_made_beside_the_folder_of_all_plug_ins_and_nothing_else_is_left()
    {
        PlugIn.Replace(folder =>
        {
            Assert.That(Path.GetDirectoryName(Path.GetDirectoryName(folder)), Is.EqualTo(Folder["プロフィール"]));
            Assert.That(Directory.GetFileSystemEntries(Folder["プロフィール/plug-ins"]), Is.Empty);
            Fill(folder, "new");
        });
        Assert.That(PlugIn.Path, Is.EqualTo(Place));
        Assert.That(Content(), Is.EqualTo("new"));
        Assert.That(Entries(), Is.EqualTo(new[] { "plug-ins", "plug-ins/enlarge", "plug-ins/enlarge/enlarge" }));
    }

    [Test]
    public void An_older_one_is_replaced_whole()
    {
        PlugIn.Replace(folder =>
        {
            Fill(folder, "old");
            File.WriteAllText(Path.Combine(folder, "only in the old one"), "");
        });
        PlugIn.Replace(folder =>
        {
            Assert.That(Content(), Is.EqualTo("old"));
            Fill(folder, "new");
        });
        Assert.That(Content(), Is.EqualTo("new"));
        Assert.That(Entries(), Is.EqualTo(new[] { "plug-ins", "plug-ins/enlarge", "plug-ins/enlarge/enlarge" }));
    }

    [Test]
    public void What_goes_wrong_leaves_what_was_there([Values] bool isThereAnOlderOne)
    {
        if (isThereAnOlderOne) PlugIn.Replace(folder => Fill(folder, "old"));
        foreach (Exception fault in new Exception[] { new IOException("No space left on device : '/a/b'"), new OperationCanceledException(), new EnlargerException(ErrorKind.Output, "It does not start.") })
        {
            Exception thrown = Assert.Catch(() => PlugIn.Replace(folder =>
            {
                Fill(folder, "half");
                throw fault;
            }))!;
            if (fault is IOException) Assert.That(thrown, Is.TypeOf<EnlargerException>().With.Message.EqualTo($"'{Place}' could not be changed: No space left on device."));
            else Assert.That(thrown, Is.SameAs(fault));
            Assert.That(Entries(), Is.EqualTo(isThereAnOlderOne ? ["plug-ins", "plug-ins/enlarge", "plug-ins/enlarge/enlarge"] : new[] { "plug-ins" }));
        }

        if (isThereAnOlderOne) Assert.That(Content(), Is.EqualTo("old"));
    }

    [Test]
    public void A_link_is_replaced_and_removed_and_its_target_is_not([Values("built", "gone")] string target, [Values] bool replace)
    {
        Fill(Directory.CreateDirectory(Folder["built"]).FullName, "developed");
        Directory.CreateDirectory(Folder["プロフィール/plug-ins"]);
        Directory.CreateSymbolicLink(Place, Folder[target]);
        if (replace) PlugIn.Replace(folder => Fill(folder, "new"));
        else Assert.That(PlugIn.Remove());
        Assert.That(Entries(), Is.EqualTo(replace ? ["plug-ins", "plug-ins/enlarge", "plug-ins/enlarge/enlarge"] : new[] { "plug-ins" }));
        if (replace) Assert.That(new DirectoryInfo(Place).LinkTarget, Is.Null);
        Assert.That(File.ReadAllText(Folder["built/enlarge"]), Is.EqualTo("developed"));
    }

    [Test]
    public void A_link_survives_what_goes_wrong()
    {
        Fill(Directory.CreateDirectory(Folder["built"]).FullName, "developed");
        Directory.CreateDirectory(Folder["プロフィール/plug-ins"]);
        Directory.CreateSymbolicLink(Place, Folder["built"]);
        Assert.Throws<EnlargerException>(() => PlugIn.Replace(_ => throw new IOException("No space left on device")));
        Assert.That(new DirectoryInfo(Place).LinkTarget, Is.EqualTo(Folder["built"]));
        Assert.That(Content(), Is.EqualTo("developed"));
    }

    [TestCase("a folder")]
    [TestCase("a file")]
    public void What_is_something_else_is_refused_and_stays(string what)
    {
        string precious = what == "a file" ? Place : Path.Combine(Place, "precious");
        Directory.CreateDirectory(Path.GetDirectoryName(precious)!);
        File.WriteAllText(precious, "mine");
        foreach (Action action in new Action[] { () => PlugIn.Replace(folder => Fill(folder, "new")), () => PlugIn.Remove() })
        {
            EnlargerException refused = Assert.Throws<EnlargerException>(() => action())!;
            Assert.That(refused.Kind, Is.EqualTo(ErrorKind.Output));
            Assert.That(refused.Message, Does.StartWith($"'{Place}' is not Enlarger's").And.Contain("no enlarge in it"));
            Assert.That(File.ReadAllText(precious), Is.EqualTo("mine"));
        }
    }

    [Test]
    public void Removing_removes_nothing_else_and_says_whether_there_was_anything()
    {
        Assert.That(PlugIn.Remove(), Is.False);
        Assert.That(Directory.Exists(Folder["プロフィール"]), Is.False);
        PlugIn.Replace(folder => Fill(folder, "new"));
        Directory.CreateDirectory(Folder["プロフィール/plug-ins/enlarge more"]);
        Assert.That(PlugIn.Remove());
        Assert.That(PlugIn.Remove(), Is.False);
        Assert.That(Entries(), Is.EqualTo(new[] { "plug-ins", "plug-ins/enlarge more" }));
    }

    [Test]
    public void What_a_killed_process_left_is_cleared_by_the_next([Values] bool install)
    {
        foreach (string left in new[] { "new", "old" }) Fill(Directory.CreateDirectory(Folder[$"プロフィール/.enlarge/{left}"]).FullName, "half");
        File.WriteAllText(Folder["プロフィール/.enlarge.lock"], "");
        if (install) PlugIn.Replace(folder => Fill(folder, "new"));
        else Assert.That(PlugIn.Remove(), Is.False);
        Assert.That(Entries(), Has.None.Contains(".enlarge"));
    }

    [Test]
    public void Of_two_that_work_at_once_the_second_says_so()
    {
        PlugIn.Replace(folder =>
        {
            Fill(folder, "first");
            Assert.That(() => PlugIn.Replace(_ => Assert.Fail()), Throws.TypeOf<EnlargerException>().With.Message.EqualTo($"'{Place}' is being changed by another run of Enlarger."));
        });
        Assert.That(Content(), Is.EqualTo("first"));
    }

    [Test]
    public void A_folder_of_plug_ins_that_lies_elsewhere_is_followed()
    {
        Directory.CreateDirectory(Folder["elsewhere/my plug-ins"]);
        Directory.CreateDirectory(Folder["プロフィール"]);
        Directory.CreateSymbolicLink(Folder["プロフィール/plug-ins"], Folder["elsewhere/my plug-ins"]);
        PlugIn.Replace(folder =>
        {
            Assert.That(folder, Does.StartWith(Folder["elsewhere"]));
            Fill(folder, "new");
        });
        Assert.That(File.ReadAllText(Folder["elsewhere/my plug-ins/enlarge/enlarge"]), Is.EqualTo("new"));
        Assert.That(PlugIn.Remove());
        Assert.That(Directory.GetFileSystemEntries(Folder["elsewhere"], "*", SearchOption.AllDirectories), Is.EqualTo(new[] { Folder["elsewhere/my plug-ins"] }));
    }

    [TestCase("nothing")]
    [TestCase("a folder")]
    [TestCase("a link")]
    public void A_link_takes_the_place_of_what_was_there_and_its_target_outlives_it(string before)
    {
        Fill(Directory.CreateDirectory(Folder["installed"]).FullName, "installed");
        if (before == "a folder") PlugIn.Replace(folder => Fill(folder, "old"));
        if (before == "a link") PlugIn.ReplaceByLink(link => Directory.CreateSymbolicLink(link, Folder["gone"]));
        PlugIn.ReplaceByLink(link => Directory.CreateSymbolicLink(link, Folder["installed"]));
        Assert.That(new DirectoryInfo(Place).LinkTarget, Is.EqualTo(Folder["installed"]));
        Assert.That(Content(), Is.EqualTo("installed"));
        Assert.That(Directory.GetFileSystemEntries(Folder["プロフィール"]), Is.EqualTo(new[] { Folder["プロフィール/plug-ins"] }));

        Assert.That(PlugIn.Remove());
        Assert.That(Entries(), Is.EqualTo(new[] { "plug-ins" }));
        Assert.That(File.ReadAllText(Folder["installed/enlarge"]), Is.EqualTo("installed"));
    }

    [Test]
    public void A_link_that_is_refused_leaves_what_was_there()
    {
        PlugIn.Replace(folder => Fill(folder, "old"));
        Assert.Throws<EnlargerException>(() => PlugIn.ReplaceByLink(link =>
        {
            Directory.CreateSymbolicLink(link, Folder["gone"]);
            throw new EnlargerException(ErrorKind.Output, "It does not start.");
        }));
        Assert.That(Content(), Is.EqualTo("old"));
        Assert.That(Entries(), Is.EqualTo(new[] { "plug-ins", "plug-ins/enlarge", "plug-ins/enlarge/enlarge" }));
    }

    [Test]
    public void What_links_to_an_installed_program_is_ours_also_when_that_is_gone([Values] bool replace)
    {
        Fill(Directory.CreateDirectory(Folder["installed"]).FullName, "installed");
        File.WriteAllText(Folder["installed/more"], "more");
        PlugIn.Replace(folder =>
        {
            File.CreateSymbolicLink(Path.Combine(folder, "enlarge"), Folder["installed/enlarge"]);
            Directory.CreateSymbolicLink(Path.Combine(folder, "program"), Folder["installed"]);
        });
        File.Delete(Folder["installed/enlarge"]);
        if (replace) PlugIn.Replace(folder => Fill(folder, "new"));
        else Assert.That(PlugIn.Remove());
        Assert.That(Entries(), Is.EqualTo(replace ? ["plug-ins", "plug-ins/enlarge", "plug-ins/enlarge/enlarge"] : new[] { "plug-ins" }));
        Assert.That(Folder["installed/more"], Does.Exist);
    }


    private static void Fill(string folder, string content) => File.WriteAllText(Path.Combine(folder, "enlarge"), content);

    private string Content() => File.ReadAllText(Path.Combine(Place, "enlarge"));

    private string[] Entries() =>
        [.. Directory.GetFileSystemEntries(Folder["プロフィール"], "*", SearchOption.AllDirectories).Select(entry => Path.GetRelativePath(Folder["プロフィール"], entry)).Order(StringComparer.Ordinal)];
}
