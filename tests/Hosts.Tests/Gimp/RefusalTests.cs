using Enlarger.Filters;
using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp;

/// <summary>What the commands refuse: in one sentence, with the image as it was.</summary>
internal sealed class RefusalTests : GimpTests
{
    private static readonly GimpCommand[] Commands = [GimpCommand.Upscale2x, GimpCommand.Upscale4x, GimpCommand.Upscale, GimpCommand.RestoreBlur, GimpCommand.EnhanceCrop];

    // A layer with a mask, locked, in a group that is locked too.
    private const string LockedGroup =
        """
        (let ((group (car (gimp-layer-group-new image))))
          (gimp-image-insert-layer image group 0 0)
          (gimp-image-reorder-item image drawable group 0)
          (gimp-item-set-name drawable "inside")
          (gimp-layer-add-mask drawable (car (gimp-layer-create-mask drawable ADD-MASK-COPY)))
          (gimp-item-set-name group "around")
          (gimp-item-set-lock-content group TRUE))
        """;

    [TestCaseSource(nameof(Commands))]
    public void An_indexed_image_is_refused(GimpCommand command)
    {
        GimpImage image = Picture();
        image.Evaluate("(gimp-image-convert-indexed image CONVERT-DITHER-NONE CONVERT-PALETTE-GENERATE 16 FALSE FALSE \"\")");
        Assert.That(Complaint(image, command), Does.EndWith("Enlarger does not work on an indexed image: choose Image > Mode > RGB first."));
        Assert.That((image.Numbers("(gimp-image-width image)")[0], image.Numbers("(gimp-image-base-type image)")[0]), Is.EqualTo((64, 2)));
    }

    [TestCaseSource(nameof(Commands))]
    public void A_floating_selection_is_refused(GimpCommand command)
    {
        GimpImage image = Picture();
        image.Evaluate("(gimp-image-select-rectangle image CHANNEL-OP-REPLACE 4 4 20 20) (gimp-edit-copy drawable) (gimp-edit-paste drawable FALSE)");
        Refuses(image, command, "There is a floating selection: anchor it first (Layer > Anchor Layer).");
    }

    [Test]
    public void Locked_pixels_are_refused_by_the_layers_name()
    {
        GimpImage image = Picture();
        image.Evaluate("(gimp-item-set-name drawable \"Foto 写真\") (gimp-item-set-lock-content drawable TRUE)");
        Refuses(image, GimpCommand.RestoreBlur, "The pixels of 'Foto 写真' are locked: unlock them first.");
        Refuses(image, GimpCommand.EnhanceCrop, "The pixels of 'Foto 写真' are locked: unlock them first.", ("scale", "1"));
    }

    [Test]
    public void The_pixels_of_a_layer_in_a_locked_group_are_refused()
    {
        GimpImage image = Picture();
        image.Evaluate(LockedGroup);
        Refuses(image, GimpCommand.RestoreBlur, "The pixels of 'around' are locked: unlock them first.", ("kind", "out-of-focus"), ("radius", "3"));
    }

