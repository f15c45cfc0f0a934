using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp;

/// <summary>The active layer alone into an image of its own.</summary>
internal sealed class NewImageTests : GimpTests
{
    [Test]
    public void An_enhanced_crop_has_the_size_of_its_automatic_scale_and_all_that_belongs_to_its_picture()
    {
        GimpImage image = Make("rgba16");
        image.Evaluate("(gimp-image-select-rectangle image CHANNEL-OP-REPLACE 40 20 60 30)");
        FilterSettings settings = GimpCommand.EnhanceCrop.Settings(("model", GimpMachine.Repeating), ("denoise", "0"));
        Check(image, GimpCommand.EnhanceCrop, settings, settings.With("crop", "33,25,60,30"), new PixelSize(240, 120));
    }

    [Test]
    public void An_enlarged_layer_is_whole_whatever_is_selected()
    {
        GimpImage image = Make("gray16");
        image.Evaluate("(gimp-image-select-rectangle image CHANNEL-OP-REPLACE 40 20 60 30)");
        FilterSettings settings = GimpCommand.Upscale2x.Settings(("model", "lanczos"));
        Check(image, GimpCommand.Upscale2x, settings, settings, new PixelSize(300, 140));
    }

    [Test]
    public void A_restored_part_is_as_large_as_it_was()
    {
        GimpImage image = Make("rgbf32");
        image.Evaluate("(gimp-image-select-rectangle image CHANNEL-OP-REPLACE 40 20 60 30)");
        FilterSettings settings = GimpCommand.RestoreBlur.Settings(("kind", "out-of-focus"), ("radius", "3"));
        Check(image, GimpCommand.RestoreBlur, settings, settings.With("region", "33,25,60,30"), new PixelSize(60, 30));
    }

    [Test]
    public void A_group_becomes_one_layer_as_it_looks()
    {
        GimpImage image = Make("rgba8");
        image.Evaluate(
            """
            (let* ((group (car (gimp-layer-group-new image))) (copy (car (gimp-layer-copy drawable FALSE))))
              (gimp-image-insert-layer image group 0 0)
              (gimp-image-reorder-item image drawable group 0)
              (gimp-image-insert-layer image copy group 0)
              (gimp-layer-set-offsets copy 30 12)
              (gimp-layer-set-mode copy LAYER-MODE-DIFFERENCE)
              (gimp-image-set-active-layer image group))
            """);
        FilterSettings settings = GimpCommand.Upscale2x.Settings(("model", "lanczos"));
        XcfImage before = image.Snapshot();
        Check(image, GimpCommand.Upscale2x, settings, settings, new PixelSize(2 * before.Layers[0].Pixels.Size.Width, 2 * before.Layers[0].Pixels.Size.Height));
    }

    // With a profile, a comment, a resolution and a unit; the layer lies beside the canvas' corner.
    private GimpImage Make(string format)
    {
        GimpImage image = Load(Raster.Sample(150, 70, format));
        byte[] profile = format.StartsWith("gray", StringComparison.Ordinal) ? IccProfile.Gray(IccProfile.Gamma(1.8)) : IccProfile.DisplayP3;
        image.Evaluate(
            $"""
            (gimp-image-set-color-profile-from-file image {GimpSession.Quote(new Uri(Folder.Write("profile.icc", profile)).AbsoluteUri)})
            (gimp-image-attach-parasite image (list "gimp-comment" 1 "Kommentar 日本"))
            (gimp-image-attach-parasite image (list "somebody-elses" 1 "42"))
            (gimp-image-set-resolution image 300 200)
            (gimp-image-set-unit image UNIT-MM)
            (gimp-item-set-name drawable "Foto 写真")
            (gimp-layer-set-offsets drawable 7 -5)
            """);
        return image;
    }

    private static void Check(GimpImage image, GimpCommand command, FilterSettings settings, FilterSettings forTheCore, PixelSize size)
    {
        XcfImage before = image.Snapshot();
        Raster expected = Core.Run(command.FilterId, forTheCore, before.Layers[0].Pixels.ToRaster(), image.Encoding);
        GimpImage result = image.Run(command, settings, isNew: true);
        Assert.That(result.Id, Is.Not.EqualTo(image.Id));
        XcfImage after = result.Snapshot();
        Assert.That((after.Size, after.BaseType, after.Precision), Is.EqualTo((size, before.BaseType, before.Precision)));
        Assert.That(after.Properties[XcfProperty.Resolution], Is.EqualTo(before.Properties[XcfProperty.Resolution]));
        Assert.That(XcfParasites.Of(after.Properties), Is.EqualTo(XcfParasites.Of(before.Properties)), "profile and metadata");
        Assert.That(XcfParasites.Of(after.Properties).Select(parasite => parasite.Split(':')[0]), Is.SupersetOf(new[] { "icc-profile", "gimp-comment", "gimp-image-metadata", "somebody-elses" }));
        Assert.That(Gimp.Number($"(gimp-image-get-unit {result.Id})"), Is.EqualTo(Gimp.Number($"(gimp-image-get-unit {image.Id})")));
        Assert.That(after.Channels, Is.Empty, "nothing is selected");

        XcfItem layer = after.Layers.Single();
        Assert.That((layer.Name, layer.Offset), Is.EqualTo((before.Layers[0].Name, ((int, int)?)(0, 0))));
        Expect.Pixels(layer.Pixels, expected, "the layer");
        Expect.Same(image.Snapshot(), before);
        Assert.That(result.Numbers("(gimp-image-undo-is-enabled image)")[0], Is.EqualTo(1));
    }
}
