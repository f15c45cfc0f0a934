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

    [Test]
    public void Undo_of_an_enlarged_image_with_groups_masks_and_text_is_one_step()
    {
        GimpImage image = Show(60, 40);
        image.Evaluate(
            """
            (let* ((group (car (gimp-layer-group-new image))) (copy (car (gimp-layer-copy drawable TRUE))))
              (gimp-image-insert-layer image group 0 0)
              (gimp-image-insert-layer image copy group 0)
              (gimp-layer-set-offsets copy -7 5)
              (gimp-layer-set-opacity copy 60)
              (gimp-layer-add-mask copy (car (gimp-layer-create-mask copy ADD-MASK-COPY)))
              (gimp-layer-add-mask group (car (gimp-layer-create-mask group ADD-MASK-BLACK)))
              (gimp-text-fontname image -1 3 4 "Text" 0 TRUE 14 PIXELS "Sans")
              (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 10 5 30 20)
              (gimp-image-add-hguide image 9)
              (gimp-image-clean-all image))
            """);
        XcfImage before = image.Snapshot();
        Gui.Run(GimpCommand.Upscale2x, image);
        XcfImage after = image.Snapshot();
        Assert.That(after.Size.Width, Is.EqualTo(120));
        Gui.Undo(image);
        Expect.Same(image.Snapshot(), before);
        Gui.Redo(image);
        Expect.Same(image.Snapshot(), after);
    }
}
