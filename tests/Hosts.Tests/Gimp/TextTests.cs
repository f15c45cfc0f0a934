using System.Globalization;
using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp;

/// <summary>Text is set again in a larger font, where that is the same text in the same place.</summary>
internal sealed class TextTests : GimpTests
{
    private const string Words = "Größe 文字\\nsecond line";

    [TestCase(2)]
    [TestCase(4)]
    public void Text_grows_by_its_font_and_stays_text(int factor)
    {
        GimpImage image = WithText();
        XcfImage before = image.Snapshot();
        Upscale(image, factor);

        XcfImage after = image.Snapshot();
        XcfItem text = Text(after), small = Text(before);
        Assert.That(after.AllLayers.Select(layer => layer.Name), Is.EqualTo(before.AllLayers.Select(layer => layer.Name)));
        Assert.That(text.Offset, Is.EqualTo((17 * factor, -6 * factor)));
        Assert.That(text.Pixels.Size.Width, Is.EqualTo(small.Pixels.Size.Width * factor).Within(factor + 2).Percent);
        Assert.That(image.Numbers(OfText("list (car (gimp-text-layer-get-font-size text)) (car (gimp-text-layer-get-line-spacing text)) (car (gimp-text-layer-get-letter-spacing text)) (car (gimp-layer-get-opacity text))")),
            Is.EqualTo(new double[] { 24 * factor, 3 * factor, 1 * factor, 60 }));
    }

    [Test]
    public void It_is_what_GIMP_sets_in_that_font()
    {
        GimpImage image = WithText();
        Upscale(image, 2);
        Raster set = Text(image.Snapshot()).Pixels.ToRaster();
        image.Evaluate(OfText("gimp-text-layer-set-font-size text 48 PIXELS"));
        Assert.That(set.Pixels, Is.EqualTo(Text(image.Snapshot()).Pixels.ToRaster().Pixels));
    }

    [Test]
    public void The_active_layer_stays_so_whether_it_is_text_or_not([Values] bool isText)
    {
        GimpImage image = WithText();
        image.Evaluate($"(gimp-image-set-active-layer image (vector-ref (cadr (gimp-image-get-layers image)) {(isText ? 0 : 1)}))");
        Upscale(image, 2);
        Assert.That(image.Numbers($"(list (if (= (car (gimp-image-get-active-layer image)) (vector-ref (cadr (gimp-image-get-layers image)) {(isText ? 0 : 1)})) 1 0))"), Is.EqualTo(new double[] { 1 }));
    }

    [Test]
    public void An_active_channel_stays_active()
    {
        GimpImage image = WithText();
        image.Evaluate("(begin (gimp-image-insert-channel image (car (gimp-channel-new image 120 80 \"c\" 50 '(0 0 0))) 0 0) (gimp-image-set-active-channel image (vector-ref (cadr (gimp-image-get-channels image)) 0)))");
        Upscale(image, 2);
        Assert.That(image.Numbers("(list (if (= (car (gimp-image-get-active-channel image)) (vector-ref (cadr (gimp-image-get-channels image)) 0)) 1 0))"), Is.EqualTo(new double[] { 1 }));
    }

    [TestCase("(gimp-text-layer-resize text 120 70)", TestName = "Text_in_a_box_of_fixed_size_becomes_pixels")]
    [TestCase("(gimp-layer-add-mask text (car (gimp-layer-create-mask text ADD-MASK-WHITE)))", TestName = "Text_with_a_mask_becomes_pixels")]
    [TestCase("(gimp-item-set-lock-content text TRUE)", TestName = "Locked_text_becomes_pixels")]
    public void Other_text_becomes_pixels_of_its_place_and_size(string change)
    {
        GimpImage image = WithText();
        image.Evaluate(OfText(change[1..^1]));
        XcfItem small = Text(image.Snapshot());
        Upscale(image, 2);
        XcfItem large = Text(image.Snapshot());
        Assert.That((large.Pixels.Size.Width, large.Pixels.Size.Height), Is.EqualTo((2 * small.Pixels.Size.Width, 2 * small.Pixels.Size.Height)));
        Assert.That(large.Offset, Is.EqualTo((34, -12)));
    }

    [Test]
    public void An_image_of_nothing_but_text_grows_too()
    {
        GimpImage image = WithText();
        image.Evaluate("(gimp-image-remove-layer image (vector-ref (cadr (gimp-image-get-layers image)) 1))");
        image.Evaluate("(plug-in-enlarger-upscale-2x RUN-WITH-LAST-VALS image (car (gimp-image-get-active-layer image)) 0 \"lanczos\" 100 100 TRUE 0 0 0 \"cpu\" 0 FALSE)");
        Assert.That(image.Numbers("(list (car (gimp-image-width image)) (car (gimp-image-height image)))"), Is.EqualTo(new double[] { 240, 160 }));
        Assert.That(image.Numbers(OfText("list (car (gimp-item-is-text-layer text))")), Is.EqualTo(new double[] { 1 }));
    }

    private GimpImage WithText()
    {
        GimpImage image = Load(Raster.Sample(120, 80, "rgb8"), "picture.png");
        image.Evaluate(
            $"""
            (let ((text (car (gimp-text-layer-new image "{Words}" "Sans" 24 PIXELS))))
              (gimp-image-insert-layer image text 0 0)
              (gimp-text-layer-set-line-spacing text 3)
              (gimp-text-layer-set-letter-spacing text 1)
              (gimp-layer-set-opacity text 60)
              (gimp-layer-set-offsets text 17 -6))
            """);
        return image;
    }

    private static void Upscale(GimpImage image, int factor)
    {
        GimpCommand command = factor == 2 ? GimpCommand.Upscale2x : GimpCommand.Upscale4x;
        image.Run(command, command.Settings(("model", "lanczos")));
    }

    private static string OfText(string expression) => string.Create(CultureInfo.InvariantCulture, $"(let ((text (vector-ref (cadr (gimp-image-get-layers image)) 0))) ({expression}))");

    private static XcfItem Text(XcfImage image) => image.AllLayers.First();
}
