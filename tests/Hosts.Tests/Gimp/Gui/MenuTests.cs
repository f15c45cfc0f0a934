using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp.Gui;

/// <summary>Commands from the menu, and what undo makes of them.</summary>
internal sealed class MenuTests : GuiTests
{
    [Test]
    public void Filters_has_a_menu_of_the_five_commands()
    {
        string paths = Gui.Gimp.Evaluate("(cadr (gimp-plugins-query \"\"))");
        Assert.That(
            paths.Split('"').Where(path => path.StartsWith("<Image>/Filters/Enlarger/", StringComparison.Ordinal)).Select(path => path.Split('/')[^1]),
            Is.EquivalentTo(["Upscale 2x", "Upscale 4x", "Upscale…", "Restore blur…", "Enhance crop…"]));
    }

    [Test]
    public void Upscale_2x_of_the_menu_enlarges_the_image_and_undo_is_one_step()
    {
        GimpImage image = Show(60, 40);
        XcfImage before = image.Snapshot();
        Raster expected = Core.Run("upscale", GimpCommand.Upscale2x.Settings(), before.Layers[0].Pixels.ToRaster(), image.Encoding);

        Gui.OpenMenu();
        Gui.Screen.Keep("gimp-menu");
        Gui.Screen.Press("2");
        Gui.AwaitChange(image);
        Gui.Screen.Keep("gimp-upscaled");
        Expect.Pixels(image.Snapshot().Layers[0].Pixels, expected, "the layer");

        Gui.Undo(image);
        Expect.Same(image.Snapshot(), before);
        Gui.Redo(image);
        Expect.Pixels(image.Snapshot().Layers[0].Pixels, expected, "the layer again");
    }
}
