using Enlarger.Tests.Wine;

namespace Enlarger.Tests.Installers.Windows;

public sealed class PlugInTests
{
    private static readonly string[] PaintNetFiles = ["Enlarger.PaintDotNet.dll", "Enlarger.PaintDotNet.deps.json", "Enlarger.Plugin.dll"];
    private static readonly string[] EngineFiles = ["enlarger_engine.py"];
    private WindowsUser _user = null!;
    private List<string> _editors = null!;

    [SetUp]
    public void MakeUser() => (_user, _editors) = (new WindowsUser(), []);

    [TearDown]
    public void RemoveUser()
    {
        _user.Dispose();
        foreach (string folder in _editors.Where(Directory.Exists)) Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void The_Store_s_Paint_NET_gets_its_plug_in_into_the_user_s_documents()
    {
        string editor = MakeEditor(Path.Combine(WindowsUser.Documents, "paint.net App Files"));
        AssertIsPutAndTaken(Path.Combine(editor, "Effects", "Enlarger"), PaintNetFiles);
        Assert.That(Directory.GetFileSystemEntries(editor), Is.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_classic_Paint_NET_gets_it_into_its_own_folder(bool isRegistered)
    {
        string editor = MakeEditor(isRegistered ? WindowsUser.OnDrive("Program Files", "Elsewhere") : WindowsUser.OnDrive("Program Files", "paint.net"), "paintdotnet.exe");
        if (isRegistered) _user.Import(@"[HKEY_LOCAL_MACHINE\SOFTWARE\paint.net]", $"\"TARGETDIR\"=\"{WineMachine.PathOf(editor).Replace(@"\", @"\\", StringComparison.Ordinal)}\\\\\"");
        string[] shared = ["/AllUsers"];
        string other = MakeEditor(Path.Combine(editor, "Effects", "Other"));
        AssertIsPutAndTaken(Path.Combine(editor, "Effects", "Enlarger"), PaintNetFiles, shared);
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(editor, "Effects")), Is.EqualTo(new[] { other }));
        WineMachine.Program("reg", "delete", @"HKLM\Software\paint.net", "/f");
    }

    [TestCase("")]
    [TestCase("Effects")]
    public void A_portable_Paint_NET_gets_generators_of_its_own(string part)
    {
        string editor = MakeEditor(WindowsUser.OnDrive("portable"), "paintdotnet.exe");
        Directory.CreateDirectory(Path.Combine(editor, "Effects"));
        string[] files = [.. PaintNetFiles, Path.Combine("models", "realesr-general-x4.onnx"), Path.Combine("models", $"{SmallInstallers.Generator}.onnx")];
        AssertIsPutAndTaken(Path.Combine(editor, "Effects", "Enlarger"), files, $"/PAINTNET={WineMachine.PathOf(Path.Combine(editor, part))}");
    }

    [Test]
    public void The_part_that_an_administrator_does_can_be_done_by_itself()
    {
        string place = Path.Combine(MakeEditor(WindowsUser.OnDrive("Program Files", "paint.net"), "paintdotnet.exe"), "Effects", "Enlarger");
        WindowsUser.Install(SmallInstallers.Installer, $"/PART={WineMachine.PathOf(place)}");
        WindowsUser.Install(SmallInstallers.Installer, $"/PART={WineMachine.PathOf(place)}");
        Assert.That(PaintNetFiles.Select(file => Path.Combine(place, file)), Is.All.Matches<string>(File.Exists));
        Assert.That((Directory.GetFileSystemEntries(Path.GetDirectoryName(place)!), Directory.Exists(WindowsUser.Program)), Is.EqualTo((new[] { place }, false)));
        Assert.That(WindowsUser.Setup(SmallInstallers.Installer, @"/PART=C:\windows").ExitCode, Is.EqualTo(2));

        WindowsUser.Install(SmallInstallers.Installer, "/COMPONENTS=");
        WindowsUser.Uninstall(WindowsUser.Program, $"/PART={WineMachine.PathOf(place)}");
        Assert.That((Directory.Exists(place), Directory.Exists(WindowsUser.Program)), Is.EqualTo((false, true)));
    }

    [Test]
    public void Every_profile_of_GIMP_3_gets_the_plug_in_and_GIMP_2_none()
    {
        string[] profiles = [.. new[] { "2.10", "3.0", "3.2" }.Select(version => MakeEditor(Path.Combine(WindowsUser.Roaming, "GIMP", version)))];
        AssertIsPutAndTaken(Path.Combine(profiles[1], "plug-ins", "enlarger-gimp3"), GimpFiles());
        AssertIsPutAndTaken(Path.Combine(profiles[2], "plug-ins", "enlarger-gimp3"), GimpFiles());
        Assert.That(profiles.SelectMany(Directory.GetFileSystemEntries), Is.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_GIMP_that_has_never_been_started_gets_the_plug_in_too(bool isShared)
    {
        string editor = MakeEditor(WindowsUser.OnDrive("Program Files", "GIMP here"));
        MakeEditor(Path.Combine(editor, "lib", "gimp", "3.0", "plug-ins"));
        const string Key = @"Software\Microsoft\Windows\CurrentVersion\Uninstall\GIMP-3_is1";
        _user.Import($@"[HKEY_LOCAL_MACHINE\{Key}]", "\"DisplayName\"=\"GIMP 3.2.1\"", "\"DisplayVersion\"=\"3.2.1\"", $"\"InstallLocation\"=\"{WineMachine.PathOf(editor).Replace(@"\", @"\\", StringComparison.Ordinal)}\\\\\"");
        string place = isShared ? Path.Combine(editor, "lib", "gimp", "3.0", "plug-ins") : Path.Combine(WindowsUser.Roaming, "GIMP", "3.2", "plug-ins");
        AssertIsPutAndTaken(Path.Combine(place, "enlarger-gimp3"), GimpFiles(), isShared ? ["/AllUsers"] : []);
        Assert.That(Directory.Exists(Path.Combine(WindowsUser.Roaming, "GIMP")), Is.False);
        WineMachine.Program("reg", "delete", $@"HKLM\{Key}", "/f");
    }

    [Test]
    public void Krita_gets_the_plug_in_where_it_looks_for_it()
    {
        string editor = MakeEditor(Path.Combine(WindowsUser.Roaming, "krita"));
        string other = Path.Combine(MakeEditor(Path.Combine(editor, "actions")), "other.action");
        File.WriteAllText(other, "Not ours.");
        WindowsUser.Install(SmallInstallers.Installer);
        Assert.That(File.ReadAllText(Path.Combine(editor, "pykrita", "enlarger.desktop")), Does.Contain("X-KDE-Library=enlarger"));
        Assert.That(File.ReadAllText(Path.Combine(editor, "actions", "enlarger.action")), Does.Contain("enlarger_upscale_4x"));
        Assert.That(Directory.GetFiles(Path.Combine(editor, "pykrita", "enlarger")).Select(Path.GetFileName), Is.EquivalentTo([.. EngineFiles, .. Source("krita", "enlarger")]));
        WindowsUser.Uninstall(WindowsUser.Program);
        Assert.That(Directory.GetFileSystemEntries(editor, "*", SearchOption.AllDirectories), Is.EquivalentTo(new[] { Path.GetDirectoryName(other), other }));
    }

    [Test]
    public void A_plug_in_that_is_not_wanted_any_more_goes_and_one_of_an_editor_that_has_come_is_put()
    {
        string gimp = Path.Combine(MakeEditor(Path.Combine(WindowsUser.Roaming, "GIMP", "3.0")), "plug-ins", "enlarger-gimp3");
        WindowsUser.Install(SmallInstallers.Installer);
        string krita = Path.Combine(MakeEditor(Path.Combine(WindowsUser.Roaming, "krita")), "pykrita", "enlarger");
        WindowsUser.Install(SmallInstallers.Installer);
        Assert.That((Directory.Exists(gimp), Directory.Exists(krita)), Is.EqualTo((true, true)));
        WindowsUser.Install(SmallInstallers.Installer, "/COMPONENTS=krita");
        Assert.That((Directory.Exists(gimp), Directory.Exists(krita)), Is.EqualTo((false, true)));
        WindowsUser.Install(SmallInstallers.Installer, "/COMPONENTS=gimp3");
        Assert.That((Directory.Exists(gimp), Directory.Exists(Path.Combine(WindowsUser.Roaming, "krita", "pykrita")), Directory.Exists(Path.Combine(WindowsUser.Roaming, "krita", "actions"))), Is.EqualTo((true, false, false)));
    }

    [TestCase("gimp3", "GIMP 3 was not found on this machine: install it first, or leave gimp3 out of /COMPONENTS.")]
    [TestCase("paint.net", "Paint.NET was not found on this machine: install it first, or leave paint.net out of /COMPONENTS.")]
    [TestCase("gimp3,photoshop", "There is no component 'photoshop': use some of command-line paint.net gimp3 krita explorer " + SmallInstallers.Generator + ".")]
    public void What_is_asked_for_and_cannot_be_had_is_a_sentence(string components, string sentence)
    {
        Assert.That(WindowsUser.Setup(SmallInstallers.Installer, $"/COMPONENTS={components}"), Is.EqualTo((2, sentence)));
        _user.AssertNothingIsLeft();
    }

    private string MakeEditor(string folder, string? program = null)
    {
        Directory.CreateDirectory(folder);
        if (program is not null) File.WriteAllText(Path.Combine(folder, program), "Not started here.");
        if (!folder.StartsWith(WindowsUser.OnDrive("users"), StringComparison.Ordinal)) _editors.Add(folder);
        return folder;
    }

    private static string[] GimpFiles() => [.. EngineFiles, .. Source("gimp3")];

    private static IEnumerable<string> Source(params string[] names) =>
        Directory.GetFiles(Path.Combine([SmallInstallers.Stage, "windows", "program", "python", .. names])).Select(file => Path.GetFileName(file));

    private static void AssertIsPutAndTaken(string place, string[] files, params string[] switches)
    {
        string program = switches.Contains("/AllUsers") ? WindowsUser.SharedProgram : WindowsUser.Program;
        WindowsUser.Install(SmallInstallers.Installer, switches);
        string[] put = [.. Directory.GetFiles(place, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(place, file))];
        Assert.That(files, Is.SubsetOf(put));
        Assert.That(put.Any(file => file.EndsWith(".onnx", StringComparison.Ordinal)), Is.EqualTo(files.Any(file => file.EndsWith(".onnx", StringComparison.Ordinal))));

        // As Python does when the plug-in runs.
        if (files.Contains(EngineFiles[0])) File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(place, "__pycache__")).FullName, "enlarger_engine.cpython-312.pyc"), "");
        WindowsUser.Uninstall(program);
        Assert.That((Directory.Exists(place), Directory.Exists(program)), Is.EqualTo((false, false)));
    }
}
