using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Tests.Gimp;
using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp3;

/// <summary>The chosen layer alone into an image of its own.</summary>
internal sealed class NewImageTests : Gimp3Tests
{
    [Test]
    public void An_enhanced_crop_has_the_size_of_its_automatic_scale_and_all_that_belongs_to_its_picture()
    {
        Gimp3Image image = Make(150, 70, "rgba", "U16_NON_LINEAR", "new_rgb_adobe");
        image.Evaluate(
            """
            image.attach_parasite(Gimp.Parasite.new("gimp-comment", 1, [(byte + 128) % 256 - 128 for byte in "Kommentar 日本".encode()]))
            image.attach_parasite(Gimp.Parasite.new("somebody-elses", 1, b"42"))
            image.set_metadata(Gimp.Metadata.deserialize('<?xml version="1.0" encoding="UTF-8"?><metadata><tag name="Exif.Photo.LensModel">55mm</tag></metadata>'))
            image.set_resolution(300, 200)
            image.set_unit(Gimp.Unit.mm())
            layer.set_name("Foto 写真")
            layer.set_offsets(7, -5)
            image.select_rectangle(Gimp.ChannelOps.REPLACE, 40, 20, 60, 30)
            """);
        FilterSettings settings = GimpCommand.EnhanceCrop.Settings(("model", GimpMachine.Repeating), ("denoise", "0"));
        XcfImage after = Check(image, GimpCommand.EnhanceCrop, settings, settings.With("crop", "33,25,60,30"), output: null, new PixelSize(240, 120));
        Assert.That(XcfParasites.Of(after.Properties).Select(parasite => parasite.Split(':')[0]), Is.SupersetOf(new[] { "icc-profile", "gimp-comment", "gimp-image-metadata", "somebody-elses" }));
    }

    [Test]
    public void A_group_becomes_one_layer_as_it_looks()
    {
        Gimp3Image image = Make(150, 70, "rgba");
        image.Evaluate(
            """
            group, copy = Gimp.GroupLayer.new(image, "group"), layer.copy()
            image.insert_layer(group, None, 0)
            image.reorder_item(layer, group, 0)
            image.insert_layer(copy, group, 0)
            copy.set_offsets(30, 12)
            copy.set_mode(Gimp.LayerMode.DIFFERENCE)
            image.set_selected_layers([group])
            """);
        FilterSettings settings = GimpCommand.Upscale2x.Settings(("model", "lanczos"));
        Check(image, GimpCommand.Upscale2x, settings, settings, "new-image", new PixelSize(360, 164));
    }

    private static XcfImage Check(Gimp3Image image, GimpCommand command, FilterSettings settings, FilterSettings forTheCore, string? output, PixelSize size)
    {
        XcfImage before = image.Snapshot();
        ColorEncoding encoding = image.Encoding;
        Raster expected = Core.Run(command.FilterId, forTheCore, before.Layers[0].Pixels.ToRaster(), encoding);
        Gimp3Image result = image.Run(command, settings, output);
        Assert.That(result.Id, Is.Not.EqualTo(image.Id));
        XcfImage after = result.Snapshot();
        Assert.That((after.Size, after.BaseType, after.Precision), Is.EqualTo((size, before.BaseType, before.Precision)));
        Assert.That(after.Properties[XcfProperty.Resolution], Is.EqualTo(before.Properties[XcfProperty.Resolution]));
        Assert.That(XcfParasites.Of(after.Properties), Is.EqualTo(XcfParasites.Of(before.Properties)), "profile and metadata");
        Assert.That(after.Channels, Is.Empty, "nothing is selected");
        XcfItem layer = after.Layers.Single();
        Assert.That((layer.Name, layer.Offset), Is.EqualTo((before.Layers[0].Name, ((int, int)?)(0, 0))));
        Expect.Pixels(layer.Pixels, expected, "the layer");
        Expect.Same(image.Snapshot(), before);
        return after;
    }
}
