using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp.Gui;

/// <summary>Looks once for what the tests of this folder need, and ends what they share.</summary>
[SetUpFixture]
internal sealed class GuiSetUp
{
    private static GimpScreen? _gui;

    /// <summary>A GIMP with windows that tests share.</summary>
    public static GimpScreen Gui => _gui ??= GimpScreen.Start(GimpMachine.Store.Folder);

    /// <summary>Ends it; whoever asks for it next gets a new one.</summary>
    public static void Restart()
    {
        _gui?.Dispose();
        _gui = null;
    }

    [OneTimeSetUp]
    public void Look()
    {
        if (((string[])[GimpSession.Windows, .. VirtualScreen.Programs]).FirstOrDefault(program => !Programs.Has(program)) is { } missing)
        {
            Assert.Ignore($"{missing} is not installed: the plug-in for GIMP is not tried in its windows.");
        }
    }

    [OneTimeTearDown]
    public void End() => Restart();
}
