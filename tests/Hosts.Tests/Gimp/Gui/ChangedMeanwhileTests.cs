using Enlarger.Tests.Gimp.Xcf;

namespace Enlarger.Tests.Gimp.Gui;

/// <summary>GIMP lets the user work on while a command runs: what does not fit any more is not put in.</summary>
internal sealed class ChangedMeanwhileTests : GuiTests
{
    [TestCase("(gimp-image-crop image 400 300 40 20)", TestName = "An_image_that_is_cropped_meanwhile_stays_as_the_user_left_it")]
    [TestCase("(gimp-image-insert-layer image (car (gimp-layer-copy drawable FALSE)) 0 0)", TestName = "An_image_that_gets_a_layer_meanwhile_stays_as_the_user_left_it")]
    [TestCase("(gimp-image-convert-precision image PRECISION-U16-GAMMA)", TestName = "An_image_that_is_made_deeper_meanwhile_stays_as_the_user_left_it")]
    public void What_is_enlarged_has_changed(string change)
    {
        GimpImage image = Large(700, 500);
        Gui.Start(GimpCommand.Upscale4x);
        AwaitWork();
        image.Evaluate(change);
        XcfImage changed = image.Snapshot();
        CloseMessage(Gui, "gimp-changed");
        Expect.Same(image.Snapshot(), changed);
    }

    [Test]
    public void A_selection_that_is_taken_away_meanwhile_is_missed()
    {
        GimpImage image = Large(1500, 1000, "(gimp-image-select-rectangle image CHANNEL-OP-REPLACE 100 80 1300 800)");
        DialogDriver dialog = DialogDriver.Open(Gui, GimpCommand.RestoreBlur, image);
        dialog.Set(("kind", "out-of-focus"), ("radius", "5"));
        dialog.Ok();
        AwaitWork();
        image.Evaluate("(gimp-selection-none image)");
        XcfImage changed = image.Snapshot();
        CloseMessage(Gui, "gimp-deselected");
        Expect.Same(image.Snapshot(), changed);
    }

    [Test]
    public void An_image_that_is_scaled_while_the_dialog_is_open_is_taken_as_it_is_then()
    {
        GimpImage image = Show(120, 80);
        DialogDriver dialog = DialogDriver.Open(Gui, GimpCommand.Upscale, image);
        image.Evaluate("(gimp-image-scale image 60 40)");
        dialog.Ok();
        Gui.AwaitChange(image);
        Assert.That(image.Snapshot().Size.Width, Is.EqualTo(240));
    }

    // A picture that takes a command some seconds.
    private GimpImage Large(int width, int height, string prepare = "")
    {
        GimpImage image = Show(60, 40);
        image.Evaluate($"(gimp-image-scale image {width} {height}) {prepare} (gimp-image-clean-all image)");
        return image;
    }

    // It has begun when the plug-in, of which there is one, has been at work for a while.
    private static void AwaitWork()
    {
        TimeSpan before = Worked();
        Patiently.Until("the plug-in to work", () => Worked() > before + TimeSpan.FromSeconds(1));

        static TimeSpan Worked() => PlugInProcess.Of(Gui.Gimp).Select(process => process.ProcessorTime).DefaultIfEmpty().Max();
    }
}
