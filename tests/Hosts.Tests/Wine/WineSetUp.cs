using Enlarger.Tests.Support;

namespace Enlarger.Tests.Wine;

/// <summary>Makes what the tests of this folder need, once.</summary>
[SetUpFixture]
internal sealed class WineSetUp
{
    [OneTimeSetUp]
    public void Make()
    {
        if (!Programs.Has("wine") || !Programs.Has("wineserver")) Assert.Ignore("Wine is not installed: the program for Windows is not tried.");
        WindowsProgram.Publish();
        PaintDotNetProgram.Publish();
        WineMachine.Make();
    }

    [OneTimeTearDown]
    public void Stop()
    {
        if (Programs.Has("wineserver")) WineMachine.Stop();
    }
}
