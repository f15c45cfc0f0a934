using Enlarger.CommandLine.Hosts;
using Enlarger.CommandLine.Hosts.Krita;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Hosts.Krita;

/// <summary>With programs that are scripts of the test's.</summary>
[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class KritaHostTests : FolderTests
{
    // In an encoding that is no UTF-8.
    private static readonly byte[] Settings = [.. "theme=Sombre\n\n[MainWindow]\nname=Gr"u8, 0xFC, .. "n\r\nkey=1\n"u8];

    private readonly Dictionary<string, string> _variables = [];

    private KritaHost Host => new(new ProgramFolder(Folder["program"]), new UserFolders(name => _variables.GetValueOrDefault(name)));

    private string Data => Folder["home/.local/share/krita"];

    private string FlatpakData => Folder["home/.var/app/org.kde.krita/data/krita"];

    [SetUp]
    public void HaveAHomeAndAProgram()
    {
        _variables.Clear();
        _variables["HOME"] = Folder["home"];
        _variables["PATH"] = Folder["bin"];
        _variables["FLATPAK_SYSTEM_DIR"] = Folder["flatpak"];
        Directory.CreateDirectory(Folder["home/.config"]);
        Script.Write(Folder["program/enlarger"], "[ \"$*\" = --version ] && echo 0.1.0");
        Write("program/python/enlarger_engine.py", "# engine");
        Write("program/python/krita/enlarger.desktop", "[Desktop Entry]");
        Write("program/python/krita/enlarger.action", "<ActionCollection/>");
        Write("program/python/krita/enlarger/__init__.py", "# plug-in");
        Write("program/python/krita/enlarger/sub/more.py", "# more");
    }

    [Test]
    public void What_is_installed_is_all_that_Krita_looks_for_and_uninstalling_takes_all_of_it([Values] bool hasSettings)
    {
        HaveKrita();
        if (hasSettings) File.WriteAllBytes(Folder["home/.config/kritarc"], Settings);
        Install();
        string[] expected =
        [
            "actions/enlarger.action", "pykrita/enlarger.desktop", "pykrita/enlarger/__init__.py", "pykrita/enlarger/enlarger_engine.py", "pykrita/enlarger/program/enlarger",
            "pykrita/enlarger/program/python/enlarger_engine.py", "pykrita/enlarger/program/python/krita/enlarger.action", "pykrita/enlarger/program/python/krita/enlarger.desktop",
            "pykrita/enlarger/program/python/krita/enlarger/__init__.py", "pykrita/enlarger/program/python/krita/enlarger/sub/more.py", "pykrita/enlarger/sub/more.py",
        ];
        Assert.That(Files(Data), Is.EquivalentTo(expected));
        byte[] added = [.. hasSettings ? Settings : [], .. hasSettings ? "\n"u8 : [], .. "[python]\nenable_enlarger=true\n"u8];
        Assert.That(File.ReadAllBytes(Folder["home/.config/kritarc"]), Is.EqualTo(added));

        Install();
        Assert.That(Files(Data), Is.EquivalentTo(expected));
        Assert.That(File.ReadAllBytes(Folder["home/.config/kritarc"]), Is.EqualTo(added));

        Directory.Delete(Folder["bin"], recursive: true);
        Assert.That(Host.Uninstall(), Is.EqualTo(new[] { Path.Combine(Data, "pykrita", "enlarger") }));
        Assert.That(Files(Data), Is.Empty);
        Assert.That(File.Exists(Folder["home/.config/kritarc"]), Is.EqualTo(hasSettings));
        if (hasSettings) Assert.That(File.ReadAllBytes(Folder["home/.config/kritarc"]), Is.EqualTo(Settings));
        Assert.That(Host.Uninstall(), Is.Empty);
    }

    [Test]
    public void An_AppImage_is_known_by_the_settings_that_it_has_left()
    {
        File.WriteAllBytes(Folder["home/.config/kritarc"], Settings);
        Assert.That(Find(), Is.EqualTo(new[] { ("Krita", Path.Combine(Data, "pykrita", "enlarger")) }));
    }

    [Test]
    public void Without_any_the_sentence_says_where_it_was_looked_for() => Assert.That(Find, Throws.TypeOf<EnlargerException>()
        .With.Message.EqualTo("Krita was not found, neither on the search path nor in Flatpak: install it and try again, or, if it is an AppImage, start it once before."));

    [Test]
    public void The_environment_chooses_the_folders()
    {
        HaveKrita();
        _variables["XDG_DATA_HOME"] = Folder["data 写"];
        _variables["XDG_CONFIG_HOME"] = Folder["config 写"];
        Install();
        Assert.That(Folder["data 写/krita/pykrita/enlarger.desktop"], Does.Exist);
        Assert.That(Folder["config 写/kritarc"], Does.Exist);
    }

    [Test]
    public void Krita_from_Flatpak_has_folders_of_its_own_and_the_start_is_tried_inside()
    {
        HaveFlatpak("exec \"${2#--command=}\" \"$4\"");
        Install();
        Assert.That(Path.Combine(FlatpakData, "pykrita/enlarger/program/enlarger"), Does.Exist);
        Assert.That(File.ReadAllText(Folder["home/.var/app/org.kde.krita/config/kritarc"]), Is.EqualTo("[python]\nenable_enlarger=true\n"));
        Assert.That(Directory.Exists(Data), Is.False);

        HaveFlatpak("exit 150");
        Assert.That(Install, Throws.TypeOf<EnlargerException>().With.Message.StartsWith("Krita from Flatpak sees no .NET runtime"));
        Assert.That(Path.Combine(FlatpakData, "pykrita/enlarger/program/enlarger"), Does.Exist);
        Assert.That(Host.Uninstall(), Is.EqualTo(new[] { Path.Combine(FlatpakData, "pykrita", "enlarger") }));
    }

    [Test]
    public void Where_the_program_does_not_start_nothing_is_changed()
    {
        HaveKrita();
        File.WriteAllBytes(Folder["home/.config/kritarc"], Settings);
        Script.Write(Folder["program/enlarger"], "exit 131");
        Assert.That(Install, Throws.TypeOf<EnlargerException>().With.Message.StartsWith("Krita would not find the .NET 10 runtime"));
        Assert.That(Files(Data), Is.Empty);
        Assert.That(File.ReadAllBytes(Folder["home/.config/kritarc"]), Is.EqualTo(Settings));
    }

    [Test]
    public void Settings_that_are_a_link_stay_one_with_their_permissions()
    {
        HaveKrita();
        File.WriteAllBytes(Folder["dotfile"], Settings);
        File.SetUnixFileMode(Folder["dotfile"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(Folder["home/.config/kritarc"], Folder["dotfile"]);
        Install();
        Assert.That(new FileInfo(Folder["home/.config/kritarc"]).LinkTarget, Is.EqualTo(Folder["dotfile"]));
        Assert.That(File.ReadAllText(Folder["dotfile"]), Does.Contain("enable_enlarger=true"));
        Assert.That(File.GetUnixFileMode(Folder["dotfile"]), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [TestCase("enlarger")]
    [TestCase("python/enlarger_engine.py")]
    [TestCase("python/krita/enlarger.action")]
    [TestCase("python/krita/enlarger/__init__.py")]
    public void A_build_that_lacks_a_part_says_so(string part)
    {
        HaveKrita();
        File.Delete(Folder["program/" + part]);
        Assert.That(Find, Throws.TypeOf<EnlargerException>().With.Message.Contains("has no plug-in for Krita"));
    }

    [Test]
    public void An_installed_program_is_linked_to_but_for_Flatpak()
    {
        HaveKrita();
        HaveFlatpak("exec \"${2#--command=}\" \"$4\"");
        Write("program/installed", "");
        Write("program/models/a.onnx", "generator");
        Install();
        Install();
        Assert.That(new DirectoryInfo(Path.Combine(Data, "pykrita/enlarger/program")).LinkTarget, Is.EqualTo(Folder["program"]));
        Assert.That(Path.Combine(Data, "pykrita/enlarger/enlarger_engine.py"), Does.Exist);
        Assert.That(new DirectoryInfo(Path.Combine(FlatpakData, "pykrita/enlarger/program")).LinkTarget, Is.Null);
        Assert.That(Path.Combine(FlatpakData, "pykrita/enlarger/program/models/a.onnx"), Does.Exist);

        Assert.That(Host.Uninstall().Count(), Is.EqualTo(2));
        Assert.That(Files(Data), Is.Empty);
        Assert.That(Folder["program/models/a.onnx"], Does.Exist);
    }


    private static string[] Files(string folder) =>
        Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file))] : [];

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder[name])!);
        File.WriteAllText(Folder[name], text);
    }

    private void HaveKrita() => Script.Write(Folder["bin/krita"], "exit 64");

    private void HaveFlatpak(string run)
    {
        Directory.CreateDirectory(Folder["flatpak/app/org.kde.krita"]);
        Script.Write(Folder["bin/flatpak"], $"case \"$*\" in 'run --command='*' org.kde.krita --version') {run};; *) exit 64;; esac");
    }

    private (string Editor, string Path)[] Find() => [.. Host.Find(CancellationToken.None).Select(place => (place.Editor, place.Path))];

    private void Install()
    {
        foreach (IHostPlace place in Host.Find(CancellationToken.None)) place.Install(CancellationToken.None);
    }
}
