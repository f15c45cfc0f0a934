using System.Globalization;
using Enlarger.Filters;
using Enlarger.Imaging.Color;
using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp;

/// <summary>An image with everything that GIMP has: whatever is not enlarged stays as it was.</summary>
internal sealed class LayeredImageTests : GimpTests
{
    // Offsets below zero, layers beyond the canvas, groups in groups, masks with a picture in them.
    private const string Build =
        """
        (define (copy-into image layer group name width height x y)
          (let ((copy (car (gimp-layer-copy layer FALSE))))
            (gimp-image-insert-layer image copy group 0)
            (gimp-item-set-name copy name)
            (gimp-layer-resize copy width height (- x) (- y))
            copy))
        (define (mask-of layer kind)
          (gimp-layer-add-mask layer (car (gimp-layer-create-mask layer kind))))
        (let* ((outer (car (gimp-layer-group-new image))) (inner (car (gimp-layer-group-new image))))
          (gimp-item-set-name drawable "background 写真")
          (gimp-image-insert-layer image outer 0 0)
          (gimp-item-set-name outer "外のグループ")
          (gimp-image-insert-layer image inner outer 0)
          (gimp-item-set-name inner "inner \"quoted\" (group)")
          (let ((hidden (copy-into image drawable inner "hidden" 90 60 10 5)))
            (gimp-item-set-visible hidden FALSE)
            (gimp-layer-set-offsets hidden -31 -17)
            (mask-of hidden ADD-MASK-COPY))
          (let ((far (copy-into image drawable inner "beyond" 260 130 0 0)))
            (gimp-layer-set-offsets far -40 -25)
            (gimp-layer-set-opacity far 37.5)
            (gimp-layer-set-mode far LAYER-MODE-MULTIPLY))
          (mask-of inner ADD-MASK-COPY)
          (let ((locked (copy-into image drawable outer "locked" 33 47 20 8)))
            (gimp-layer-set-offsets locked 101 3)
            (gimp-layer-set-lock-alpha locked TRUE)
            (gimp-item-set-linked locked TRUE)
            (gimp-item-set-color-tag locked COLOR-TAG-GREEN)
            (gimp-layer-set-mode locked LAYER-MODE-SCREEN-LEGACY)
            (mask-of locked ADD-MASK-ALPHA-TRANSFER)
            (gimp-layer-set-apply-mask locked FALSE))
          (gimp-layer-set-opacity outer 80)
          (gimp-layer-set-mode outer LAYER-MODE-PASS-THROUGH)
          (gimp-image-insert-channel image (car (gimp-channel-new-from-component image CHANNEL-RED "kept 選択")) 0 0)
          (gimp-image-insert-channel image (car (gimp-channel-new-from-component image CHANNEL-ALPHA "second")) 0 1)
          (let ((path (car (gimp-vectors-new image "path パス"))))
            (gimp-image-insert-vectors image path 0 0)
            (gimp-vectors-stroke-new-from-points path VECTORS-STROKE-TYPE-BEZIER 12 #(5 7 -5.5 7.25 15 9 80 60 81 61 82 62) FALSE))
          (gimp-image-add-hguide image 13)
          (gimp-image-add-vguide image 149)
          (gimp-image-add-sample-point image 21 34)
          (gimp-image-set-resolution image 300 200)
          (gimp-image-set-unit image UNIT-MM)
          (gimp-image-attach-parasite image (list "gimp-comment" 1 "Kommentar 日本"))
          (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 20 10 90 50)
          (gimp-selection-feather image 9))
        """;

    private const string AddText =
        """
        (let ((text (car (gimp-text-fontname image -1 12 20 "Enlarger 写真" 2 TRUE 22 PIXELS "Sans"))))
          (gimp-item-set-name text "text 文字")
          (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 20 10 90 50))
        """;

    private static readonly string[] Kinds = ["U8-GAMMA", "U16-LINEAR", "FLOAT-GAMMA"];

    [Test]
    public void Upscale_2x_enlarges_everything_in_it([ValueSource(nameof(Kinds))] string precision) => Check(Make(precision, "rgba8"), GimpCommand.Upscale2x, 2, ("model", "lanczos"));

    [Test]
    public void Upscale_4x_enlarges_everything_in_it_in_grey() => Check(Make("U16-GAMMA", "graya8"), GimpCommand.Upscale4x, 4, ("model", "lanczos"));

    [Test]
    public void A_generator_draws_the_layers_and_leaves_text_and_coverage_alone()
    {
        GimpImage image = Make("U8-GAMMA", "rgba8");
        image.Evaluate(AddText);
        Check(image, GimpCommand.Upscale2x, 2, ("model", GimpMachine.Photograph), ("device", "cpu"), ("tile", "128"));
        Assert.That(image.Snapshot().AllLayers.Single(layer => layer.IsText).Name, Is.EqualTo("text 文字"), "the text can still be edited");
    }

    [Test]
    public void Guides_paths_and_sample_points_follow()
    {
        GimpImage image = Make("U8-GAMMA", "rgba8");
        double[] before = Places(image);
        image.Run(GimpCommand.Upscale2x, GimpCommand.Upscale2x.Settings(("model", "lanczos")));
        Assert.That(before, Is.EqualTo(new[] { 13.0, 149, 21, 34, 5, 7, -5.5, 7.25, 15, 9, 80, 60, 81, 61, 82, 62 }));
        Assert.That(Places(image), Is.EqualTo(before.Select(place => 2 * place)));
    }

    [Test]
    public void The_result_survives_saving_and_loading()
    {
        GimpImage image = Make("U16-GAMMA", "rgba8");
        image.Run(GimpCommand.Upscale2x, GimpCommand.Upscale2x.Settings(("model", "lanczos")));
        Expect.Same(image.SaveAndLoad().Snapshot(), image.Snapshot());
    }

    private static void Check(GimpImage image, GimpCommand command, int factor, params (string Id, string Value)[] values)
    {
        FilterSettings settings = command.Settings(values);
        XcfImage before = image.Snapshot();
        Assert.That(before.Channels.Count(channel => channel.Properties.ContainsKey(XcfProperty.Selection)), Is.EqualTo(1));
        ColorEncoding encoding = image.Encoding;
        Raster[] expected = Core.RunOverAll(command.FilterId, settings, before, encoding);

        image.Run(command, settings);
        XcfImage after = image.Snapshot();
        Expect.Enlarged(after, before, factor);
        foreach ((XcfItem item, Raster pixels) in after.Leaves.Zip(expected)) Expect.Pixels(item.Pixels, pixels, item.Name);
    }

    private GimpImage Make(string precision, string format)
    {
        GimpImage image = Load(Raster.Sample(150, 70, format), "picture.png");
        if (precision != "U8-GAMMA") image.Evaluate($"(gimp-image-convert-precision image PRECISION-{precision})");
        image.Evaluate(Build);
        return image;
    }

    // Guides, sample points and the path's points, in one row.
    private static double[] Places(GimpImage image) =>
    [
        .. image.Numbers("(map (lambda (guide) (car (gimp-image-get-guide-position image guide))) (list (car (gimp-image-find-next-guide image 0)) (car (gimp-image-find-next-guide image (car (gimp-image-find-next-guide image 0))))))").Order(),
        .. image.Numbers("(gimp-image-get-sample-point-position image (car (gimp-image-find-next-sample-point image 0)))"),
        .. image.Numbers(string.Create(CultureInfo.InvariantCulture, $"(vector->list (caddr (gimp-vectors-stroke-get-points (vector-ref (cadr (gimp-image-get-vectors image)) 0) 1)))")),
    ];
}
