using Enlarger.CommandLine.Hosts;
using Enlarger.CommandLine.Hosts.Gimp;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Hosts.Gimp;

/// <summary>With programs that are scripts of the test's; what GIMP 3 shares with GIMP 2.10 is tested there.</summary>
[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class Gimp3SeriesTests : FolderTests
{
    private readonly Dictionary<string, string> _variables = [];

    private GimpHost Host => new(new Gimp3Series(), new ProgramFolder(Folder["program"]), new UserFolders(name => _variables.GetValueOrDefault(name)));

    [SetUp]
    public void HaveAHomeAndAProgram()
    {
        _variables.Clear();
        _variables["HOME"] = Folder["home"];
        _variables["PATH"] = Folder["bin"];
        _variables["FLATPAK_SYSTEM_DIR"] = Folder["flatpak"];
        Directory.CreateDirectory(Folder["home"]);
        Script.Write(Folder["program/enlarger"], "[ \"$*\" = --version ] && echo 0.1.0");
        Write("program/python/enlarger_engine.py", "# engine");
        Write("program/python/gimp3/enlarger-gimp3.py", "#!/usr/bin/env python3");
        Write("program/python/gimp3/dialog.py", "# dialog");
        Write("program/python/krita/enlarger.desktop", "");
    }

    [TestCase("gimp-3.2", "3.2.6", "3.2")]
    [TestCase("gimp-3.0", "3.0.4", "3.0")]
    [TestCase("gimp-3", "3.4.0-RC1", "3.4")]
    [TestCase("gimp", "3.0.8", "3.0")]
    public void It_is_found_by_any_of_its_names_and_its_version_names_the_profile(string name, string version, string profile)
    {
        HaveGimp(name, version);
        Assert.That(Find(), Is.EqualTo(new[] { ($"GIMP {profile}", PlugInIn(Profile(profile))) }));
    }

    [TestCase("2.10.34")]
    [TestCase("2.3.1.5")]
    [TestCase("13.0.4")]
    public void Another_series_is_not_it(string version)
    {
        HaveGimp("gimp", version);
        HaveFlatpak(version);
        Assert.That(Find, Throws.TypeOf<EnlargerException>().With.Message.EqualTo("GIMP 3 was not found, neither on the search path nor in Flatpak: install it and try again."));
    }

    [Test]
    public void Two_versions_have_a_profile_each_and_two_names_of_one_share_it()
    {
        HaveGimp("gimp-3.0", "3.0.4");
        HaveGimp("gimp-3.2", "3.2.0");
        HaveGimp("gimp", "3.0.4");
        HaveFlatpak("3.2.2");
        Assert.That(Find(), Is.EqualTo(new[]
        {
            ("GIMP 3.2", PlugInIn(Profile("3.2"))), ("GIMP 3.0", PlugInIn(Profile("3.0"))), ("GIMP 3.2 from Flatpak", PlugInIn(Profile("3.2"))),
        }));
    }

    [Test]
    public void Alone_the_one_from_Flatpak_has_its_own_profile()
    {
        HaveFlatpak("3.2.2");
        Assert.That(Find(), Is.EqualTo(new[] { ("GIMP 3.2 from Flatpak", PlugInIn(Folder["home/.var/app/org.gimp.GIMP/config/GIMP/3.2"])) }));
    }

    [Test]
    public void The_environment_chooses_the_profile()
    {
        HaveGimp("gimp", "3.0.4");
        _variables["GIMP3_DIRECTORY"] = "my profile";
        Assert.That(Find(), Is.EqualTo(new[] { ("GIMP 3.0", PlugInIn(Folder["home/my profile"])) }));
    }

    [TestCase("enlarger")]
    [TestCase("python/enlarger_engine.py")]
    [TestCase("python/gimp3/enlarger-gimp3.py")]
    public void A_build_that_lacks_a_part_says_so(string part)
    {
        HaveGimp("gimp", "3.0.4");
        File.Delete(Folder["program/" + part]);
        Assert.That(Find, Throws.TypeOf<EnlargerException>().With.Message.Contains("has no plug-in for GIMP 3 (enlarger-gimp3.py)"));
    }

    [Test]
    public void The_plug_in_is_the_adapter_with_the_engine_s_module_and_the_whole_program()
    {
        HaveGimp("gimp", "3.0.4", $"[ \"$*\" = '--no-interface --no-data --no-fonts --quit' ] && mkdir -p '{Profile("3.0")}'");
        File.SetLastWriteTimeUtc(Folder["program/python/gimp3/enlarger-gimp3.py"], DateTime.UnixEpoch);
        Install();
        string plugIn = PlugInIn(Profile("3.0"));
        foreach (string file in new[] { "enlarger-gimp3.py", "dialog.py", "enlarger_engine.py", "program/enlarger", "program/python/krita/enlarger.desktop" })
        {
            Assert.That(Path.Combine(plugIn, file), Does.Exist);
        }

        string starter = Path.Combine(plugIn, "enlarger-gimp3.py");
        Assert.That(File.GetUnixFileMode(starter) & (UnixFileMode.UserExecute | UnixFileMode.UserRead), Is.EqualTo(UnixFileMode.UserExecute | UnixFileMode.UserRead));
        Assert.That(File.GetLastWriteTimeUtc(starter), Is.GreaterThan(DateTime.UtcNow.AddMinutes(-1)));
    }

    [Test]
    public void The_program_that_does_not_start_is_told_and_nothing_stays()
    {
        HaveFlatpak("3.0.4", "exit 131");
        Directory.CreateDirectory(Folder["home/.config/GIMP/3.0"]);
        Assert.That(Install, Throws.TypeOf<EnlargerException>().With.Message.StartsWith("GIMP from Flatpak sees no .NET runtime"));
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(Profile("3.0"), "plug-ins")), Is.Empty);
    }

    [Test]
    public void Uninstalling_clears_the_profiles_of_every_version()
    {
        HaveGimp("gimp-3.0", "3.0.4", $"mkdir -p '{Profile("3.0")}'");
        HaveGimp("gimp-3.2", "3.2.0", $"mkdir -p '{Profile("3.2")}'");
        Install();
        Directory.Delete(Folder["bin"], recursive: true);
        Assert.That(Host.Uninstall(), Is.EqualTo(new[] { PlugInIn(Profile("3.0")), PlugInIn(Profile("3.2")) }));
        Assert.That(Host.Uninstall(), Is.Empty);
    }

    private static string PlugInIn(string profile) => Path.Combine(profile, "plug-ins", "enlarger-gimp3");

    private string Profile(string version) => Folder[$"home/.config/GIMP/{version}"];

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder[name])!);
        File.WriteAllText(Folder[name], text);
    }

    private void HaveGimp(string name, string version, string start = ":") =>
        Script.Write(Folder["bin/" + name], $"case \"$*\" in --version) echo 'GNU Image Manipulation Program version {version}';; --no-interface*) {start};; *) exit 64;; esac");

    private void HaveFlatpak(string version, string run = "exec \"${2#--command=}\" \"$4\"")
    {
        Directory.CreateDirectory(Folder["flatpak/app/org.gimp.GIMP"]);
        Script.Write(
            Folder["bin/flatpak"],
            $"""
            case "$*" in
            'run org.gimp.GIMP --version') echo 'GNU Image Manipulation Program version {version}';;
            'run --command='*' org.gimp.GIMP --version') {run};;
            *) exit 64;;
            esac
            """);
    }

    private (string Editor, string Path)[] Find() => [.. Host.Find(CancellationToken.None).Select(place => (place.Editor, place.Path))];

    private void Install()
    {
        foreach (IHostPlace place in Host.Find(CancellationToken.None)) place.Install(CancellationToken.None);
    }
}
