using Enlarger.Tests.Support;
using NUnit.Framework.Interfaces;

namespace Enlarger.Tests.Gimp.Gui;

/// <summary>Tests that each begin with a GIMP without images.</summary>
public abstract class GuiTests : FolderTests
{
    /// <summary>GIMP and its screen.</summary>
    private protected static GimpScreen Gui => GuiSetUp.Gui;

    [SetUp]
    public void Empty() => Gui.Empty();

    [TearDown]
    public void Look()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Passed) Assert.That(Gui.Messages, Is.Empty, "GIMP complains of nothing");
    }

    [TearDown]
    public void KeepFailure()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status != TestStatus.Failed) return;
        Gui.Screen.Keep($"FAILED {TestContext.CurrentContext.Test.Name}");

        // Whatever is open is not to be in the way of the next test.
        GuiSetUp.Restart();
    }

    /// <summary>Shows a picture in GIMP, colourful and with edges.</summary>
    private protected GimpImage Show(int width, int height, GimpScreen? gui = null)
    {
        const int Cell = 12;
        gui ??= Gui;
        Raster picture = Raster.Sample(width, height, "rgb8");
        for (int i = 0; i < picture.Pixels.Length; i++)
        {
            int x = i / 3 % width, y = i / 3 / width;
            if ((x / Cell % 2) + (y / Cell % 2) == 1) picture.Pixels[i] = (byte)(255 - picture.Pixels[i]);
        }

        return gui.Show(GimpImage.Load(gui.Gimp, picture.Save(Folder["picture.tif"])));
    }

    /// <summary>Waits for a message, keeps a picture of it, and closes it.</summary>
    private protected static void CloseMessage(GimpScreen gui, string name)
    {
        ScreenWindow message = Patiently.Get("the message", () => gui.Messages.FirstOrDefault());
        gui.Screen.Keep(name);
        gui.Screen.Focus(message);
        gui.Screen.Press("Escape");
        Patiently.Until("the message to close", () => gui.Messages.Length == 0 && !PlugInProcess.Of(gui.Gimp).Any());
    }
}
