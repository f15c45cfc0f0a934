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
    public void KeepFailure()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status != TestStatus.Failed) return;
        Gui.Screen.Keep($"FAILED {TestContext.CurrentContext.Test.MethodName}");

        // Whatever is open is not to be in the way of the next test.
        Gui.Gimp.Dispose();
    }

    /// <summary>Shows a picture in GIMP, colourful and with edges.</summary>
    private protected GimpImage Show(int width, int height, GimpScreen? gui = null)
    {
        gui ??= Gui;
        return gui.Show(GimpImage.Load(gui.Gimp, Raster.Sample(width, height, "rgb8").Save(Folder["picture.tif"])));
    }
}
