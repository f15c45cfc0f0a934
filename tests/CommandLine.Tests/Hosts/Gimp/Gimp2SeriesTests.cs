using Enlarger.CommandLine.Hosts;
using Enlarger.CommandLine.Hosts.Gimp;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Hosts.Gimp;

/// <summary>With a GIMP, a Flatpak and a program to put into them that are scripts of the test's.</summary>
[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class Gimp2SeriesTests : FolderTests
{
    private const string SaysVersion = "GNU Bildbearbeitungsprogramm Version";
    private const string NoRuntime = "echo 'You must install .NET to run this application.' >&2; exit 131";

    private readonly Dictionary<string, string> _variables = [];

    private string Profile => Folder["home/.config/GIMP/2.10"];

    private string FlatpakProfile => Folder["home/.var/app/org.gimp.GIMP/config/GIMP/2.10"];

    private GimpHost Host => new(new Gimp2Series(), new ProgramFolder(Folder["program"]), new UserFolders(name => _variables.GetValueOrDefault(name)));

    [SetUp]
    public void HaveAHomeAndAProgram()
    {
        _variables.Clear();
        _variables["HOME"] = Folder["home"];
        _variables["PATH"] = $"relative:{Folder["nothing"]}:{Folder["bin"]}";
        _variables["FLATPAK_SYSTEM_DIR"] = Folder["flatpak"];
        Directory.CreateDirectory(Folder["home"]);
        Script.Write(Folder["program/enlarger-gimp2"], "echo 0.1.0");
        File.WriteAllText(Folder["program/LICENSE"], "MIT");
    }

    [Test]
    public void GIMP_2_10_is_found_by_its_full_name_beside_the_next_version()
    {
        HaveGimp("gimp", "3.0.4");
        HaveGimp("gimp-2.10", "2.10.34");
        Assert.That(Find(), Is.EqualTo(new[] { PlugInIn(Profile) }));
    }

    [Test]
    public void GIMP_2_10_is_found_by_its_short_name()
    {
        HaveGimp("gimp", "2.10.8");
        Assert.That(Find(), Is.EqualTo(new[] { PlugInIn(Profile) }));
    }

    [TestCase("3.0.4")]
    [TestCase("2.8.22")]
    [TestCase("2.100.1")]
    [TestCase("12.10.1")]
    public void Another_version_is_not_it(string version)
    {
        HaveGimp("gimp", version);
        HaveFlatpak("flatpak", version);
        Assert.That(Find, ThrowsNotFound);
    }

    [Test]
    public void Without_any_the_sentence_says_where_it_was_looked_for() => Assert.That(Find, ThrowsNotFound);

    [Test]
    public void A_program_of_that_name_that_does_not_start_is_not_it()
    {
        Script.Write(Folder["bin/gimp"], "");
        File.WriteAllText(Folder["bin/gimp"], "#!/nowhere/at all\n");
        Assert.That(Find, ThrowsNotFound);
    }

    [Test]
    public void Programs_are_not_looked_for_in_the_current_folder()
    {
        HaveGimp("gimp", "2.10.34");
        _variables["PATH"] = ":.:" + Path.GetRelativePath(Environment.CurrentDirectory, Folder["bin"]);
        Assert.That(Find, ThrowsNotFound);
    }

    [TestCase("XDG_CONFIG_HOME", "configuration 写", "configuration 写/GIMP/2.10")]
    [TestCase("GIMP2_DIRECTORY", "my profile", "my profile")]
    public void The_environment_chooses_the_profile(string variable, string value, string profile)
    {
        HaveGimp("gimp", "2.10.34");
        _variables[variable] = Folder[value];
        Assert.That(Find(), Is.EqualTo(new[] { PlugInIn(Folder[profile]) }));
    }

    [TestCase("XDG_CONFIG_HOME", "relative", "home/.config/GIMP/2.10")]
    [TestCase("XDG_CONFIG_HOME", "", "home/.config/GIMP/2.10")]
    [TestCase("GIMP2_DIRECTORY", "relative", "home/relative")]
    [TestCase("GIMP2_DIRECTORY", "", "home/.config/GIMP/2.10")]
    public void Half_a_choice_is_understood_as_GIMP_understands_it(string variable, string value, string profile)
    {
        HaveGimp("gimp", "2.10.34");
        _variables[variable] = value;
        Assert.That(Find(), Is.EqualTo(new[] { PlugInIn(Folder[profile]) }));
    }

    [TestCase("flatpak")]
    [TestCase("home/.local/share/flatpak")]
    public void GIMP_from_Flatpak_is_found(string installation)
    {
        HaveFlatpak(installation, "2.10.38");
        Assert.That(Find(), Is.EqualTo(new[] { PlugInIn(FlatpakProfile) }));
    }

    [Test]
    public void GIMP_from_Flatpak_uses_the_profiles_of_the_system_where_there_are_any()
    {
        HaveFlatpak("flatpak", "2.10.38");
        Directory.CreateDirectory(Path.GetDirectoryName(Profile)!);
        Assert.That(Find(), Is.EqualTo(new[] { PlugInIn(Profile) }));
    }

    [Test]
    public void Two_of_them_are_both_found_and_share_a_profile([Values] bool chosen)
    {
        HaveGimp("gimp", "2.10.34");
        HaveFlatpak("flatpak", "2.10.38");
        if (chosen) _variables["GIMP2_DIRECTORY"] = Folder["my profile"];
        string plugIn = PlugInIn(chosen ? Folder["my profile"] : Profile);
        Assert.That(
            Host.Find(CancellationToken.None).Select(place => (place.Editor, place.Path)),
            Is.EqualTo(new[] { ("GIMP 2.10", plugIn), ("GIMP 2.10 from Flatpak", plugIn) }));
    }

    [Test]
    public void A_build_without_the_program_says_so()
    {
        HaveGimp("gimp", "2.10.34");
        File.Delete(Folder["program/enlarger-gimp2"]);
        Assert.That(Find, Throws.TypeOf<EnlargerException>().With.Message.Contains("has no plug-in for GIMP 2.10 (enlarger-gimp2)"));
    }

    [Test]
    public void A_copy_is_installed_that_starts_and_is_newer_than_any_that_GIMP_knows()
    {
        HaveGimp("gimp", "2.10.34");
        Directory.CreateDirectory(Profile);
        File.SetLastWriteTimeUtc(Folder["program/enlarger-gimp2"], DateTime.UnixEpoch);
        DateTime before = DateTime.UtcNow.AddSeconds(-1);
        Install();
        Assert.That(File.ReadAllText(Path.Combine(PlugInIn(Profile), "LICENSE")), Is.EqualTo("MIT"));
        Assert.That(File.GetLastWriteTimeUtc(Path.Combine(PlugInIn(Profile), "enlarger-gimp2")), Is.GreaterThan(before));
        Assert.That(Directory.GetFileSystemEntries(Profile), Is.EqualTo(new[] { Path.Combine(Profile, "plug-ins") }));
    }

    [Test]
    public void A_profile_that_is_not_there_is_made_by_GIMP_and_not_by_us([Values] bool fromFlatpak)
    {
        string profile = fromFlatpak ? FlatpakProfile : Profile;
        if (fromFlatpak) HaveFlatpak("flatpak", "2.10.38", $"mkdir -p '{profile}/brushes'");
        else HaveGimp("gimp", "2.10.34", $"mkdir -p '{profile}/brushes'");
        Install();
        Assert.That(Path.Combine(profile, "brushes"), Does.Exist);
        Assert.That(Path.Combine(PlugInIn(profile), "enlarger-gimp2"), Does.Exist);
    }

    [Test]
    public void Where_GIMP_makes_no_profile_the_sentence_says_what_to_do()
    {
        HaveGimp("gimp", "2.10.34");
        Assert.That(Install, Throws.TypeOf<EnlargerException>().With.Message.EqualTo($"GIMP has no profile yet, and made none in '{Profile}': start GIMP once and try again."));
        Assert.That(Directory.Exists(Profile), Is.False);
    }

    [Test]
    public void A_runtime_that_only_the_terminal_knows_is_none([Values] bool isThereAnOlderOne)
    {
        HaveGimp("gimp", "2.10.34");
        Directory.CreateDirectory(Profile);
        if (isThereAnOlderOne) Install();
        Script.Write(Folder["program/enlarger-gimp2"], $"[ -n \"$DOTNET_ROOT\" ] && exit 0; {NoRuntime}");
        string? before = Environment.GetEnvironmentVariable("DOTNET_ROOT");
        Environment.SetEnvironmentVariable("DOTNET_ROOT", Folder["dotnet"]);
        try
        {
            EnlargerException refused = Assert.Throws<EnlargerException>(Install)!;
            Assert.That(refused.Kind, Is.EqualTo(ErrorKind.Output));
            Assert.That(refused.Message, Does.StartWith("GIMP would not find the .NET 10 runtime").And.Contain("dotnet-runtime-10.0").And.Contain("--self-contained"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("DOTNET_ROOT", before);
        }

        Assert.That(File.Exists(Path.Combine(PlugInIn(Profile), "enlarger-gimp2")), Is.EqualTo(isThereAnOlderOne));
        if (isThereAnOlderOne) Assert.That(File.ReadAllText(Path.Combine(PlugInIn(Profile), "enlarger-gimp2")), Does.Contain("echo 0.1.0"));
        Assert.That(Directory.GetFileSystemEntries(Profile), Is.EqualTo(new[] { Path.Combine(Profile, "plug-ins") }));
    }

    [Test]
    public void A_runtime_of_an_older_version_is_none()
    {
        HaveGimp("gimp", "2.10.34");
        Directory.CreateDirectory(Profile);
        Script.Write(Folder["program/enlarger-gimp2"], "exit 150");
        Assert.That(Install, Throws.TypeOf<EnlargerException>().With.Message.StartsWith("GIMP would not find the .NET 10 runtime"));
    }

    [Test]
    public void The_start_is_tried_inside_Flatpak_s_sandbox()
    {
        HaveFlatpak("flatpak", "2.10.38", $"mkdir -p '{FlatpakProfile}'", NoRuntime);
        Assert.That(Install, Throws.TypeOf<EnlargerException>().With.Message.StartsWith("GIMP from Flatpak sees no .NET runtime").And.Message.Contains("--self-contained"));
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(FlatpakProfile, "plug-ins")), Is.Empty);
    }

    [TestCase("echo 'enlarger-gimp2: libstdc++.so.6: cannot open shared object file' >&2; exit 127", "enlarger-gimp2: libstdc++.so.6: cannot open shared object file")]
    [TestCase("exit 3", "exit code 3")]
    public void Another_failure_is_told_as_it_is(string script, string reason)
    {
        HaveGimp("gimp", "2.10.34");
        Directory.CreateDirectory(Profile);
        Script.Write(Folder["program/enlarger-gimp2"], script);
        Assert.That(Install, Throws.TypeOf<EnlargerException>().With.Message.EqualTo(
            $"The program enlarger-gimp2 does not start ({reason}), so nothing was changed: build or install Enlarger again."));
    }

    [Test]
    public void Uninstalling_needs_no_GIMP_and_clears_every_profile()
    {
        HaveFlatpak("flatpak", "2.10.38", $"mkdir -p '{FlatpakProfile}'");
        Install();
        HaveGimp("gimp", "2.10.34", $"mkdir -p '{Profile}'");
        Install();
        Directory.Delete(Folder["bin"], recursive: true);
        Directory.Delete(Folder["program"], recursive: true);
        Assert.That(Host.Uninstall(), Is.EqualTo(new[] { PlugInIn(Profile), PlugInIn(FlatpakProfile) }));
        Assert.That(Host.Uninstall(), Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(Profile, "plug-ins")), Is.Empty);
    }

    [Test]
    public void A_chosen_profile_is_the_only_one_that_is_cleared()
    {
        HaveGimp("gimp", "2.10.34", $"mkdir -p '{Profile}'");
        Install();
        _variables["GIMP2_DIRECTORY"] = Folder["my profile"];
        Directory.CreateDirectory(Folder["my profile"]);
        Install();
        Assert.That(Host.Uninstall(), Is.EqualTo(new[] { PlugInIn(Folder["my profile"]) }));
        Assert.That(File.Exists(Path.Combine(PlugInIn(Profile), "enlarger-gimp2")));
    }

    [Test]
    public void An_installed_program_is_linked_to_and_not_changed()
    {
        HaveGimp("gimp", "2.10.34");
        Directory.CreateDirectory(Profile);
        Install();
        File.WriteAllText(Folder["program/installed"], "");
        var time = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Folder["program/enlarger-gimp2"], time);
        Install();
        Assert.That(Directory.GetFileSystemEntries(PlugInIn(Profile)), Is.EqualTo(new[] { Path.Combine(PlugInIn(Profile), "enlarger-gimp2") }));
        Assert.That(new FileInfo(Path.Combine(PlugInIn(Profile), "enlarger-gimp2")).LinkTarget, Is.EqualTo(Folder["program/enlarger-gimp2"]));
        Assert.That(File.GetLastWriteTimeUtc(Folder["program/enlarger-gimp2"]), Is.EqualTo(time));
        Assert.That(Host.Uninstall(), Is.EqualTo(new[] { PlugInIn(Profile) }));
        Assert.That(Folder["program/enlarger-gimp2"], Does.Exist);
    }

    [Test]
    public void Flatpak_s_GIMP_sees_no_installed_program_and_gets_a_copy_with_its_generators()
    {
        File.WriteAllText(Folder["program/installed"], "");
        File.WriteAllText(Directory.CreateDirectory(Folder["models"]).FullName + "/a.onnx", "generator");
        Directory.CreateSymbolicLink(Folder["program/models"], Folder["models"]);
        HaveFlatpak("flatpak", "2.10.38", $"mkdir -p '{FlatpakProfile}'");
        Install();
        Assert.That(new FileInfo(Path.Combine(PlugInIn(FlatpakProfile), "enlarger-gimp2")).LinkTarget, Is.Null);
        Assert.That(File.ReadAllText(Path.Combine(PlugInIn(FlatpakProfile), "models", "a.onnx")), Is.EqualTo("generator"));
        Assert.That(Path.Combine(PlugInIn(FlatpakProfile), "installed"), Does.Not.Exist);
    }


    private static NUnit.Framework.Constraints.IResolveConstraint ThrowsNotFound => Throws.TypeOf<EnlargerException>()
        .With.Property(nameof(EnlargerException.Kind)).EqualTo(ErrorKind.Output)
        .And.Message.EqualTo("GIMP 2.10 was not found, neither on the search path nor in Flatpak: install it and try again.");

    private static string PlugInIn(string profile) => Path.Combine(profile, "plug-ins", "enlarger-gimp2");

    private void HaveGimp(string name, string version, string start = ":") =>
        Script.Write(Folder["bin/" + name], $"case \"$*\" in --version) echo '{SaysVersion} {version}';; --no-interface*) {start};; *) exit 64;; esac");

    private void HaveFlatpak(string installation, string version, string start = ":", string run = "exec \"${2#--command=}\"")
    {
        Directory.CreateDirectory(Folder[installation + "/app/org.gimp.GIMP"]);
        Script.Write(
            Folder["bin/flatpak"],
            $"""
            case "$*" in
            'run org.gimp.GIMP --version') echo '{SaysVersion} {version}';;
            'run org.gimp.GIMP --no-interface'*) {start};;
            'run --command='*' org.gimp.GIMP') {run};;
            *) exit 64;;
            esac
            """);
    }

    private string[] Find() => [.. Host.Find(CancellationToken.None).Select(place => place.Path)];

    private void Install()
    {
        foreach (IHostPlace place in Host.Find(CancellationToken.None)) place.Install(CancellationToken.None);
    }
}
