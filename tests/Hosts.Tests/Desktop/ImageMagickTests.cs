using Enlarger.Tests.Support;

namespace Enlarger.Tests.Desktop;

/// <summary>The real ImageMagick reads pictures through the real program.</summary>
[Platform("Linux")]
public sealed class ImageMagickTests : FolderTests
{
    private static readonly string? Convert = new[] { "magick", "convert" }.FirstOrDefault(Programs.Has);

    private DesktopMachine _machine = null!;

    [OneTimeSetUp]
    public void Look()
    {
        if (Convert is null) Assert.Ignore("ImageMagick is not installed: nothing is read through it.");
    }

    [SetUp]
    public void HaveAUser()
    {
        _machine = new DesktopMachine(Folder);
        _machine.Make();
    }

    [Test]
    public void What_it_reads_is_what_the_program_writes_and_uninstalling_leaves_the_user_s_own()
    {
        const string Own = "<?xml version=\"1.0\"?>\n<delegatemap>\n  <delegate decode=\"mine\" command=\"cp &quot;%i&quot; &quot;%o&quot;\"/>\n</delegatemap>\n";
        string delegates = Path.Combine(_machine.Home, ".config", "ImageMagick", "delegates.xml");
        Directory.CreateDirectory(Path.GetDirectoryName(delegates)!);
        File.WriteAllText(delegates, Own);
        _machine.Enlarger("install", "imagemagick");

        string picture = Raster.Sample(24, 17, "rgb16").Save(Path.Combine(_machine.Pictures, "it's \"写\" $x;.png"));
        _machine.Enlarger("upscale", "--scale", "2", picture, "-o", Folder["expected.tif"]);
        ProcessRun run = _machine.Run(Convert!, "upscale-2x:" + picture, Folder["result.tif"]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Raster.Read(Folder["result.tif"]), Is.EqualTo(Raster.Read(Folder["expected.tif"])).Using<Raster>(AreAlike));

        // Nothing but the picture may come out where a picture is wanted.
        ProcessRun piped = _machine.Run(Convert!, "restore-blur:" + picture, "png:-");
        File.WriteAllBytes(Folder["piped.png"], piped.Bytes);
        Assert.That(Raster.Read(Folder["piped.png"]).Size, Is.EqualTo(Raster.Read(picture).Size));

        ProcessRun own = _machine.Run(Convert!, "mine:" + picture, Folder["own.png"]);
        Assert.That(own.ExitCode, Is.Zero, own.Error);

        _machine.Enlarger("uninstall", "imagemagick");
        Assert.That(File.ReadAllText(delegates), Is.EqualTo(Own));
        Assert.That(_machine.Run(Convert!, "upscale-2x:" + picture, Folder["gone.png"]).ExitCode, Is.Not.Zero);
    }

    [Test]
    public void What_is_no_picture_is_told_and_nothing_is_written()
    {
        _machine.Enlarger("install", "imagemagick");
        string file = Path.Combine(_machine.Pictures, "text.png");
        File.WriteAllText(file, "This is no picture at all.");
        ProcessRun run = _machine.Run(Convert!, "upscale-4x:" + file, Folder["result.png"]);
        Assert.That(run.ExitCode, Is.Not.Zero);
        Assert.That(run.Sentences, Has.Length.EqualTo(1).And.One.Contains("is not a PNG, JPEG, WebP or TIFF picture"));
        Assert.That(File.Exists(Folder["result.png"]), Is.False);
    }

    private static bool AreAlike(Raster one, Raster other) => one.Size == other.Size && one.Format == other.Format && one.Pixels.AsSpan().SequenceEqual(other.Pixels);
}
