using Enlarger.CommandLine.Hosts;
using Enlarger.CommandLine.Hosts.Desktop;
using Enlarger.Models;
using Enlarger.Models.Builder.Packages;

namespace Enlarger.Tests.Hosts.Desktop;

[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class SharedMenusTests : DesktopTests
{
    private string Share => Folder["share 写"];

    [SetUp]
    public void WriteAll()
    {
        var engine = new Engine(new ModelStore(Folder["models"], GeneratorCatalog.Load()));
        new SharedMenus(Share).Write(PictureCommand.Of(engine.Filters), new DesktopProgram(new ProgramFolder(Folder["program"]), "/usr/lib/en larger"));
    }

    [Test]
    public void Every_command_is_in_every_menu()
    {
        string[] commands = ["restore-blur", "upscale-2x", "upscale-4x"];
        Assert.That(
            Directory.GetFiles(Share, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Share, file)),
            Is.EquivalentTo(commands
                .SelectMany(command => new[] { $"applications/enlarger-{command}.desktop", $"applications/enlarger-geeqie-{command}.desktop", $"nemo/actions/enlarger-{command}.nemo_action" })
                .Append("kio/servicemenus/enlarger.desktop")));
        Assert.That(File.ReadAllText(Path.Combine(Share, "kio/servicemenus/enlarger.desktop")), Does.Contain("Actions=upscale-2x;upscale-4x;restore-blur;"));
    }

    [TestCase("applications/enlarger-upscale-4x.desktop", "[Desktop Entry]", "NoDisplay=true")]
    [TestCase("applications/enlarger-geeqie-upscale-4x.desktop", "[Desktop Entry]", "OnlyShowIn=X-Geeqie;")]
    [TestCase("nemo/actions/enlarger-upscale-4x.nemo_action", "[Nemo Action]", "Selection=notnone")]
    public void An_entry_runs_the_installed_program_over_pictures(string file, string group, string line)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Share, file));
        Assert.That(lines[0], Is.EqualTo(group));
        Assert.That(lines, Has.Member("Name=Enlarger: Upscale 4x").And.Member(line).And.Member("Exec=\"/usr/lib/en larger/enlarger-desktop\" upscale --scale 4 -- %F"));
        Assert.That(lines, Has.One.Match("^Mime(T|t)ypes?=image/png;image/jpeg;image/webp;image/tiff;$"));
    }

    [Test]
    public void The_desktop_s_own_tool_finds_the_entries_valid()
    {
        if (SearchPath.Find("desktop-file-validate", Environment.GetEnvironmentVariable("PATH")) is not { } validate)
        {
            Assert.Ignore("desktop-file-validate is not installed here.");
            return;
        }

        ProgramRun run = ProgramRun.Of([validate, .. Directory.GetFiles(Path.Combine(Share, "applications"))], CancellationToken.None);
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((0, "")));
    }
}
