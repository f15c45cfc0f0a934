using Enlarger.Tests.Support;

namespace Enlarger.Tests.Wine;

/// <summary>
/// What becomes of a DirectML that refuses: Wine without a screen has no Direct3D (887A0004).
/// </summary>
internal sealed class DirectMLTests : FolderTests
{
    [Test]
    public void The_list_says_why_there_is_no_GPU()
    {
        string[] lines = Devices();
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(lines[0], Is.EqualTo("directml  not used: Windows cannot list its GPUs (error 887A0004): update the graphics driver, or use cpu."));
        Assert.That(lines[1], Does.StartWith("cpu  "));
    }

    [Test]
    public void A_missing_library_is_missed_before_anything_waits_for_it()
    {
        string library = WindowsProgram.Library("DirectML.dll"), aside = library + ".aside";
        File.Move(library, aside);
        try
        {
            Assert.That(Devices()[0], Is.EqualTo("directml  not used: DirectML.dll is not in Enlarger's folder: install Enlarger again, or use cpu."));
            Refuses();
        }
        finally
        {
            File.Move(aside, library);
        }
    }

    [Test]
    public void Asked_for_by_name_it_is_an_error() => Refuses();

    [Test]
    public void Automatically_the_processor_takes_over_with_one_sentence() => FallsBack(Folder);

    /// <summary>Enlarges with --device auto where DirectML is there and of no use.</summary>
    internal static void FallsBack(Folder folder)
    {
        string input = Raster.Sample(64, 48, "rgb8").Save(folder["picture.png"]);
        WindowsProgramTests.Native("upscale", input, "-o", folder["ours.png"], "--device", "cpu");
        ProcessRun run = WineMachine.Enlarger("upscale", WineMachine.PathOf(input), "-o", WineMachine.PathOf(folder["theirs.png"]), "--device", "auto");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Lines.Where(line => line.Contains("CPU does the work", StringComparison.Ordinal)), Has.One.Contains("directml").IgnoreCase, run.Error);
        Assert.That(WindowsProgramTests.Difference(folder["ours.png"], folder["theirs.png"]), Is.LessThanOrEqualTo(1));
    }

    private static string[] Devices()
    {
        ProcessRun run = WineMachine.Enlarger("devices");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private void Refuses()
    {
        string input = Raster.Sample(8, 8, "rgb8").Save(Folder["a.png"]);
        ProcessRun run = WineMachine.Enlarger("upscale", WineMachine.PathOf(input), "--device", "directml");
        Assert.That((run.ExitCode, run.Sentences.Length), Is.EqualTo((5, 1)), run.Error);
        Assert.That(run.Sentences[0], Does.Contain("directml"));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png" }));
    }
}
