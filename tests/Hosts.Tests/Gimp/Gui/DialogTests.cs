using Enlarger.Filters;
using Enlarger.Previews;
using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp.Gui;

/// <summary>The dialogs: their controls, their preview, and what they are told to do.</summary>
internal sealed class DialogTests : GuiTests
{
    // The colour lock is off where a generator without a halo is taken: at the border of the part the lock needs one.
    private static readonly TestCaseData[] Commands =
    [
        Case(GimpCommand.Upscale, ("scale", "2"), ("model", GimpMachine.Repeating), ("color-lock", "off")),
        Case(GimpCommand.RestoreBlur, ("kind", "out-of-focus"), ("radius", "2")),
        Case(GimpCommand.EnhanceCrop, ("scale", "1"), ("denoise", "0")),
    ];

    [TestCaseSource(nameof(Commands))]
    public void The_preview_shows_the_result_where_it_is_moved_and_with_the_values_that_are_set(object command, (string Id, string Value)[] values)
    {
        GimpImage image = ShowWithSelection((GimpCommand)command);
        DialogDriver dialog = DialogDriver.Open(Gui, (GimpCommand)command, image);
        dialog.Set(values);
        PreviewFrame frame = dialog.AwaitPreview();
        Assert.That(dialog.After.LargestStep(dialog.Before), Is.GreaterThan(5), "the filter does something");
        Gui.Screen.Keep($"gimp-dialog-{((GimpCommand)command).Name}");

        dialog.Drag(60, -34);
        frame = dialog.AwaitPreview(frame.Drag(60, -34));
        dialog.AwaitPreview(dialog.ClickOnWhole(dialog.Whole.Width / 4, dialog.Whole.Height / 3));

        Raster all = dialog.After;
        dialog.Set(("strength", "30"));
        dialog.AwaitPreview(dialog.ClickOnWhole(dialog.Whole.Width / 4, dialog.Whole.Height / 3));
        Assert.That(dialog.After.Pixels, Is.Not.EqualTo(all.Pixels));
        dialog.Cancel();
    }

    [TestCaseSource(nameof(Commands))]
    public void Reset_gives_the_defaults(object command, (string Id, string Value)[] values)
    {
        GimpImage image = ShowWithSelection((GimpCommand)command);
        DialogDriver dialog = DialogDriver.Open(Gui, (GimpCommand)command, image);
        dialog.Set([("strength", "0"), ("grain", "77"), .. values]);
        dialog.AwaitPreview();
        dialog.Reset();
        dialog.Set(values);
        dialog.AwaitPreview();
        dialog.Cancel();
    }

    [TestCaseSource(nameof(Commands))]
    public void Cancel_leaves_the_image_and_remembers_nothing(object command, (string Id, string Value)[] values)
    {
        GimpImage image = ShowWithSelection((GimpCommand)command);
        XcfImage before = image.Snapshot();
        DialogDriver dialog = DialogDriver.Open(Gui, (GimpCommand)command, image);
        dialog.Set(values);
        dialog.Cancel();
        Expect.Same(image.Snapshot(), before);
        Assert.That(image.Evaluate("(car (gimp-image-is-dirty image))").Trim(), Is.EqualTo("0"));
        Assert.That(Directory.GetFiles(Gui.SettingsFolder), Is.Empty);
    }

