using Enlarger.Tests.Support;
using Enlarger.Tests.Wine;

namespace Enlarger.Tests.Installers.Windows;

/// <summary>Makes what the tests of this folder need, once.</summary>
[SetUpFixture]
internal sealed class WindowsInstallerSetUp
{
    private static readonly string Waiting = Path.Combine(BuiltInstallers.Folder, "waiting.exe");

    [OneTimeSetUp]
    public void Make()
    {
        if (!Programs.Has("wine") || !Programs.Has("wineserver")) Assert.Ignore("Wine is not installed: the installer for Windows is not tried.");
        BuiltInstallers.Build("windows", "makensis");
        SmallInstallers.Make();
        WineMachine.Make();

        // While a program runs, the services of Windows need not start anew for every other one.
        SmallInstallers.MakeWaiting(Waiting, Path.ChangeExtension(Waiting, ".ready"));
        WineMachine.Start(Waiting).Dispose();
    }

    [OneTimeTearDown]
    public void Stop()
    {
        SmallInstallers.Remove();
        if (Programs.Has("wineserver")) WineMachine.Stop();
    }
}
