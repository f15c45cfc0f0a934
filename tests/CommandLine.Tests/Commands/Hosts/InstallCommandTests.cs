using System.Diagnostics;
using Enlarger.CommandLine.Hosts;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Commands.Hosts;

/// <summary>The commands with the real programs, and a home of the test's own.</summary>
[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class InstallCommandTests : FolderTests
{
    private readonly Dictionary<string, string?> _before = [];

    private string Profile => Folder["プロフィール"];

    private string PlugIn => Folder["プロフィール/plug-ins/enlarger-gimp2"];

    [SetUp]
    public void HaveAHomeAndAGimp()
    {
        Script.Write(Folder["bin/gimp-2.10"], "[ \"$1\" = --version ] && echo version 2.10.34");
        Set("HOME", Folder["home"]);
        Set("PATH", $"{Folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}");
        Set("XDG_CONFIG_HOME", null);
        Set("XDG_DATA_HOME", null);
        Set("FLATPAK_SYSTEM_DIR", Folder["flatpak"]);
        Set("FLATPAK_USER_DIR", Folder["flatpak"]);
        Set("GIMP2_DIRECTORY", Profile);
        Set("SUDO_USER", null);
    }

    [TearDown]
    public void ComeBack()
    {
        foreach ((string name, string? value) in _before) Environment.SetEnvironmentVariable(name, value);
    }

    [Test]
    public void The_program_is_installed_starts_and_is_removed_again()
    {
        Directory.CreateDirectory(Profile);
        CommandRun run = CommandRun.Of("install", "gimp");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Is.EqualTo($"gimp: installed for GIMP 2.10 in {PlugIn}; restart it and look under Filters > Enlarger.\n"));
        Assert.That(Version(Path.Combine(PlugIn, "enlarger-gimp2")), Does.Match(@"^\d+\.\d+\.\d+"));
        foreach (string notice in new[] { "LICENSE", "THIRD-PARTY-NOTICES.md" }) Assert.That(Path.Combine(PlugIn, notice), Does.Exist);
        Assert.That(Directory.GetFiles(PlugIn, "*", SearchOption.AllDirectories).Select(Path.GetExtension), Has.None.EqualTo(".pdb").And.None.EqualTo(".xml"));

        run = CommandRun.Of("uninstall", "gimp");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Is.EqualTo($"gimp: removed from {PlugIn}\n"));
        Assert.That(Directory.GetFileSystemEntries(Profile, "*", SearchOption.AllDirectories), Is.EqualTo(new[] { Path.Combine(Profile, "plug-ins") }));

        run = CommandRun.Of("uninstall", "gimp");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Is.EqualTo("gimp: there is nothing to remove\n"));
    }

    [Test]
    public void The_real_GIMP_makes_a_profile_that_it_can_live_with()
    {
        if (!File.Exists("/usr/bin/gimp-2.10")) Assert.Ignore("GIMP 2.10 is not installed here.");
        File.Delete(Folder["bin/gimp-2.10"]);
        CommandRun run = CommandRun.Of("install", "gimp");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Path.Combine(Profile, "brushes"), Does.Exist);
        Assert.That(Version(Path.Combine(PlugIn, "enlarger-gimp2")), Does.Match(@"^\d+\.\d+\.\d+"));
    }

    [Test]
    public void One_of_two_that_share_a_profile_keeps_what_only_it_can_start()
    {
        Directory.CreateDirectory(Profile);
        Directory.CreateDirectory(Folder["flatpak/app/org.gimp.GIMP"]);
        Script.Write(Folder["bin/flatpak"], "[ \"$3\" = --version ] && echo version 2.10.38 || exit 131");
        CommandRun run = CommandRun.Of("install", "gimp");
        Assert.That(run.ExitCode, Is.EqualTo(6));
        Assert.That(run.Output, Does.StartWith($"gimp: installed for GIMP 2.10 in {PlugIn}; "));
        Assert.That(run.Error, Does.StartWith("enlarger: GIMP from Flatpak sees no .NET runtime of this machine, so nothing was changed for it"));
        Assert.That(Version(Path.Combine(PlugIn, "enlarger-gimp2")), Does.Match(@"^\d+\.\d+\.\d+"));
    }

    [Test]
    public void One_that_fails_does_not_keep_Enlarger_from_the_next()
    {
        Directory.CreateDirectory(Folder["flatpak/app/org.gimp.GIMP"]);
        Script.Write(Folder["bin/flatpak"], $"case $3 in --version) echo version 2.10.38;; --no-interface) mkdir -p '{Profile}';; esac");
        CommandRun run = CommandRun.Of("install", "gimp");
        Assert.That(run.ExitCode, Is.EqualTo(6));
        Assert.That(run.Error, Does.StartWith("enlarger: GIMP has no profile yet").And.EndWith("start GIMP once and try again.\n"));
        Assert.That(run.Output, Does.StartWith($"gimp: installed for GIMP 2.10 from Flatpak in {PlugIn}; "));
    }

    [Test]
    public void Cancelled_it_leaves_nothing()
    {
        Directory.CreateDirectory(Profile);
        CommandRun run = CommandRun.Of(new NearestNeighbor(), new CancellationToken(canceled: true), "install", "gimp");
        Assert.That(run.ExitCode, Is.EqualTo(130));
        Assert.That(Directory.GetFileSystemEntries(Profile, "*", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void A_Ctrl_C_in_the_middle_leaves_the_older_one()
    {
        string program = Script.Write(Path.Combine(PlugIn, "enlarger-gimp2"), "echo older");
        using Process process = RealProgram.Start("install", "gimp");
        Assert.That(() => Directory.Exists(Folder["プロフィール/.enlarger-gimp2/new"]) || process.HasExited, Is.True.After(20_000, 1));
        RealProgram.Signal(process, "INT");
        (int exitCode, string error) = RealProgram.End(process);
        if (exitCode == 0) Assert.Ignore("It was too fast for the signal.");
        Assert.That(exitCode, Is.EqualTo(130), error);
        Assert.That(File.ReadAllText(program), Does.Contain("older"));
        Assert.That(Directory.GetFileSystemEntries(Profile).Select(Path.GetFileName), Is.EqualTo(new[] { "plug-ins" }));
    }

    [Test]
    public void A_disk_that_is_full_is_exit_code_6_without_a_trace()
    {
        using Process process = RealProgram.OnSmallDisk(Profile, "install", "gimp");
        (int exitCode, string error) = RealProgram.End(process);
        if (exitCode == RealProgram.NoSmallDisk) Assert.Ignore("No disk can be made here: " + error);
        Assert.That(exitCode, Is.EqualTo(6), error);
        Assert.That(error, Is.EqualTo($"enlarger: '{PlugIn}' could not be changed: No space left on device.\n"));
        Assert.That(process.StandardOutput.ReadToEnd(), Is.EqualTo("plug-ins\n"));
    }

    [TestCase("install")]
    [TestCase("uninstall")]
    public void Sudo_is_refused(string command)
    {
        if (!Environment.IsPrivilegedProcess) Assert.Ignore("Only root can be what sudo makes.");
        Set("SUDO_USER", "ansel");
        CommandRun run = CommandRun.Of(command, "gimp");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.EndWith("run it without sudo.\n"));
    }

    [TestCase("install")]
    [TestCase("uninstall")]
    public void What_is_no_editor_is_refused_and_help_lists_those_there_are(string command)
    {
        Assert.That(CommandRun.Of(command, "paint").ExitCode, Is.EqualTo(2));
        Assert.That(CommandRun.Of(command).ExitCode, Is.EqualTo(2));
        Assert.That(CommandRun.Of(command, "--help").Output, Does.Match("(?m)^  gimp  .*GIMP 2.10"));
    }

    private static string Version(string program)
    {
        ProgramRun run = ProgramRun.Of([program], CancellationToken.None);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return run.Output;
    }

    private void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }
}
