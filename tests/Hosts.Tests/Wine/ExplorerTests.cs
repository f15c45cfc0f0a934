using System.Diagnostics;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Wine;

/// <summary>What Explorer's context menu starts, on a screen of Windows: its windows are found by their titles and told keys.</summary>
internal sealed class ExplorerTests : FolderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [OneTimeSetUp]
    public void PlugIn()
    {
        if (!Programs.Has("xdotool")) Assert.Ignore("xdotool is not installed: the windows of Explorer's commands are not tried.");
        WineMachine.DemandScreen();
    }

    [OneTimeTearDown]
    public void Unplug() => WineMachine.UnplugScreen();

    [SetUp]
    public void MakeFolderOfPictures() => Directory.CreateDirectory(Folder["a b 日本語"]);

    [Test]
    public void The_result_lies_beside_the_picture_as_the_program_makes_it()
    {
        string picture = Picture("s %1 & ^ x.png", 32);
        Task<ProcessRun> run = Start("upscale-2x", picture);
        AwaitWindow("Enlarger: Upscale 2x", run);
        Assert.That(run.Result.ExitCode, Is.Zero, run.Result.Error);
        ProcessRun direct = WineMachine.Enlarger("upscale", "--scale", "2", WineMachine.PathOf(picture), "-o", WineMachine.PathOf(Folder["direct.png"]));
        Assert.That(direct.ExitCode, Is.Zero, direct.Error);
        Assert.That(WindowsProgramTests.Difference(Folder["direct.png"], Folder["a b 日本語/s %1 & ^ x-upscaled-2x.png"]), Is.Zero);
    }

    [Test]
    public void Cancel_ends_the_work_and_leaves_nothing()
    {
        Task<ProcessRun> run = Start("upscale-4x", Picture("large.png", 1500));

        // It is at work, not still getting up.
        Await(() => Files.Length == 2, run, "the work has begun");
        WineMachine.Key("^Enlarger: Upscale 4x$", "Escape");
        Assert.That(run.Wait(Patience), "Cancel was not heard.");
        Assert.That((run.Result.ExitCode, string.Join('|', Files)), Is.EqualTo((130, "large.png")), run.Result.Error);
    }

    [Test]
    public void What_is_no_picture_is_said_in_a_box()
    {
        File.WriteAllBytes(Folder["a b 日本語/no.png"], [1, 2, 3]);
        Task<ProcessRun> run = Start("restore-blur", Folder["a b 日本語/no.png"]);
        AwaitWindow("Enlarger", run);
        WineMachine.Shoot("explorer-error");
        Await(
            () =>
            {
                WineMachine.Key("^Enlarger$", "Return");
                return run.IsCompleted;
            },
            null,
            "the box is closed");
        Assert.That((run.Result.ExitCode, string.Join('|', Files)), Is.EqualTo((3, "no.png")), run.Result.Error);
    }

    [Test]
    public void Of_two_at_once_one_waits_and_can_be_cancelled()
    {
        Task<ProcessRun> first = Start("upscale-4x", Picture("first.png", 500));
        Await(() => Files.Length == 2, first, "the work has begun");
        Task<ProcessRun> second = Start("upscale-2x", Picture("second.png", 32));
        AwaitWindow("Enlarger: Upscale 2x", second);
        WineMachine.Shoot("explorer-waiting");
        WineMachine.Key("^Enlarger: Upscale 2x$", "Escape");
        Assert.That(second.Wait(Patience), "Cancel was not heard while it waited.");
        Assert.That((second.Result.ExitCode, first.IsCompleted), Is.EqualTo((130, false)), second.Result.Error);

        // The next one waits to the end, though it could be finished long before.
        Task<ProcessRun> third = Start("upscale-2x", Folder["a b 日本語/second.png"]);
        Assert.That(Task.WaitAll([first, third], 2 * Patience), "It did not get its turn.");
        Assert.That((first.Result.ExitCode, third.Result.ExitCode), Is.EqualTo((0, 0)), third.Result.Error);
        Assert.That(Files, Is.EqualTo(new[] { "first-upscaled-4x.png", "first.png", "second-upscaled-2x.png", "second.png" }));
        Assert.That(MadeAt("second-upscaled-2x.png"), Is.GreaterThan(MadeAt("first-upscaled-4x.png")));
    }

    private string[] Files => [.. Directory.GetFiles(Folder["a b 日本語"]).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private DateTime MadeAt(string name) => File.GetLastWriteTimeUtc(Folder["a b 日本語/" + name]);

    private string Picture(string name, int side) => Raster.Sample(side, side, "rgb8").Save(Folder["a b 日本語/" + name]);

    private static Task<ProcessRun> Start(string command, string picture) => Task.Run(() => WineMachine.Explorer(command, WineMachine.PathOf(picture)));

    private static void AwaitWindow(string title, Task run) => Await(() => WineMachine.HasWindow($"^{title}$"), run, $"the window '{title}' is there");

    private static void Await(Func<bool> holds, Task? run, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.That(run?.IsCompleted is not true && waited.Elapsed < Patience, $"Waited in vain until {what}.");
            Thread.Sleep(100);
        }
    }
}
