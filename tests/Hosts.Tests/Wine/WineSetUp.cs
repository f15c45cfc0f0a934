namespace Enlarger.Tests.Wine;

/// <summary>Makes what the tests of this folder need, once.</summary>
[SetUpFixture]
internal sealed class WineSetUp
{
    [OneTimeSetUp]
    public void Make()
    {
        if (!WineMachine.Has("wine") || !WineMachine.Has("wineserver")) Assert.Ignore("Wine is not installed: the program for Windows is not tried.");
        WindowsProgram.Publish();
        WineMachine.Make();
    }

    [OneTimeTearDown]
    public void Stop()
    {
        if (WineMachine.Has("wineserver")) WineMachine.Stop();
    }
}