    [TestCaseSource(nameof(Commands))]
    public void Ok_runs_with_the_values_which_are_remembered_and_undo_is_one_step(object command, (string Id, string Value)[] values)
    {
        var chosen = (GimpCommand)command;
        (string Id, string Value)[] all = [.. values, ("strength", "60"), ("color-lock", "off"), ("grain", "20"), ("seed", "7")];
        GimpImage image = ShowWithSelection(chosen);
        XcfImage before = image.Snapshot(), expected = image.SaveAndLoad().Run(chosen, chosen.Settings(all)).Snapshot();
        DialogDriver dialog = DialogDriver.Open(Gui, chosen, image);
        dialog.Set([.. all, (DialogDriver.Output, DialogDriver.InPlace)]);
        dialog.AwaitPreview();
        dialog.Ok();
        Gui.AwaitChange(image);
        Expect.Same(image.Snapshot(), expected);
        Gui.Undo(image);
        Expect.Same(image.Snapshot(), before);
        Gui.Redo(image);
        Expect.Same(image.Snapshot(), expected);

        // Once more, without a change in the dialog.
        image = ShowWithSelection(chosen);
        DialogDriver.Open(Gui, chosen, image).Ok();
        Gui.AwaitChange(image);
        Expect.Same(image.Snapshot(), expected);

        // And without the dialog.
        image = ShowWithSelection(chosen);
        Gui.Press("ctrl+f");
        Gui.AwaitChange(image);
        Expect.Same(image.Snapshot(), expected);

        image = ShowWithSelection(chosen);
        Gui.Gimp.Evaluate(chosen.Call(image.Id, image.Drawable, false, chosen.Settings()).Replace("RUN-NONINTERACTIVE", "RUN-WITH-LAST-VALS", StringComparison.Ordinal));
        Expect.Same(image.Snapshot(), expected);
    }

    [Test]
    public void A_new_image_is_shown()
    {
        GimpImage image = ShowWithSelection(GimpCommand.EnhanceCrop);
        XcfImage before = image.Snapshot();
        (string, string)[] values = [("scale", "2"), ("model", GimpMachine.Repeating), ("denoise", "0")];
        DialogDriver dialog = DialogDriver.Open(Gui, GimpCommand.EnhanceCrop, image);
        dialog.Set(values);
        dialog.Ok();
        Patiently.Until("the image in a window", () => Gui.Screen.Windows(@" 320x240 – GIMP$").Length == 1);
        Gui.Screen.Keep("gimp-new-image");
        int[] images = [.. Gui.Gimp.Numbers("(vector->list (cadr (gimp-image-list)))").Select(id => (int)id)];
        Assert.That(images, Has.Length.EqualTo(2));
        Raster actual = new GimpImage(Gui.Gimp, images.Except([image.Id]).Single()).Snapshot().Layers[0].Pixels.ToRaster();
        FilterSettings settings = GimpCommand.EnhanceCrop.Settings([.. values, ("crop", "40,30,160,120")]);
        Assert.That(actual.Pixels, Is.EqualTo(Core.Run("enhance-crop", settings, before.Layers[0].Pixels.ToRaster(), image.Encoding).Pixels));
        Expect.Same(image.Snapshot(), before);
    }

    [Test]
    public void A_crop_that_is_enlarged_cannot_be_put_in_place()
    {
        GimpImage image = ShowWithSelection(GimpCommand.EnhanceCrop);
        DialogDriver dialog = DialogDriver.Open(Gui, GimpCommand.EnhanceCrop, image);
        dialog.Set(("model", GimpMachine.Repeating), ("denoise", "0"), ("color-lock", "off"));
        dialog.AwaitPreview();
        Raster possible = dialog.Sentence;
        dialog.Set((DialogDriver.Output, DialogDriver.InPlace));
        Patiently.Until("the dialog to say why", () => !dialog.Sentence.Pixels.AsSpan().SequenceEqual(possible.Pixels));
        Gui.Screen.Keep("gimp-crop-in-place");
        dialog.PressOk();

        // A dialog that is closed has no controls.
        dialog.Set((DialogDriver.Output, DialogDriver.NewImage), ("strength", "50"));
        dialog.AwaitPreview();
        dialog.Cancel();
    }

    private static TestCaseData Case(GimpCommand command, params (string, string)[] values) => new TestCaseData(command, values).SetArgDisplayNames(command.Name);

    private GimpImage ShowWithSelection(GimpCommand command)
    {
        GimpImage image = Show(240, 180);
        if (command != GimpCommand.Upscale) image.Evaluate("(gimp-image-select-rectangle image CHANNEL-OP-REPLACE 40 30 160 120) (gimp-image-clean-all image)");
        return image;
    }
}
