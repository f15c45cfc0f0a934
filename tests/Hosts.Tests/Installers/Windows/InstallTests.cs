using Enlarger.Tests.Support;
using Enlarger.Tests.Wine;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Installers.Windows;

public sealed class InstallTests
{
    private const string UninstallKey = @"Software\Microsoft\Windows\CurrentVersion\Uninstall\Enlarger";
    private WindowsUser _user = null!;

    [SetUp]
    public void MakeUser() => _user = new WindowsUser();

    [TearDown]
    public void RemoveUser() => _user.Dispose();

    // The real one, with all that it brings.
    [Test]
    public void What_is_installed_enlarges_a_photograph_as_on_Linux_without_anything_else_and_goes_without_a_trace()
    {
        string installer = Directory.GetFiles(BuiltInstallers.Folder, "enlarger-*-windows-x64.exe").Single();
        WindowsUser.Install(installer);

        using var folder = new Folder();
        string input = folder["flower.png"];
        File.Copy(Path.Combine(BuiltInstallers.Stage, "models", "samples", "flower.png"), input);
        ProcessRun run = _user.Enlarger(WindowsUser.Program, "upscale", WineMachine.PathOf(input), "-o", WineMachine.PathOf(folder["by Windows.png"]));
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        WindowsProgramTests.Native("upscale", input, "-o", folder["by Linux.png"]);
        Raster result = Raster.Read(folder["by Windows.png"]);
        Assert.That((result.Size, result.Pixels.Max() > 200), Is.EqualTo((Raster.Read(folder["by Linux.png"]).Size, true)));
        JToken psnr = JObject.Parse(WindowsProgramTests.Native("compare", folder["by Linux.png"], folder["by Windows.png"], "--json").Output)["psnr"]!;
        Assert.That((double?)psnr ?? double.PositiveInfinity, Is.GreaterThanOrEqualTo(60));

        ProcessRun verified = _user.Enlarger(WindowsUser.Program, "models", "verify");
        Assert.That((verified.ExitCode, verified.Output.Contains("missing", StringComparison.Ordinal)), Is.EqualTo((0, false)), verified.Output);

        WindowsUser.Uninstall(WindowsUser.Program);
        _user.AssertNothingIsLeft();
    }

    [Test]
    public void For_one_user_Windows_is_told_of_it_and_of_nothing_when_it_is_gone()
    {
        WindowsUser.Install(SmallInstallers.Installer);
        AssertIsRegistered("HKCU", WindowsUser.Program);
        Assert.That(WindowsUser.Registry(@"HKLM\Software\Enlarger"), Is.Empty);
        Assert.That(WindowsUser.Registry(@"HKCU\Environment", "Path"), Is.EqualTo(WineMachine.PathOf(WindowsUser.Program)));
        Assert.That(_user.Enlarger(WindowsUser.Program, "models", "verify").Output, Does.Contain($"{SmallInstallers.Generator}: installed"));

        WindowsUser.Uninstall(WindowsUser.Program);
        _user.AssertNothingIsLeft();
    }

    [Test]
    public void For_everybody_Windows_is_told_of_it_and_of_nothing_when_it_is_gone()
    {
        WindowsUser.Install(SmallInstallers.Installer, "/AllUsers");
        AssertIsRegistered("HKLM", WindowsUser.SharedProgram);
        Assert.That(WindowsUser.Registry(@"HKCU\Software\Enlarger"), Is.Empty);
        Assert.That(WindowsUser.Registry(@"HKLM\System\CurrentControlSet\Control\Session Manager\Environment", "Path"), Does.EndWith(";" + WineMachine.PathOf(WindowsUser.SharedProgram)));

        WindowsUser.Uninstall(WindowsUser.SharedProgram);
        _user.AssertNothingIsLeft();
    }

    [Test]
    public void What_is_not_wanted_is_left_out_and_stays_out()
    {
        WindowsUser.Install(SmallInstallers.Installer, "/COMPONENTS=command-line");
        string generator = Path.Combine(WindowsUser.Program, "models", $"{SmallInstallers.Generator}.onnx");
        Assert.That((File.Exists(generator), WindowsUser.Registry(@"HKCU\Software\Classes\Enlarger.Pictures")), Is.EqualTo((false, "")));
        long small = Size();

        WindowsUser.Install(SmallInstallers.Installer);
        Assert.That(File.Exists(generator), Is.False, "A repair adds nothing.");
        WindowsUser.Install(SmallInstallers.Installer, $"/COMPONENTS={SmallInstallers.Generator}");
        Assert.That((File.Exists(generator), WindowsUser.Registry(@"HKCU\Environment", "Path")), Is.EqualTo((true, "")));
        Assert.That(Size() - small, Is.EqualTo(new DirectoryInfo(Path.GetDirectoryName(generator)!).GetFiles($"{SmallInstallers.Generator}*").Sum(file => (file.Length + 1023) / 1024)));

        WindowsUser.Uninstall(WindowsUser.Program);
        _user.AssertNothingIsLeft();
    }

