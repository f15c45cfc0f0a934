using System.Diagnostics;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Commands;

/// <summary>The first command of the README, as a user runs it; what it downloads stays in the user's store.</summary>
public sealed class DemoCommandTests : FolderTests
{
    private static readonly string[] Made = ["flower-before-after.png", "flower-lanczos-4x.png", "flower-upscaled-4x.png", "flower.png"];
    [Test]
    [CancelAfter(300_000)]
    public void It_makes_its_pictures_and_makes_them_again()
    {
        Run(0, "");
        Assert.That(Folder.Files, Is.EqualTo(Made));
        Raster original = Raster.Read(Folder["flower.png"]), enlarged = Raster.Read(Folder["flower-upscaled-4x.png"]), plain = Raster.Read(Folder["flower-lanczos-4x.png"]);
        Assert.That(enlarged.Size, Is.EqualTo(original.Enlarge(4).Size));
        Assert.That(enlarged.Pixels, Is.Not.EqualTo(plain.Pixels));
        Raster beside = Raster.Read(Folder["flower-before-after.png"]);
        Assert.That(beside.At(10, 20).ToArray(), Is.EqualTo(plain.At(10, 20).ToArray()));
        Assert.That(beside.At(enlarged.Size.Width + 10, 20).ToArray(), Is.EqualTo(enlarged.At(10, 20).ToArray()));

        byte[] first = File.ReadAllBytes(Folder["flower-upscaled-4x.png"]);
        Run(0, "");
        Assert.That(File.ReadAllBytes(Folder["flower-upscaled-4x.png"]), Is.EqualTo(first));
        Assert.That(Folder.Files, Is.EqualTo(Made));
    }

    [TestCase("flower.png")]
    [TestCase("flower-upscaled-4x.png")]
    [CancelAfter(300_000)]
    public void It_leaves_files_alone_that_are_not_its_own(string name)
    {
        Folder.Write(name, [1, 2, 3]);
        Run(6, "not from an earlier demonstration");
        Assert.That(Folder.Files, Is.EqualTo(new[] { name }));
        Assert.That(File.ReadAllBytes(Folder[name]), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    [Platform("Linux")]
    [CancelAfter(300_000)]
    public void A_disk_that_is_full_is_exit_code_6_and_a_sentence()
    {
        using Process process = RealProgram.OnSmallDisk(Folder["disk"], "demo", "-o", Folder["disk"]);
        (int exitCode, string error) = RealProgram.End(process);
        if (exitCode == RealProgram.NoSmallDisk) Assert.Ignore("No disk can be made here: " + error);
        Assert.That(exitCode, Is.EqualTo(6), error);
        Assert.That(error, Does.EndWith("could not be written: No space left on device.\n"));
        Assert.That(process.StandardOutput.ReadToEnd(), Does.Not.Contain(".part"));
    }

    private void Run(int exitCode, string text)
    {
        using Process process = RealProgram.Start("demo", "-o", Folder.Path);
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.EqualTo(exitCode), error);
        Assert.That(error, Does.Contain(text));
    }
}
