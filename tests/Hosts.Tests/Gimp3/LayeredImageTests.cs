using Enlarger.Filters;
using Enlarger.Imaging.Color;
using Enlarger.Tests.Gimp;
using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp3;

/// <summary>An image with everything that GIMP has: whatever is not enlarged stays as it was.</summary>
internal sealed class LayeredImageTests : Gimp3Tests
{
    // Offsets below zero, layers beyond the canvas, groups in groups, masks with a picture in them, locks.
    private const string Build =
        """
        def copy_into(group, name, width, height, x, y):
            copy = layer.copy()
            image.insert_layer(copy, group, 0)
            copy.set_name(name)
            copy.resize(width, height, -x, -y)
            return copy

        def mask_of(item, kind):
            item.add_mask(item.create_mask(kind))

        outer, inner = Gimp.GroupLayer.new(image, "外のグループ"), Gimp.GroupLayer.new(image, 'inner "quoted" (group)')
        layer.set_name("background 写真")
        image.insert_layer(outer, None, 0)
        image.insert_layer(inner, outer, 0)
        hidden = copy_into(inner, "hidden", 90, 60, 10, 5)
        hidden.set_visible(False)
        hidden.set_offsets(-31, -17)
        mask_of(hidden, Gimp.AddMaskType.COPY)
        far = copy_into(inner, "beyond", 260, 130, 0, 0)
        far.set_offsets(-40, -25)
        far.set_opacity(37.5)
        far.set_mode(Gimp.LayerMode.MULTIPLY)
        mask_of(inner, Gimp.AddMaskType.COPY)
        locked = copy_into(outer, "locked", 33, 47, 20, 8)
        locked.set_offsets(101, 3)
        locked.set_lock_alpha(True)
        locked.set_color_tag(Gimp.ColorTag.GREEN)
        locked.set_mode(Gimp.LayerMode.SCREEN_LEGACY)
        mask_of(locked, Gimp.AddMaskType.ALPHA_TRANSFER)
        locked.set_apply_mask(False)
        locked.set_lock_content(True)
        outer.set_opacity(80)
        outer.set_mode(Gimp.LayerMode.PASS_THROUGH)
        for number, name in enumerate(("kept 選択", "second")):
            image.insert_channel(Gimp.Channel.new_from_component(image, (Gimp.ChannelType.RED, Gimp.ChannelType.ALPHA)[number], name), None, number)
        path = Gimp.Path.new(image, "path パス")
        image.insert_path(path, None, 0)
        path.stroke_new_from_points(Gimp.PathStrokeType.BEZIER, [5, 7, -5.5, 7.25, 15, 9, 80, 60, 81, 61, 82, 62], False)
        image.add_hguide(13)
        image.add_vguide(149)
        image.set_resolution(300, 200)
        image.set_unit(Gimp.Unit.mm())
        image.attach_parasite(Gimp.Parasite.new("gimp-comment", 1, [(byte + 128) % 256 - 128 for byte in "Kommentar 日本".encode()]))
        image.select_ellipse(Gimp.ChannelOps.REPLACE, 20, 10, 90, 50)
        Gimp.Selection.feather(image, 9)
        image.set_selected_layers([locked, far])
        """;

    private const string AddText =
        """
        text = Gimp.TextLayer.new(image, "Enlarger 写真", font(), 22, Gimp.Unit.pixel())
        image.insert_layer(text, None, 0)
        text.set_offsets(12, 20)
        text.resize(200, 40)
        """;

    private const string Places =
        """
        guides, guide = [], image.find_next_guide(0)
        while guide:
            guides, guide = [*guides, image.get_guide_position(guide)], image.find_next_guide(guide)
        value = sorted(guides) + list(image.get_paths()[0].stroke_get_points(1).controlpoints)
        """;

    [TestCase("U8_NON_LINEAR", "rgba", 2)]
    [TestCase("U16_LINEAR", "graya", 4)]
    public void Everything_in_it_is_enlarged(string precision, string layout, int factor)
    {
        Gimp3Image image = Make(150, 70, layout, precision);
        if (layout == "graya") image.Evaluate(Build.Replace("Gimp.ChannelType.RED", "Gimp.ChannelType.GRAY", StringComparison.Ordinal));
        else image.Evaluate(Build);
        double[] places = [.. image.Evaluate(Places).Select(place => (double)place)];
        Check(image, factor == 2 ? GimpCommand.Upscale2x : GimpCommand.Upscale4x, factor, ("model", "lanczos"));
        Assert.That(image.Evaluate(Places).Select(place => (double)place), Is.EqualTo(places.Select(place => place * factor)), "guides and paths");
        Assert.That(image.Evaluate("[layer.get_name() for layer in image.get_selected_layers()]").Select(name => (string)name!), Is.EquivalentTo(["locked", "beyond"]));
    }

    [Test]
    public void A_generator_draws_the_layers_and_leaves_text_and_coverage_alone()
    {
        Gimp3Image image = Make(150, 70, "rgba");
        image.Evaluate(Build);
        image.Evaluate(AddText);
        Check(image, GimpCommand.Upscale2x, 2, ("model", GimpMachine.Photograph), ("device", "cpu"), ("tile", "128"));
    }

    private static void Check(Gimp3Image image, GimpCommand command, int factor, params (string Id, string Value)[] values)
    {
        FilterSettings settings = command.Settings(values);
        XcfImage before = image.Snapshot();
        ColorEncoding encoding = image.Encoding;
        Raster[] expected = Core.RunOverAll(command.FilterId, settings, before, encoding);
        image.Run(command, settings);
        XcfImage after = image.Snapshot();
        Expect.Enlarged(WithoutText(after), WithoutText(before), factor);
        foreach ((XcfItem item, Raster pixels) in after.Leaves.Zip(expected)) Expect.Pixels(item.Pixels, pixels, item.Name);
    }

    // What GIMP keeps of text becomes more when its pixels are not its letters any more.
    private static XcfImage WithoutText(XcfImage image) => image with { Layers = [.. image.Layers.Where(layer => !layer.IsText)] };
}
