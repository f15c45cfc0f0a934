using Enlarger.Tests.Support;

namespace Enlarger.Tests.Wine;

/// <summary>
/// What becomes of a DirectML that cannot be trusted: with a screen Wine has a Direct3D in software, with which networks are refused
/// midway or computed wrongly. It says nothing about real hardware.
/// </summary>
internal sealed class SoftwareDirectMLTests : FolderTests
{
    [OneTimeSetUp]
    public void PlugIn() => WineMachine.DemandScreen();

    [OneTimeTearDown]
    public void Unplug() => WineMachine.UnplugScreen();

    [Test]
    public void The_list_has_what_Windows_reports()
    {
        ProcessRun run = WineMachine.Enlarger("devices");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Match(@"^directml:0  \S.*, driver \d+\.\d+\.\d+\.\d+, \d.* of memory\r?\ncpu  "));
    }

    [Test]
    public void Automatically_the_processor_takes_over_with_one_sentence() => DirectMLTests.FallsBack(Folder);

    [Test]
    public void A_network_that_it_computes_wrongly_is_left_to_the_processor()
    {
        AddWrongNetwork();
        string input = Raster.Sample(64, 48, "rgb8").Save(Folder["picture.png"]);
        ProcessRun ours = WineMachine.EnlargerOver(Models, Enlarge(input, "ours.png", "cpu")), run = WineMachine.EnlargerOver(Models, Enlarge(input, "theirs.png", "auto"));
        Assert.That((ours.ExitCode, run.ExitCode), Is.EqualTo((0, 0)), ours.Error + run.Error);
        Assert.That(run.Lines.Where(line => line.Contains("CPU does the work", StringComparison.Ordinal)), Has.One.Contains("directml:0"), run.Error);
        Assert.That(File.ReadAllBytes(Folder["theirs.png"]), Is.EqualTo(File.ReadAllBytes(Folder["ours.png"])));
    }

    [Test]
    public void A_network_that_it_computes_wrongly_is_an_error_where_it_was_asked_for_by_name()
    {
        AddWrongNetwork();
        string input = Raster.Sample(64, 48, "rgb8").Save(Folder["picture.png"]);
        ProcessRun run = WineMachine.EnlargerOver(Models, Enlarge(input, "theirs.png", "directml"));
        Assert.That((run.ExitCode, run.Sentences.Length), Is.EqualTo((5, 1)), run.Error);
        Assert.That(File.Exists(Folder["theirs.png"]), Is.False);
    }

    private string Models => Folder["models"];

    private string[] Enlarge(string input, string output, string device) =>
        ["upscale", WineMachine.PathOf(input), "-o", WineMachine.PathOf(Folder[output]), "--model", "shuffle", "--device", device];

    private void AddWrongNetwork()
    {
        string file = Folder.Write("shuffle.onnx", ShuffleNetwork.Make());
        ProcessRun run = WineMachine.EnlargerOver(Models, "models", "add", WineMachine.PathOf(file), "--scale", "4", "--id", "shuffle", "--licence", "MIT");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }
}
