using Enlarger.Tests.Wine;

namespace Enlarger.Tests.Installers.Windows;

public sealed class UpgradeTests
{
    private static readonly string Extra = Path.Combine(WindowsUser.Program, "of old", "extra.dll");
    private WindowsUser _user = null!;

    [SetUp]
    public void MakeUser() => _user = new WindowsUser();

    [TearDown]
    public void RemoveUser() => _user.Dispose();

    [Test]
    public void A_newer_version_takes_the_place_of_an_older_one_and_keeps_what_is_the_user_s()
    {
        WindowsUser.Install(SmallInstallers.Older);
        Assert.That(File.Exists(Extra));
        string settings = Path.Combine(WindowsUser.Local, "Enlarger", "settings", "upscale.json"), own = Path.Combine(WindowsUser.Program, "models", "deeper", "mine.onnx");
        foreach (string file in new[] { settings, own })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "mine");
        }

        WindowsUser.Install(SmallInstallers.Installer);
        Assert.That((Directory.Exists(Path.GetDirectoryName(Extra)), File.ReadAllText(settings), File.ReadAllText(own)), Is.EqualTo((false, "mine", "mine")));
        Assert.That(WindowsUser.Registry(@"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Enlarger", "DisplayVersion"), Is.EqualTo(SmallInstallers.Version));
        AssertIsTheOnlyOne();

        File.Delete(own);
        Directory.Delete(Path.GetDirectoryName(own)!);
        Directory.Delete(Path.Combine(WindowsUser.Local, "Enlarger"), recursive: true);
        WindowsUser.Uninstall(WindowsUser.Program);
        _user.AssertNothingIsLeft();
    }

    [Test]
    public void An_older_version_is_refused_unless_it_is_forced()
    {
        WindowsUser.Install(SmallInstallers.Installer);
        (int code, string sentence) = WindowsUser.Setup(SmallInstallers.Older);
        Assert.That((code, File.Exists(Extra)), Is.EqualTo((2, false)));
        Assert.That(sentence, Is.EqualTo($"Enlarger {SmallInstallers.Version} is installed, which is newer than 0.0.9: uninstall it first, or add /FORCE."));
        WindowsUser.Install(SmallInstallers.Older, "/FORCE");
        Assert.That(File.Exists(Extra));
    }

    [Test]
    public void The_same_version_again_repairs_what_is_damaged()
    {
        WindowsUser.Install(SmallInstallers.Installer);
        string generator = Path.Combine(WindowsUser.Program, "models", "realesr-general-x4.onnx"), library = Path.Combine(WindowsUser.Program, "Enlarger.Plugin.dll");
        File.WriteAllText(generator, "damaged");
        File.Delete(library);
        Assert.That(_user.Enlarger(WindowsUser.Program, "models", "verify").ExitCode, Is.Not.Zero);
        WindowsUser.Install(SmallInstallers.Installer);
        Assert.That(_user.Enlarger(WindowsUser.Program, "models", "verify").ExitCode, Is.Zero);
        AssertIsTheOnlyOne();
    }

    // Between the two renamings, or after them.
    [TestCase(false)]
    [TestCase(true)]
    public void An_installation_that_was_cut_off_is_completed_by_the_next(bool hasTakenPlace)
    {
        WindowsUser.Install(SmallInstallers.Older);
        string old = WindowsUser.Program + ".enlarger-old";
        if (hasTakenPlace) WineMachine.Program("xcopy", WineMachine.PathOf(WindowsUser.Program), WineMachine.PathOf(old) + @"\", "/E", "/I", "/Q");
        else Directory.Move(WindowsUser.Program, old);
        File.WriteAllText(Path.Combine(old, "notes.txt"), "mine");
        Directory.CreateDirectory(WindowsUser.Program + ".enlarger-new");
        File.WriteAllText(Path.Combine(WindowsUser.Program + ".enlarger-new", "enlarger.exe"), "half a program");

        WindowsUser.Install(SmallInstallers.Installer);
        Assert.That((File.ReadAllText(Path.Combine(WindowsUser.Program, "notes.txt")), _user.Enlarger(WindowsUser.Program, "models", "verify").ExitCode), Is.EqualTo(("mine", 0)));
        AssertIsTheOnlyOne();
    }

    internal static void AssertIsTheOnlyOne() =>
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(WindowsUser.Program)!), Is.EqualTo(new[] { WindowsUser.Program }));
}
