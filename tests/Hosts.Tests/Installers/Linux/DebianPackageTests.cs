using Enlarger.Imaging;
using Enlarger.Models;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Installers.Linux;

/// <summary>The built package in a fresh Debian with an editor, without a network, for a user whose home is empty.</summary>
/// <param name="debian">The Debian, as debian-folder.sh knows it.</param>
/// <param name="gimp">The word for its GIMP on the command line.</param>
internal abstract class DebianPackageTests(string debian, string gimp)
{
    /// <summary>The Debian.</summary>
    protected FreshDebian Debian { get; private set; } = null!;

    [OneTimeSetUp]
    public void Install()
    {
        Debian = new FreshDebian(debian, LinuxPackages.Built);
        Debian.Demand("dpkg", "-i", "/mnt/" + Path.GetFileName(LinuxPackages.Debian));
    }

    [OneTimeTearDown]
    public void Remove() => Debian?.Dispose();

    [Test]
    public void The_command_does_what_it_did_before_it_was_packed()
    {
        Assert.That(Debian.DemandOfUser("enlarger --version"), Does.StartWith(LinuxPackages.Version));
        Assert.That(Debian.DemandOfUser("command -v npm node dotnet || echo none"), Is.EqualTo("none\n"));
        Debian.DemandOfUser("enlarger upscale --scale 2 /usr/share/enlarger/models/samples/flower.png -o larger.png");
        using var folder = new Folder();
        ProcessRun expected = ProcessRun.Of(
            LinuxPackages.Program,
            ["upscale", "--scale", "2", Path.Combine(BuiltInstallers.Stage, "models", "samples", "flower.png"), "-o", folder["expected.png"]],
            TimeSpan.FromMinutes(2),
            null,
            (ModelStore.FolderVariable, Path.Combine(BuiltInstallers.Stage, "models")));
        Assert.That(expected.ExitCode, Is.Zero, expected.Error);
        Raster larger = Raster.Read(Debian.Fetch("/home/user/larger.png"));
        Assert.That(larger.Size, Is.EqualTo(new PixelSize(256, 256)));
        Assert.That(larger.LargestStep(Raster.Read(folder["expected.png"])), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void Every_generator_is_there_and_verified()
    {
        string[] lines = Debian.DemandOfUser("enlarger models verify").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(GeneratorCatalog.Load().Generators.Count));
        Assert.That(lines, Has.None.Contains("half").And.None.Contains("missing").And.None.Contains("not installed").And.None.Contains("damaged"));
    }

    [Test]
    public void GIMP_has_the_commands_and_runs_one() => Assert.That(WidthOfEnlarged(), Is.EqualTo("64"));

    [Test]
    public void An_editor_of_the_user_s_gets_links_to_the_program()
    {
        Assert.That(Debian.DemandOfUser($"enlarger install {gimp}"), Does.Contain("installed for GIMP"));
        Assert.That(Debian.DemandOfUser("find .config/GIMP -lname '/usr/lib/enlarger*' | wc -l"), Is.EqualTo("1\n"));
        Assert.That(Debian.DemandOfUser("du -sk .config/GIMP/*/plug-ins | cut -f 1"), Has.Length.LessThan(5));
        Debian.DemandOfUser($"enlarger uninstall {gimp}");
        Assert.That(Debian.DemandOfUser("enlarger --version"), Does.StartWith(LinuxPackages.Version));
    }

    [Test]
    public void A_menu_runs_the_program_over_a_picture()
    {
        Debian.DemandOfUser("cp /usr/share/enlarger/models/samples/flower.png 'a b.png'");
        string line = Debian.DemandOfUser("sed -n 's/^Exec=//p' /usr/share/applications/enlarger-upscale-2x.desktop").Trim();
        Debian.DemandOfUser(line.Replace("%F", "'a b.png'", StringComparison.Ordinal));
        Assert.That(Raster.Read(Debian.Fetch("/home/user/a b-upscaled-2x.png")).Size, Is.EqualTo(new PixelSize(256, 256)));
    }

    [Test]
    public void Krita_s_files_are_complete_where_Krita_looks()
    {
        Assert.That(
            Debian.Demand("sh", "-c", "cd /usr/share/krita && find . -name '*enlarger*' | sort").Split('\n', StringSplitOptions.RemoveEmptyEntries),
            Is.EqualTo(new[] { "./actions/enlarger.action", "./pykrita/enlarger", "./pykrita/enlarger.desktop", "./pykrita/enlarger/enlarger_engine.py" }));
        Assert.That(Debian.Demand("sh", "-c", "diff -r -x __pycache__ -x enlarger_engine.py /usr/lib/enlarger/python/krita/enlarger /usr/share/krita/pykrita/enlarger"), Is.Empty);
    }

    /// <summary>Has GIMP enlarge a picture of 16x16 pixels four times.</summary>
    /// <returns>How wide it has become.</returns>
    protected abstract string WidthOfEnlarged();
}
