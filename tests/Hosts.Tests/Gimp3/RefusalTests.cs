using Enlarger.Filters;
using Enlarger.Tests.Gimp;
using Enlarger.Tests.Gimp.Xcf;

namespace Enlarger.Tests.Gimp3;

/// <summary>What the commands refuse: in one sentence, with the image as it was.</summary>
internal sealed class RefusalTests : Gimp3Tests
{
    private const string LockedGroup =
        """
        group = Gimp.GroupLayer.new(image, "around")
        image.insert_layer(group, None, 0)
        image.reorder_item(layer, group, 0)
        group.set_lock_content(True)
        image.set_selected_layers([layer])
        """;

    [TestCase("image.convert_indexed(Gimp.ConvertDitherType.NONE, Gimp.ConvertPaletteType.GENERATE, 16, False, False, '')", "Enlarger does not work on an indexed image: choose Image > Mode > RGB first.")]
    [TestCase("image.select_rectangle(Gimp.ChannelOps.REPLACE, 4, 4, 20, 20); Gimp.edit_copy([layer]); Gimp.edit_paste(layer, False)", "There is a floating selection: anchor it first (Layer > Anchor Layer).")]
    [TestCase("layer.set_name('Foto 写真'); layer.set_lock_content(True)", "The pixels of 'Foto 写真' are locked: unlock them first.")]
    [TestCase(LockedGroup, "The pixels of 'picture' are locked: unlock them first.")]
    [TestCase("image.resize(200, 100, 0, 0); image.select_rectangle(Gimp.ChannelOps.REPLACE, 100, 10, 50, 50)", "The selection does not touch the layer: select a part of it, or nothing.")]
    public void An_image_that_cannot_be_worked_on_is_refused(string prepare, string sentence)
    {
        Gimp3Image image = Make(64, 48, "rgb");
        image.Evaluate(prepare);
        int size = (int)image.Evaluate("image.get_width()");
        image.Evaluate("image.clean_all()");
        Refuses(image, GimpCommand.RestoreBlur, sentence, null);
        Assert.That((int)image.Evaluate("image.get_width()"), Is.EqualTo(size));
    }

    [Test]
    public void An_enlarging_crop_does_not_go_into_its_place() =>
        Refuses(Make(64, 48, "rgb"), GimpCommand.EnhanceCrop, "Enhance crop enlarges with these settings: take a new image for the result, or the scale 1x.", "in-place", ("scale", "4"));

    [Test]
    public void A_value_that_the_engine_refuses_is_named() =>
        Refuses(Make(64, 48, "rgb"), GimpCommand.Upscale, "'abacus' is no device", null, ("model", GimpMachine.Repeating), ("device", "abacus"));

    [Test]
    public void A_result_that_GIMP_cannot_hold_is_refused_before_it_is_made() =>
        Refuses(Make(140_000, 2, "gray"), GimpCommand.Upscale4x, "The result would have 560000x8 pixels, and GIMP's images have 524288 at most, each way: choose a smaller scale.", null, ("model", "lanczos"));

    [Test]
    public void A_layer_of_another_image_is_refused()
    {
        Gimp3Image one = Make(64, 48, "rgb"), other = Make(40, 30, "rgb");
        XcfImage before = other.Snapshot();
        Assert.That(
            () => one.Evaluate($"command('restore-blur', image, Gimp.Image.get_by_id({other.Id}).get_layers())"),
            Throws.TypeOf<GimpException>().With.Message.EqualTo("The image was closed, or the layer is not in it any more: choose another one."));
        Expect.Same(other.Snapshot(), before);
    }

    private static void Refuses(Gimp3Image image, GimpCommand command, string sentence, string? output, params (string Id, string Value)[] values)
    {
        FilterSettings settings = command.Settings(values);
        Assert.That(() => image.Run(command, settings, output), Throws.TypeOf<GimpException>().With.Message.StartsWith(sentence));
        Assert.That((bool)image.Evaluate("image.is_dirty() or len(Gimp.get_images()) != 1"), Is.False, "nothing is there to undo");
    }
}
