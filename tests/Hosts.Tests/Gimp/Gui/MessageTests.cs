using Enlarger.Remembered;
using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp.Gui;

/// <summary>Errors, which are messages of GIMP's.</summary>
internal sealed class MessageTests : GuiTests
{
    [TestCase("upscale-2x")]
    [TestCase("upscale")]
    public void An_indexed_image_is_refused_in_a_message(string command)
    {
        GimpImage image = Show(40, 30);
        image.Evaluate("(gimp-image-convert-indexed image CONVERT-DITHER-NONE CONVERT-PALETTE-GENERATE 16 FALSE FALSE \"\") (gimp-image-clean-all image)");
        Gui.Start(command == "upscale" ? GimpCommand.Upscale : GimpCommand.Upscale2x);
        CloseMessage(Gui, $"gimp-indexed-{command}");
        Assert.That(image.Evaluate("(car (gimp-image-is-dirty image))").Trim(), Is.EqualTo("0"));
    }

    [Test]
    public void A_generator_that_cannot_be_had_is_named_in_the_dialog_and_in_a_message()
    {
        // Neither generators nor a program that could fetch them.
        string models = Directory.CreateDirectory(Folder["models"]).FullName, programs = Directory.CreateDirectory(Folder["programs"]).FullName;
        using var gui = GimpScreen.Start(models, "", ("PATH", programs));
        GimpImage image = Show(160, 120, gui);
        XcfImage before = image.Snapshot();

        // The processor: what is said of another device is no error.
        new LastValueStore(gui.SettingsFolder).Save(Core.Filter("upscale"), GimpCommand.Upscale.Settings(("device", "cpu")));
        DialogDriver dialog = DialogDriver.Open(gui, GimpCommand.Upscale, image);
        // What it tries is said before, for a moment or unseen.
        dialog.AwaitQuiet();
        Assert.That(IsEmpty(dialog.Note), Is.False, "the preview says what is missing");
        gui.Screen.Keep("gimp-missing-dialog");
        dialog.Set(("model", "lanczos"));
        Patiently.Until("nothing to be missing any more", () => IsEmpty(dialog.Note));
        dialog.Set(("model", "auto"));
        dialog.Ok();
        CloseMessage(gui, "gimp-missing-message");
        Expect.Same(image.Snapshot(), before);

        gui.Start(GimpCommand.Upscale2x);
        CloseMessage(gui, "gimp-missing-2x");
        Expect.Same(image.Snapshot(), before);
    }

    private static bool IsEmpty(Raster picture) => picture.Pixels.AsSpan(3).SequenceEqual(picture.Pixels.AsSpan(0, picture.Pixels.Length - 3));
}
