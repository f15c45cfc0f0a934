using Enlarger.Tests.Support;

namespace Enlarger.Tests.Wine;

/// <summary>
/// What becomes of a DirectML that cannot be trusted: with a screen Wine has a Direct3D in software, with which networks are refused
/// midway or computed wrongly. It says nothing about real hardware.
/// </summary>
internal sealed class SoftwareDirectMLTests : FolderTests
{
    [OneTimeSetUp]
    public void PlugIn()
    {
        if (!WineMachine.Has("Xvfb")) Assert.Ignore("Xvfb is not installed: DirectML is not tried.");
        if (!Directory.Exists("/usr/share/vulkan/icd.d")) Assert.Ignore("There is no Vulkan driver (mesa-vulkan-drivers): DirectML is not tried.");
        WineMachine.PlugInScreen();
    }

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
    [Ignore("--device auto does not try DirectML yet.")]
    public void Automatically_the_processor_takes_over_with_one_sentence() => DirectMLTests.FallsBack(Folder);
}
