using Enlarger.CommandLine.Hosts;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Hosts.Desktop;

[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class DesktopHostTests : DesktopTests
{
    private static readonly string[] Ids = ["imagemagick", "geeqie", "nautilus", "nemo", "caja", "thunar", "dolphin"];

    [TestCaseSource(nameof(Ids))]
    public void What_is_installed_is_found_again_and_uninstalling_leaves_nothing(string id)
    {
        Install(id);
        string[] installed = HomeFiles;
        Assert.That(installed, Has.Member(".local/share/enlarger/program/enlarger-desktop").And.Length.GreaterThan(2));
        Install(id);
        Assert.That(HomeFiles, Is.EqualTo(installed));

        Directory.Delete(Folder["bin"], recursive: true);
        Assert.That(Uninstall(id), Has.Length.EqualTo(2).And.Member(Folder["home/.local/share/enlarger/program"]));
        Assert.That(HomeFiles, Is.Empty);
        Assert.That(Uninstall(id), Is.Empty);
    }

    [Test]
    public void The_program_goes_with_the_last_that_needs_it()
    {
        foreach (string id in Ids) Install(id);
        foreach (string id in Ids[..^1])
        {
            Assert.That(Uninstall(id), Has.Length.EqualTo(1));
            Assert.That(Starter, Does.Exist);
        }

        Assert.That(Uninstall(Ids[^1]), Has.Length.EqualTo(2));
        Assert.That(HomeFiles, Is.Empty);
    }

    [TestCaseSource(nameof(Ids))]
    public void Without_the_program_the_sentence_says_where_it_was_looked_for(string id)
    {
        Directory.Delete(Folder["bin"], recursive: true);
        Assert.That(() => Install(id), Throws.TypeOf<EnlargerException>().With.Message.EqualTo($"{Host(id).Name} was not found on the search path: install it and try again."));
        Assert.That(HomeFiles, Is.Empty);
    }

    [TestCase("enlarger")]
    [TestCase("enlarger-desktop")]
    public void A_build_that_lacks_a_part_says_so(string part)
    {
        File.Delete(Folder["program/" + part]);
        Assert.That(() => Install("geeqie"), Throws.TypeOf<EnlargerException>().With.Message.Contains("has no program for Geeqie"));
    }

    [Test]
    public void A_program_that_a_desktop_cannot_start_is_not_installed()
    {
        Script.Write(Folder["program/enlarger"], "exit 131");
        Assert.That(() => Install("dolphin"), Throws.TypeOf<EnlargerException>().With.Message.StartsWith("Dolphin would not find the .NET 10 runtime"));
        Assert.That(HomeFiles, Is.Empty);
    }

    [Test]
    public void A_menu_that_cannot_be_written_leaves_no_program_behind()
    {
        Write("home/.config/Thunar/uca.xml", "what is this");
        Assert.That(() => Install("thunar"), Throws.TypeOf<EnlargerException>());
        Assert.That(HomeFiles, Is.EqualTo(new[] { ".config/Thunar/uca.xml" }));
        Assert.That(Uninstall("thunar"), Is.Empty);
    }

    [Test]
    public void Commands_come_from_the_filters_and_are_named_as_those_name_themselves()
    {
        Install("nautilus");
        string[] scripts = [.. HomeFiles.Where(file => file.Contains("scripts", StringComparison.Ordinal)).Select(file => Path.GetFileName(file))];
        Assert.That(scripts, Is.EqualTo(new[] { ".enlarger", "Restore blur", "Upscale 2x", "Upscale 4x" }));
    }

    [TestCase("nautilus", ".local/share/nautilus/scripts")]
    [TestCase("nemo", ".local/share/nemo/scripts")]
    [TestCase("caja", ".config/caja/scripts")]
    public void A_script_hands_over_the_selected_names_as_they_are(string id, string scripts)
    {
        Install(id);
        ProgramRun run = ProgramRun.Of([Path.Combine(Home, scripts, "Enlarger", "Upscale 2x"), "a b.png", "-o", "it's \"写\" $x.png"], CancellationToken.None);
        Assert.That(run, Is.EqualTo(new ProgramRun(0, "<upscale><--scale><2><--><a b.png><-o><it's \"写\" $x.png>", "")));
    }

    [Test]
    public void The_environment_chooses_the_folders()
    {
        Variables["XDG_DATA_HOME"] = Folder["data"];
        Variables["XDG_CONFIG_HOME"] = Folder["config"];
        foreach (string id in Ids) Install(id);
        Assert.That(HomeFiles, Is.Empty);
        Assert.That(File.ReadAllText(Folder["config/ImageMagick/delegates.xml"]), Does.Contain(Folder["data/enlarger/program/enlarger"]));
        foreach (string id in Ids) Uninstall(id);
        Assert.That(Directory.GetFiles(Folder["data"], "*", SearchOption.AllDirectories), Is.Empty);
        Assert.That(Directory.GetFiles(Folder["config"], "*", SearchOption.AllDirectories), Is.Empty);
    }


    [TestCaseSource(nameof(Ids))]
    public void An_installed_program_is_linked_to_and_outlives_the_menus(string id)
    {
        Install("geeqie");
        Write("program/installed", "");
        string[] programs = [.. Directory.GetFiles(Folder["program"])];
        Install(id);
        string program = Folder["home/.local/share/enlarger/program"];
        Assert.That(new DirectoryInfo(program).LinkTarget, Is.EqualTo(Folder["program"]));
        Assert.That(Starter, Does.Exist);
        foreach (string one in new[] { "geeqie", id }.Distinct()) Uninstall(one);
        Assert.That(HomeFiles, Is.Empty);
        Assert.That(new DirectoryInfo(program).LinkTarget, Is.Null);
        Assert.That(Directory.GetFiles(Folder["program"]), Is.EquivalentTo(programs));
    }

    [Test]
    public void A_copy_takes_the_place_of_a_link_and_a_program_that_was_uninstalled_is_no_hindrance([Values] bool isGone)
    {
        Write("program/installed", "");
        Install("dolphin");
        File.Delete(Folder["program/installed"]);
        if (isGone) Directory.Delete(Folder["program"], recursive: true);
        if (isGone) Assert.That(Uninstall("dolphin"), Has.Length.EqualTo(2));
        else Install("dolphin");
        Assert.That(new DirectoryInfo(Folder["home/.local/share/enlarger/program"]).LinkTarget, Is.Null);
        Assert.That(File.Exists(Starter), Is.Not.EqualTo(isGone));
    }
}
