using System.Diagnostics;
using Enlarger.Tests.Support;
using Enlarger.Tests.Wine;

namespace Enlarger.Tests.Installers.Windows;

public sealed class RefusalTests
{
    private WindowsUser _user = null!;
    private Folder _folder = null!;

    [SetUp]
    public void MakeUser() => (_user, _folder) = (new WindowsUser(), new Folder());

    [TearDown]
    public void RemoveUser()
    {
        _user.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void A_truncated_installer_writes_nothing()
    {
        string truncated = _folder["truncated.exe"];
        File.Copy(SmallInstallers.Installer, truncated);
        using (FileStream file = File.OpenWrite(truncated)) file.SetLength(file.Length * 2 / 3);
        Assert.That(WindowsUser.Setup(truncated).ExitCode, Is.EqualTo(2));
        _user.AssertNothingIsLeft();
    }

    // Whatever it is told.
    [TestCase]
    [TestCase("/NCRC")]
    public void A_changed_installer_writes_nothing(params string[] switches)
    {
        string changed = _folder["changed.exe"];
        File.Copy(SmallInstallers.Installer, changed);
        using (FileStream file = File.Open(changed, FileMode.Open))
        {
            file.Position = file.Length / 2;
            int value = file.ReadByte();
            file.Position--;
            file.WriteByte((byte)(value ^ 1));
        }

        Assert.That(WindowsUser.Setup(changed, switches).ExitCode, Is.EqualTo(2));
        _user.AssertNothingIsLeft();
    }

    [Test]
    public void A_damaged_generator_is_refused_and_what_is_installed_goes_on_working()
    {
        const string Sentence = "A generator in this installer is damaged: download it again. Nothing has been changed.";
        Assert.That(WindowsUser.Setup(SmallInstallers.Damaged), Is.EqualTo((2, Sentence)));
        _user.AssertNothingIsLeft();

        WindowsUser.Install(SmallInstallers.Installer);
        Assert.That(WindowsUser.Setup(SmallInstallers.Damaged), Is.EqualTo((2, Sentence)));
        Assert.That(_user.Enlarger(WindowsUser.Program, "models", "verify").ExitCode, Is.Zero);
        Assert.That(WindowsUser.Registry(@"HKCU\Software\Enlarger", "Version"), Is.EqualTo(SmallInstallers.Version));
        UpgradeTests.AssertIsTheOnlyOne();
    }

    [TestCase("paintdotnet.exe", "Paint.NET")]
    [TestCase("gimp-3.exe", "GIMP")]
    [TestCase("gimp-console-3.0.exe", "GIMP")]
    [TestCase("krita.exe", "Krita")]
    public void It_waits_for_no_editor_that_runs_but_says_which(string program, string name)
    {
        MakeEditors();
        string sentence = $"{name} ({program}) is running: close it, then start this again.";
        using (Running(Path.Combine(_folder.Path, program)))
        {
            Assert.That(WindowsUser.Setup(SmallInstallers.Installer), Is.EqualTo((2, sentence)));
            Assert.That(Directory.Exists(WindowsUser.Program), Is.False);
            WindowsUser.Install(SmallInstallers.Installer, "/COMPONENTS=");
        }

        WindowsUser.Install(SmallInstallers.Installer, "/COMPONENTS=paint.net,gimp3,krita");
        using (Running(Path.Combine(_folder.Path, program)))
        {
            Assert.That(WindowsUser.Setup(Path.Combine(WindowsUser.Program, "uninstall.exe"), $"_?={WineMachine.PathOf(WindowsUser.Program)}"), Is.EqualTo((2, sentence)));
            Assert.That(WindowsUser.Setup(SmallInstallers.Installer, "/COMPONENTS="), Is.EqualTo((2, sentence)), "Its plug-in would be removed.");
        }
    }

    [Test]
    public void Editors_of_another_kind_may_run()
    {
        MakeEditors();
        using (Running(_folder["gimp-2.10.exe"])) WindowsUser.Install(SmallInstallers.Installer);
    }

    [Test]
    public void The_program_itself_must_not_run()
    {
        WindowsUser.Install(SmallInstallers.Installer);
        using (Running(Path.Combine(WindowsUser.Program, "enlarger-explorer.exe")))
        {
            const string Sentence = "Enlarger (enlarger-explorer.exe) is running: close it, then start this again.";
            Assert.That(WindowsUser.Setup(SmallInstallers.Installer), Is.EqualTo((2, Sentence)));
            Assert.That(WindowsUser.Setup(Path.Combine(WindowsUser.Program, "uninstall.exe"), $"_?={WineMachine.PathOf(WindowsUser.Program)}"), Is.EqualTo((2, Sentence)));
        }
    }

    [Test]
    public void A_folder_that_is_too_deep_is_a_sentence()
    {
        string deep = WineMachine.PathOf(WindowsUser.OnDrive([.. Enumerable.Repeat("A folder with a long name of 40 letters", 6)])).Replace(' ', '-');
        (int code, string sentence) = WindowsUser.Setup(SmallInstallers.Installer, $"/D={deep}");
        Assert.That((code, sentence), Is.EqualTo((2, sentence)));
        Assert.That(sentence, Does.Match("^The name of the folder .* is [0-9]+ characters too long for Windows: choose a shorter one[.]$"));
        _user.AssertNothingIsLeft();
    }

    [Test]
    public void A_folder_of_the_user_s_is_not_taken_over()
    {
        string pictures = Path.Combine(WindowsUser.Documents, "pictures");
        Directory.CreateDirectory(pictures);
        File.WriteAllText(Path.Combine(pictures, "a.png"), "mine");
        Assert.That(
            WindowsUser.Setup(SmallInstallers.Installer, $"/D={WineMachine.PathOf(pictures)}").Sentence,
            Is.EqualTo($"The folder {WineMachine.PathOf(pictures)} is not empty, and not Enlarger's: choose a new one."));
        Assert.That(File.ReadAllText(Path.Combine(pictures, "a.png")), Is.EqualTo("mine"));
    }

    // Known beforehand; and with room for bytes, but not for so many files, only on the way.
    [TestCase("size=60m", "^There is not enough room for .*: [0-9]+ MB are needed and [0-9]+ MB are free[.] Make room, or choose another folder[.]$")]
    [TestCase("size=600m,nr_inodes=60", "^A file could not be written into .*: make room there, then start this again[.] Nothing has been changed[.]$")]
    public void A_full_disk_is_a_sentence_and_nothing_is_left_on_it(string options, string sentence)
    {
        string disk = _folder["disk"];
        Directory.CreateDirectory(disk);
        ProcessRun mount = ProcessRun.Of("mount", ["-t", "tmpfs", "-o", options, "tmpfs", disk], TimeSpan.FromSeconds(10));
        if (mount.ExitCode != 0) Assert.Ignore("Only root can make a small disk: a full one is not tried.");
        try
        {
            // Text without spaces, since Wine would quote it.
            string link = WindowsUser.OnDrive("disk");
            File.CreateSymbolicLink(link, disk);
            try
            {
                (int code, string said) = WindowsUser.Setup(SmallInstallers.Installer, $@"/D=C:\disk\Enlarger");
                Assert.That((code, said), Is.EqualTo((2, said)));
                Assert.That(said, Does.Match(sentence));
                Assert.That(Directory.GetFileSystemEntries(disk), Is.Empty);
            }
            finally
            {
                File.Delete(link);
            }

            _user.AssertNothingIsLeft();
        }
        finally
        {
            ProcessRun.Of("umount", [disk], TimeSpan.FromSeconds(10));
        }
    }

    [Test]
    public void An_administrator_s_Paint_NET_is_left_out_or_refused_where_nobody_can_be_asked()
    {
        string editor = WindowsUser.OnDrive("Program Files", "paint.net");
        Directory.CreateDirectory(Path.Combine(editor, "Effects"));
        File.WriteAllText(Path.Combine(editor, "paintdotnet.exe"), "Not started here.");
        try
        {
            if (ProcessRun.Of("mount", ["-t", "tmpfs", "-o", "ro", "tmpfs", Path.Combine(editor, "Effects")], TimeSpan.FromSeconds(10)).ExitCode != 0)
            {
                Assert.Ignore("Only root can make a folder that root cannot write into: a classic Paint.NET without an administrator is not tried.");
            }

            try
            {
                Assert.That(
                    WindowsUser.Setup(SmallInstallers.Installer, "/COMPONENTS=paint.net"),
                    Is.EqualTo((2, $@"Only an administrator can write into C:\Program Files\paint.net\Effects\Enlarger: start this as an administrator, or leave paint.net out of /COMPONENTS.")));
                Assert.That(Directory.Exists(WindowsUser.Program), Is.False);
                WindowsUser.Install(SmallInstallers.Installer);
                Assert.That(WindowsUser.Registry(@"HKCU\Software\Enlarger", "Declined"), Is.EqualTo(","), "It is put as soon as it can be.");
            }
            finally
            {
                ProcessRun.Of("umount", [Path.Combine(editor, "Effects")], TimeSpan.FromSeconds(10));
            }

            WindowsUser.Install(SmallInstallers.Installer);
            Assert.That(File.Exists(Path.Combine(editor, "Effects", "Enlarger", "Enlarger.PaintDotNet.dll")));
        }
        finally
        {
            Directory.Delete(editor, recursive: true);
        }
    }

    private static void MakeEditors()
    {
        foreach (string folder in new[] { Path.Combine(WindowsUser.Documents, "paint.net App Files"), Path.Combine(WindowsUser.Roaming, "GIMP", "3.0"), Path.Combine(WindowsUser.Roaming, "krita") }) Directory.CreateDirectory(folder);
    }

    /// <summary>A program of that name which waits until it is disposed of.</summary>
    private RunningProgram Running(string file)
    {
        string ready = _folder["ready"];
        byte[]? kept = File.Exists(file) ? File.ReadAllBytes(file) : null;
        SmallInstallers.MakeWaiting(file, ready);
        Process process = WineMachine.Start(file);
        for (int tries = 0; tries < 300 && !File.Exists(ready); tries++) Thread.Sleep(100);
        Assert.That(File.Exists(ready), "It runs.");
        return new RunningProgram(process, file, kept);
    }

    private sealed class RunningProgram(Process process, string file, byte[]? kept) : IDisposable
    {
        public void Dispose()
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
            WineMachine.Program("taskkill", "/f", "/im", Path.GetFileName(file));
            if (kept is not null) File.WriteAllBytes(file, kept);
        }
    }
}