    [Test]
    public void Locked_layers_are_enlarged_with_their_image_as_GIMP_itself_scales_them()
    {
        GimpImage image = Picture();
        image.Evaluate(LockedGroup);
        image.Evaluate("(let ((channel (car (gimp-channel-new-from-component image CHANNEL-RED \"red\")))) (gimp-image-insert-channel image channel 0 0) (gimp-item-set-lock-content channel TRUE)) (gimp-item-set-lock-content drawable TRUE)");
        XcfImage before = image.Snapshot();
        FilterSettings settings = GimpCommand.Upscale2x.Settings(("model", "lanczos"));
        Raster[] expected = Core.RunOverAll("upscale", settings, before, image.Encoding);
        image.Run(GimpCommand.Upscale2x, settings);
        XcfImage after = image.Snapshot();
        Expect.Enlarged(after, before, 2);
        foreach ((XcfItem item, Raster pixels) in after.Leaves.Zip(expected)) Expect.Pixels(item.Pixels, pixels, item.Name);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_selection_beside_the_layer_is_refused(bool isNew)
    {
        GimpImage image = Picture();
        image.Evaluate("(gimp-image-resize image 200 100 0 0) (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 100 10 50 50)");
        XcfImage before = image.Snapshot();
        string script = GimpCommand.EnhanceCrop.Call(image.Id, image.Drawable, isNew, GimpCommand.EnhanceCrop.Settings(("scale", "1")));
        Assert.That(() => Gimp.Evaluate(script), Throws.TypeOf<GimpException>().With.Message.EndsWith("The selection does not touch the layer: select a part of it, or nothing."));
        Expect.Same(image.Snapshot(), before);
    }

    [Test]
    public void An_enlarging_crop_does_not_go_into_its_place()
    {
        GimpImage image = Picture();
        Refuses(image, GimpCommand.EnhanceCrop, "Enhance crop enlarges with these settings: take a new image for the result, or the scale 1x.", ("scale", "4"));
    }

    [TestCase("(gimp-layer-add-mask drawable (car (gimp-layer-create-mask drawable ADD-MASK-WHITE))) (gimp-layer-set-edit-mask drawable TRUE)")]
    [TestCase("(gimp-image-insert-channel image (car (gimp-channel-new-from-component image CHANNEL-RED \"red\")) 0 0)")]
    public void A_mask_or_a_channel_does_not_become_an_image(string prepare)
    {
        GimpImage image = Picture();
        image.Evaluate(prepare);
        string script = GimpCommand.Upscale2x.Call(image.Id, image.Drawable, true, GimpCommand.Upscale2x.Settings());
        Assert.That(() => Gimp.Evaluate(script), Throws.TypeOf<GimpException>().With.Message.EndsWith("A new image can be made of a layer: choose one, not a mask or channel."));
        Assert.That(Gimp.Number("(gimp-image-list)"), Is.EqualTo(1));
    }

    [TestCase("0 \"3\" \"auto\" 100 100 TRUE 0 0 0 \"auto\" 0 FALSE", "'3' is no value for scale: use 4, 2.")]
    [TestCase("0 \"2\" \"nobody\" 100 100 TRUE 0 0 0 \"auto\" 0 FALSE", "nobody")]
    [TestCase("0 \"2\" \"lanczos\" 101 100 TRUE 0 0 0 \"auto\" 0 FALSE", "'101' is no value for strength")]
    [TestCase("0 \"2\" \"lanczos\" 100 100 TRUE -2 0 0 \"auto\" 0 FALSE", "'-2' is no value for denoise")]
    [TestCase("0 \"2\" \"repeating\" 100 100 TRUE 0 0 0 \"abacus\" 0 FALSE", "abacus")]
    [TestCase("0 \"2\" \"lanczos\" 100 100 TRUE 0 0 0 \"auto\" 31 FALSE", "'31' is no value for tile")]
    [TestCase("2 \"2\" \"lanczos\" 100 100 TRUE 0 0 0 \"auto\" 0 FALSE", "'2' is no value for output: use 0 (in place) or 1 (a new image).")]
    public void A_wrong_value_is_named(string arguments, string complaint)
    {
        GimpImage image = Picture();
        XcfImage before = image.Snapshot();
        Assert.That(
            () => image.Evaluate($"(plug-in-enlarger-upscale RUN-NONINTERACTIVE image drawable {arguments})"),
            Throws.TypeOf<GimpException>().With.Message.Contains(complaint).And.Message.StartsWith("Error: Procedure execution of plug-in-enlarger-upscale failed: "));
        Expect.Same(image.Snapshot(), before);
    }

    [Test]
    public void Too_few_arguments_are_counted()
    {
        GimpImage image = Picture();
        Assert.That(
            () => image.Evaluate("(plug-in-enlarger-upscale RUN-NONINTERACTIVE image drawable 0)"),
            Throws.TypeOf<GimpException>().With.Message.EqualTo("Error: Invalid number of arguments for plug-in-enlarger-upscale (expected 15 but received 4)"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_result_that_GIMP_cannot_hold_is_refused_before_it_is_made(bool isNew)
    {
        GimpImage image = Load(Raster.Sample(140_000, 2, "gray8"));
        image.Evaluate("(gimp-image-clean-all image)");
        string script = GimpCommand.Upscale4x.Call(image.Id, image.Drawable, isNew, GimpCommand.Upscale4x.Settings(("model", "lanczos")));
        Assert.That(() => Gimp.Evaluate(script), Throws.TypeOf<GimpException>().With.Message.EndsWith("The result would have 560000x8 pixels, and GIMP's images have 524288 at most, each way: choose a smaller scale."));
        Assert.That(Gimp.Number("(gimp-image-list)"), Is.EqualTo(1));
        Assert.That(image.Numbers("(gimp-image-is-dirty image)"), Is.EqualTo(new double[] { 0 }));
    }

    [Test]
    public void An_empty_group_has_nothing_to_work_on()
    {
        GimpImage image = Picture();
        image.Evaluate("(gimp-image-insert-layer image (car (gimp-layer-group-new image)) 0 0)");
        Refuses(image, GimpCommand.RestoreBlur, "No layer with pixels is chosen: choose one.");
    }

    [Test]
    public void A_layer_of_another_image_is_refused()
    {
        GimpImage one = Picture(), other = Load(Raster.Sample(40, 30, "rgb8"), "other.png");
        XcfImage before = other.Snapshot();
        string script = GimpCommand.RestoreBlur.Call(one.Id, other.Drawable, false, GimpCommand.RestoreBlur.Settings());
        Assert.That(() => Gimp.Evaluate(script), Throws.TypeOf<GimpException>().With.Message.EndsWith("The image was closed, or the layer is not in it any more: choose another one."));
        Expect.Same(other.Snapshot(), before);
    }

    private GimpImage Picture() => Load(Raster.Sample(64, 48, "rgb8"));

    private static void Refuses(GimpImage image, GimpCommand command, string sentence, params (string Id, string Value)[] values)
    {
        XcfImage before = image.Snapshot();
        Assert.That(Complaint(image, command, values), Is.EqualTo($"Error: Procedure execution of {command.Procedure} failed: {sentence}"));
        Expect.Same(image.Snapshot(), before);
    }

    private static string Complaint(GimpImage image, GimpCommand command, params (string Id, string Value)[] values) =>
        Assert.Throws<GimpException>(() => image.Run(command, command.Settings(values)))!.Message;
}