    [Test]
    public void Settings_go_only_when_told_and_what_the_user_put_into_the_folder_never()
    {
        WindowsUser.Install(SmallInstallers.Installer);
        string settings = Path.Combine(WindowsUser.Local, "Enlarger", "settings", "upscale.json");
        Directory.CreateDirectory(Path.GetDirectoryName(settings)!);
        File.WriteAllText(settings, "{}");
        string[] own = [Path.Combine(WindowsUser.Program, "notes.txt"), Path.Combine(WindowsUser.Program, "models", "mine.onnx")];
        foreach (string file in own) File.WriteAllText(file, "mine");

        WindowsUser.Uninstall(WindowsUser.Program);
        Assert.That(File.Exists(settings));
        Assert.That(Directory.GetFiles(WindowsUser.Program, "*", SearchOption.AllDirectories).Order(), Is.EqualTo(own.Order()));

        WindowsUser.Install(SmallInstallers.Installer);
        Assert.That(own.Select(File.ReadAllText), Is.All.EqualTo("mine"));
        WindowsUser.Uninstall(WindowsUser.Program, "/PURGE");
        Assert.That(Directory.Exists(Path.Combine(WindowsUser.Local, "Enlarger")), Is.False);
    }

    [Test]
    public void A_path_too_long_for_an_installer_s_texts_gets_the_entry_and_is_the_same_again_after_it()
    {
        string path = string.Join(';', Enumerable.Range(0, 200).Select(number => $@"C:\Programs of somebody\{number}")) + ";";
        _user.Import(@"[HKEY_CURRENT_USER\Environment]", $"\"Path\"=\"{path.Replace(@"\", @"\\", StringComparison.Ordinal)}\"");
        WindowsUser.Install(SmallInstallers.Installer);
        Assert.That(WindowsUser.Registry(@"HKCU\Environment", "Path"), Is.EqualTo($"{path};{WineMachine.PathOf(WindowsUser.Program)}"));
        WindowsUser.Uninstall(WindowsUser.Program);
        Assert.That(WindowsUser.Registry(@"HKCU\Environment", "Path"), Is.EqualTo(path));
    }

    [Test]
    public void Another_folder_can_be_chosen_and_left_again()
    {
        string folder = WindowsUser.OnDrive("写真");
        try
        {
            WindowsUser.Install(SmallInstallers.Installer, $"/D={WineMachine.PathOf(folder)}");
            Assert.That(WindowsUser.Registry(@"HKCU\Software\Enlarger", "Folder"), Is.EqualTo(WineMachine.PathOf(folder)));
            WindowsUser.Install(SmallInstallers.Installer, $"/D={WineMachine.PathOf(WindowsUser.Program)}");
            Assert.That((Directory.Exists(folder), File.Exists(Path.Combine(WindowsUser.Program, "enlarger.exe"))), Is.EqualTo((false, true)));
            Assert.That(WindowsUser.Registry(@"HKCU\Environment", "Path"), Is.EqualTo(WineMachine.PathOf(WindowsUser.Program)));
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    private static long Size(string root = "HKCU") => Convert.ToInt64(WindowsUser.Registry($@"{root}\{UninstallKey}", "EstimatedSize")["dword:".Length..], 16);

    private static void AssertIsRegistered(string root, string folder)
    {
        string place = WineMachine.PathOf(folder);
        Assert.That(WindowsUser.Registry($@"{root}\Software\Enlarger", "Folder"), Is.EqualTo(place));
        string entry = WindowsUser.Registry($@"{root}\{UninstallKey}");
        foreach (string value in new[] { "\"DisplayName\"=\"Enlarger\"", $"\"DisplayVersion\"=\"{SmallInstallers.Version}\"", "\"Publisher\"=\"The Enlarger authors\"", $"\"InstallLocation\"=\"{place}\"", $"\"UninstallString\"=\"\"{place}\\uninstall.exe\"\"", $"\"QuietUninstallString\"=\"\"{place}\\uninstall.exe\" /S\"", "\"NoModify\"=dword:00000001", $"\"DisplayIcon\"=\"{place}\\uninstall.exe\"" })
        {
            Assert.That(entry, Does.Contain(value));
        }

        long onDisk = new DirectoryInfo(folder).GetFiles("*", SearchOption.AllDirectories).Sum(file => (file.Length + 1023) / 1024);
        Assert.That(Size(root), Is.EqualTo(onDisk).Within(1024));

        foreach (string kind in new[] { ".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff" })
        {
            Assert.That(WindowsUser.Registry($@"{root}\Software\Classes\SystemFileAssociations\{kind}\shell\Enlarger", "ExtendedSubCommandsKey"), Is.EqualTo("Enlarger.Pictures"));
        }

        string commands = WindowsUser.Registry($@"{root}\Software\Classes\Enlarger.Pictures");
        foreach ((string name, string id) in new[] { ("Enlarge 2x", "upscale-2x"), ("Enlarge 4x", "upscale-4x"), ("Restore blur", "restore-blur") })
        {
            Assert.That(commands, Does.Contain($"\"MUIVerb\"=\"{name}\"").And.Contain($"\"{place}\\enlarger-explorer.exe\" {id} \"%1\""));
        }
    }
}
