using Enlarger.CommandLine.Hosts;
using Enlarger.Models.Builder.Packages;

namespace Enlarger.Tests.Hosts.Desktop;

/// <summary>The desktop entries for Geeqie and Dolphin.</summary>
[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class DesktopEntryTests : DesktopTests
{
    private const string MimeType = "MimeType=image/png;image/jpeg;image/webp;image/tiff;";

    private string Applications => Folder["home/.config/geeqie/applications"];

    private string ServiceMenu => Folder["home/.local/share/kio/servicemenus/enlarger.desktop"];

    [Test]
    public void Geeqie_gets_an_entry_for_every_command_and_keeps_those_of_others()
    {
        Write("home/.config/geeqie/applications/other.desktop", "mine");
        Install("geeqie");
        string[] files = ["enlarger-restore-blur.desktop", "enlarger-upscale-2x.desktop", "enlarger-upscale-4x.desktop", "other.desktop"];
        Assert.That(Directory.GetFiles(Applications).Select(Path.GetFileName), Is.EquivalentTo(files));
        string[] lines = File.ReadAllLines(Path.Combine(Applications, "enlarger-upscale-4x.desktop"));
        Assert.That(lines, Has.Member("Name=Enlarger: Upscale 4x").And.Member($"Exec=\"{Starter}\" upscale --scale 4 -- %F").And.Member(MimeType));
        Uninstall("geeqie");
        Assert.That(Directory.GetFiles(Applications).Select(Path.GetFileName), Is.EqualTo(new[] { "other.desktop" }));
    }

    [Test]
    public void The_desktop_s_own_tool_finds_the_entries_valid()
    {
        if (SearchPath.Find("desktop-file-validate", Environment.GetEnvironmentVariable("PATH")) is not { } validate)
        {
            Assert.Ignore("desktop-file-validate is not installed here.");
            return;
        }

        Variables["XDG_DATA_HOME"] = Folder["it's \"100%\" `\\$x"];
        Install("geeqie");
        ProgramRun run = ProgramRun.Of([validate, "--no-hints", .. Directory.GetFiles(Applications)], CancellationToken.None);
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((0, "")));
    }

    [Test]
    public void Dolphin_gets_a_menu_that_it_trusts()
    {
        Install("dolphin");
        string[] lines = File.ReadAllLines(ServiceMenu);
        Assert.That(lines, Has.Member("Type=Service").And.Member(MimeType).And.Member("Actions=upscale-2x;upscale-4x;restore-blur;").And.Member("X-KDE-Submenu=Enlarger"));
        Assert.That(
            lines.SkipWhile(line => line != "[Desktop Action upscale-2x]").Take(3),
            Is.EqualTo(new[] { "[Desktop Action upscale-2x]", "Name=Upscale 2x", $"Exec=\"{Starter}\" upscale --scale 2 -- %F" }));
        Assert.That(File.GetUnixFileMode(ServiceMenu).HasFlag(UnixFileMode.UserExecute));
    }

    [Test]
    public void A_path_is_quoted_as_desktops_have_agreed()
    {
        Variables["XDG_DATA_HOME"] = Folder["it's \"100%\" `\\$x"];
        Install("dolphin");
        string line = File.ReadAllLines(Folder["it's \"100%\" `\\$x/kio/servicemenus/enlarger.desktop"]).First(line => line.StartsWith("Exec=", StringComparison.Ordinal));
        // Once for the quotes, and once more for the file.
        Assert.That(line, Does.Contain("""it's \\"100%%\\" \\`\\\\\\$x/enlarger/program/enlarger-desktop" upscale"""));
    }
}
