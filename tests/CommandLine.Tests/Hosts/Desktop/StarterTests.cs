using System.Diagnostics;
using Enlarger.CommandLine.Hosts;
using Enlarger.Models.Builder.Packages;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Hosts.Desktop;

/// <summary>The script that desktops start, with windows and a program that are scripts of the test's and write down what they are told.</summary>
[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class StarterTests : FolderTests
{
    private static readonly string[] Tools = ["sh", "cat", "mktemp", "rm", "mkfifo", "sed", "head", "tail", "sleep", "kill", "env"];

    private readonly Dictionary<string, string?> _before = [];

    [SetUp]
    public void HaveAProgram()
    {
        Directory.CreateDirectory(Folder["program"]);
        Directory.CreateDirectory(Folder["temporary"]);
        Directory.CreateDirectory(Folder["bin"]);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "enlarger-desktop"), Folder["program/enlarger-desktop"]);
        foreach (string tool in Tools) File.CreateSymbolicLink(Folder["bin/" + tool], SearchPath.Find(tool, Environment.GetEnvironmentVariable("PATH"))!);
        foreach (string name in new[] { "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP" }) Set(name, null);
        Set("PATH", Folder["bin"]);
        Set("TMPDIR", Folder["temporary"]);
        Set("DISPLAY", ":nowhere");
    }

    [TearDown]
    public void ComeBack()
    {
        foreach ((string name, string? value) in _before) Environment.SetEnvironmentVariable(name, value);
    }

    [Test]
    public void The_window_is_told_the_progress_of_all_pictures_together()
    {
        HaveZenity();
        HaveEnlarger("""
            echo '{"event":"batch","files":2}'
            echo '{"event":"progress","input":"\"event\":\"done\",\"part\":0.9.png","part":0.0}'
            echo '{"event":"progress","input":"a","part":0.08}'
            echo '{"event":"progress","input":"a","part":0.5}'
            echo '{"event":"progress","input":"a","part":1.0}'
            echo '{"event":"done","input":"a"}'
            echo '{"event":"note","input":"b","message":"part"}'
            echo '{"event":"progress","input":"b","part":0.5}'
            echo '{"event":"skipped","input":"b"}'
            """);
        ProgramRun run = Run("upscale", "--scale", "2", "--", "a b.png", "写'\"$x.png");
        Assert.That(run, Is.EqualTo(new ProgramRun(0, "", "")));
        Assert.That(File.ReadAllLines(Folder["enlarger"]), Is.EqualTo(new[] { "<upscale><--json><--scale><2><--><a b.png><写'\"$x.png>" }));
        Assert.That(File.ReadAllLines(Folder["progress"]), Is.EqualTo(new[] { "0", "4", "25", "50", "50", "75", "100", "100" }));
        Assert.That(File.ReadAllText(Folder["zenity"]), Does.Contain("<--progress>").And.Contain("<--text=2 pictures>").And.Not.Contain("<--error>"));
        Assert.That(Directory.GetFileSystemEntries(Folder["temporary"]), Is.Empty);
    }

    [TestCase("trap 'exit 130' TERM; while :; do sleep 0.1; done")]
    [TestCase("exec sleep 60")]
    public void Cancelling_in_the_window_ends_the_program_at_once(string program)
    {
        HaveZenity("exit 1");
        HaveEnlarger(program);
        Assert.That(() => Run("upscale", "--", "a.png"), ThrowsCancelled);
        Assert.That(File.ReadAllText(Folder["zenity"]), Does.Not.Contain("<--error>"));
        Assert.That(Directory.GetFileSystemEntries(Folder["temporary"]), Is.Empty);
    }

    [Test]
    public void What_went_wrong_is_shown_as_the_program_says_it()
    {
        HaveZenity();
        HaveEnlarger("""echo '1 of 2' >&2; printf '%s\n' "enlarger: 'a\b <x>&.png' is no picture: save it first." >&2; echo 'enlarger: Another.' >&2; exit 3""");
        Assert.That(Run("upscale", "--", "a", "b").ExitCode, Is.EqualTo(3));
        Assert.That(File.ReadAllText(Folder["zenity"]), Does.Contain("<--text='a\\b <x>&.png' is no picture: save it first.\nAnother.>"));
    }

    [Test]
    public void A_runtime_that_is_gone_is_shown_too()
    {
        HaveZenity();
        HaveEnlarger("echo 'You must install .NET to run this application.' >&2; exit 131");
        Assert.That(Run("upscale", "--", "a").ExitCode, Is.EqualTo(131));
        Assert.That(File.ReadAllText(Folder["zenity"]), Does.Contain("<--text=You must install .NET to run this application.>"));
    }

    [Test]
    public void KDE_is_told_in_its_own_way()
    {
        Set("XDG_CURRENT_DESKTOP", "KDE");
        HaveZenity();
        Script.Write(Folder["bin/kdialog"], $"{Record("kdialog")}; case \"$*\" in *--progressbar*) echo 'org.kde.kdialog-1 /ProgressDialog';; esac");
        Script.Write(Folder["bin/dbus-send"], $"{Record("bus")}; case \"$*\" in *wasCancelled) echo '   boolean false';; esac");
        HaveEnlarger("""echo '{"event":"progress","part":0.42}'; printf '%s\n' 'enlarger: C:\new' >&2; exit 6""");
        Assert.That(Run("restore-blur", "--", "a.png").ExitCode, Is.EqualTo(6));
        Assert.That(File.ReadAllText(Folder["bus"]), Does.Contain("<--dest=org.kde.kdialog-1></ProgressDialog>").And.Contain("<variant:int32:42>").And.Contain("ProgressDialog.close>"));
        Assert.That(File.ReadAllText(Folder["kdialog"]), Does.Contain("<One picture>").And.Contain(@"<--error><C:\\new>"));
        Assert.That(File.Exists(Folder["zenity"]), Is.False);
    }

    [Test]
    public void A_window_of_KDE_s_that_was_cancelled_ends_the_program()
    {
        Script.Write(Folder["bin/kdialog"], "echo 'org.kde.kdialog-1 /ProgressDialog'");
        Script.Write(Folder["bin/dbus-send"], "case \"$*\" in *wasCancelled) echo '   boolean true';; esac");
        HaveEnlarger("trap 'exit 130' TERM; while :; do sleep 0.1; done");
        Assert.That(() => Run("restore-blur", "--", "a.png"), ThrowsCancelled);
    }

    [TestCase("", 0, "Done.")]
    [TestCase("echo 'enlarger: a < b & c' >&2; exit 5", 5, "a &lt; b &amp; c")]
    public void Without_a_window_there_is_a_notification(string program, int exitCode, string text)
    {
        Script.Write(Folder["bin/notify-send"], Record("notification"));
        HaveEnlarger(program);
        Assert.That(Run("upscale", "--", "a.png").ExitCode, Is.EqualTo(exitCode));
        Assert.That(File.ReadAllText(Folder["notification"]), Is.EqualTo($"<--><Enlarger><{text}>\n"));
    }

    [Test]
    public void Without_anything_the_work_is_done_all_the_same([Values("", ":0")] string display)
    {
        Set("DISPLAY", display);
        if (display.Length == 0) HaveZenity();
        HaveEnlarger("echo '{\"event\":\"done\"}'; echo 'enlarger: No.' >&2; exit 4");
        Assert.That(Run("upscale", "--", "a.png"), Is.EqualTo(new ProgramRun(4, "", "No.\n")));
    }

    [Test]
    public void A_signal_ends_the_program_too()
    {
        HaveZenity("exec cat > /dev/null");
        HaveEnlarger($"trap 'echo ended > \"{Folder["ended"]}\"; exit 130' TERM; : > \"{Folder["up"]}\"; while :; do sleep 0.1; done");
        using Process process = Process.Start(Folder["program/enlarger-desktop"], ["upscale", "--", "a.png"]);
        Assert.That(() => File.Exists(Folder["up"]), Is.True.After(60_000, 20));
        RealProgram.Signal(process, "TERM");
        Assert.That(() => File.Exists(Folder["ended"]), Is.True.After(60_000, 20));
        Assert.That(process.WaitForExit(RealProgram.Patience));
    }

    [Test]
    public void The_real_program_never_overwrites_and_says_so_without_options()
    {
        HaveZenity();
        Folder.Write("photo.png", PngBytes.Make(2, 2, 8, 0, [[0, 90], [180, 255]]));
        Folder.Write("photo-upscaled-2x.png", [1, 2, 3]);
        ProgramRun run = ProgramRun.Of([Path.Combine(AppContext.BaseDirectory, "enlarger-desktop"), "upscale", "--scale", "2", "--model", "lanczos", "--", Folder["photo.png"]], CancellationToken.None);
        Assert.That(run.ExitCode, Is.EqualTo(6), run.Error);
        Assert.That(File.ReadAllText(Folder["zenity"]), Does.Contain($"<--text='{Folder["photo-upscaled-2x.png"]}' exists already: rename or delete it and try again.>"));
        Assert.That(File.ReadAllBytes(Folder["photo-upscaled-2x.png"]), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    // The exit code 130.
    private static NUnit.Framework.Constraints.IResolveConstraint ThrowsCancelled => Throws.TypeOf<OperationCanceledException>();

    private string Record(string file) => $"{{ printf '<%s>' \"$@\"; echo; }} >> \"{Folder[file]}\"";

    private void HaveZenity(string progress = ":") =>
        Script.Write(Folder["bin/zenity"], $"{Record("zenity")}; case $1 in --progress) {(progress == ":" ? $"cat > \"{Folder["progress"]}\"" : progress)};; esac");

    private void HaveEnlarger(string program) => Script.Write(Folder["program/enlarger"], $"{Record("enlarger")}\n{program}");

    private ProgramRun Run(params string[] words) => ProgramRun.Of([Folder["program/enlarger-desktop"], .. words], CancellationToken.None);

    private void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }
}
