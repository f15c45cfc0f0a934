using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Tests.Gimp;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Krita;

/// <summary>Pictures of one layer, at every depth, of linear light and of other profiles.</summary>
internal sealed class PixelTests : KritaTests
{
    private const int Width = 150, Height = 70;
    private const string Srgb = "sRGB-elle-V2-srgbtrc.icc", Linear = "sRGB-elle-V2-g10.icc", Adobe = "ClayRGB-elle-V2-g22.icc", Gray = "Gray-D50-elle-V2-srgbtrc.icc", LinearGray = "Gray-D50-elle-V2-g10.icc";

    [TestCase("bgra8", Srgb)]
    [TestCase("bgra16", Adobe)]
    [TestCase("rgbaf16", Linear)]
    [TestCase("rgbaf32", Linear)]
    [TestCase("rgbaf32", Srgb)]
    [TestCase("graya8", Gray)]
    [TestCase("graya16", LinearGray)]
    [TestCase("grayaf16", Gray)]
    [TestCase("grayaf32", LinearGray)]
    public void Results_are_the_cores_and_the_document_stays_as_it_was(string format, string profile)
    {
        Raster picture = Seen(Width, Height, format);
        ColorEncoding encoding = EncodingOf(profile);
        Make(picture, profile);
        Krita.Evaluate("document.setXRes(144.5); document.setYRes(144.5); document.setHorizontalGuides([10.0]); document.setFileName('/nowhere/picture.png')");
        string before = $"{State()}";

        (string, string)[] values = [("scale", "2"), ("model", "lanczos")];
        Run("upscale", values);
        Same(Pixels("result.topLevelNodes()[0]", new PixelArea(0, 0, 2 * Width, 2 * Height), picture.Format), Core.Run("upscale", Settings("upscale", values), picture, encoding), "the enlarged layer");
        Assert.That(
            $"{Krita.Evaluate("[result.width(), result.height(), result.xRes(), result.fileName(), [round(guide, 9) for guide in result.horizontalGuides()], result.colorDepth(), result.colorProfile(), len(layers_of(result))]")}",
            Is.EqualTo($"{Krita.Evaluate($"[{2 * Width}, {2 * Height}, 144.5, '', [20.0], document.colorDepth(), document.colorProfile(), 1]")}"));
        Assert.That($"{State()}", Is.EqualTo(before), "the document is as it was");

        values = [("kind", "out-of-focus"), ("radius", "3")];
        Run("restore-blur", values);
        Same(Pixels("document.topLevelNodes()[1]", picture.Size.Area, picture.Format), Core.Run("restore-blur", Settings("restore-blur", values), picture, encoding), "the layer above");
        Same(Pixels("sky", picture.Size.Area, picture.Format), picture, "the layer itself");
        Assert.That((bool)Krita.Evaluate("sky.visible()")!, Is.False, "what would show through is hidden");
    }

    [Test]
    public void The_real_generator_gives_what_it_gives_the_core()
    {
        (string, string)[] values = [("scale", "4"), ("model", GimpMachine.Photograph), ("device", "cpu")];
        Raster picture = Opaque(90, 60);
        Make(picture);
        Run("upscale", values);
        Same(Pixels("result.topLevelNodes()[0]", new PixelArea(0, 0, 360, 240), picture.Format), Core.Run("upscale", Settings("upscale", values), picture, ColorEncoding.Srgb), "the enlarged layer");
    }

    [Test]
    public void A_crop_becomes_an_image_of_its_own_whatever_is_active()
    {
        (string, string)[] values = [("scale", "2"), ("model", GimpMachine.Repeating), ("denoise", "0")];
        Raster picture = Opaque(Width, Height);
        Make(picture);
        Krita.Evaluate("group = document.createGroupLayer('Group'); sky.remove(); group.addChildNode(sky, None); document.rootNode().addChildNode(group, None); selection = Selection(); selection.select(20, 10, 60, 40, 255); document.setSelection(selection)");
        string before = $"{State()}";
        Run("enhance-crop", values);
        FilterSettings settings = Settings("enhance-crop", values).With("crop", "20,10,60,40");
        Same(Pixels("result.topLevelNodes()[0]", new PixelArea(0, 0, 120, 80), picture.Format), Core.Run("enhance-crop", settings, picture, ColorEncoding.Srgb), "the new image");
        Assert.That($"{State()}", Is.EqualTo(before), "the document is as it was");
    }

    [Test]
    public void Layers_in_groups_and_beyond_the_canvas_keep_their_places()
    {
        Raster picture = Opaque(Width, Height), part = Opaque(50, 40);
        Make(picture);
        Krita.Evaluate(
            $"""
            group = document.createGroupLayer('Group')
            group.setOpacity(100)
            part = document.createNode('Part', 'paintlayer')
            part.setBlendingMode('multiply')
            put(part, {File(part)}, -20, 45, 50, 40)
            empty = document.createNode('Empty', 'paintlayer')
            group.addChildNode(part, None)
            group.addChildNode(empty, part)
            document.rootNode().addChildNode(group, sky)
            selection = Selection()
            selection.select(30, 20, 50, 30, 200)
            document.setSelection(selection)
            """);
        (string, string)[] values = [("scale", "2"), ("model", "lanczos")];
        string before = $"{State()}";
        Run("upscale", values);
        Assert.That(
            $"{Krita.Evaluate("[[node.name(), node.opacity(), node.blendingMode()] for node in (layers_of(result) + layers_of(result)[1].childNodes())]")}",
            Is.EqualTo($"{Krita.Evaluate("[['Sky', 255, 'normal'], ['Group', 100, 'normal'], ['Part', 255, 'multiply'], ['Empty', 255, 'normal']]")}"));
        Same(Pixels("result.topLevelNodes()[0]", new PixelArea(0, 0, 2 * Width, 2 * Height), picture.Format), Core.Run("upscale", Settings("upscale", values), picture, ColorEncoding.Srgb), "Sky");

        // With the margin that it has where the canvas goes on.
        Raster wider = Framed(part, 8, 8);
        Raster expected = Core.Run("upscale", Settings("upscale", values), wider, ColorEncoding.Srgb);
        Same(Pixels("layers_of(result)[1].childNodes()[0]", new PixelArea(-40, 74, 2 * wider.Size.Width, 2 * wider.Size.Height), part.Format), expected, "Part");
        Assert.That((int)Krita.Evaluate("result.selection().pixelData(100, 60, 1, 1)[0][0]")!, Is.EqualTo(200), "the selection grows too");
        Assert.That((int)Krita.Evaluate("result.selection().pixelData(50, 60, 1, 1)[0][0]")!, Is.Zero);
        Assert.That($"{State()}", Is.EqualTo(before), "the document is as it was");

        Krita.Evaluate("document.setSelection(None)");
        Run("restore-blur", [("kind", "out-of-focus"), ("radius", "3")], ", layers='all'");
        Assert.That(
            $"{Krita.Evaluate("[node.name() for node in layers_of(document) + group.childNodes()]")}",
            Is.EqualTo($"{Krita.Evaluate("['Sky', 'Sky, Restore blur', 'Group', 'Part', 'Part, Restore blur', 'Empty']")}"));
        Assert.That((bool)Krita.Evaluate("sky.visible() and not part.visible()")!, "what covers the old pixels leaves them shown");
    }

    [Test]
    public void A_picture_of_6000x4000_pixels_becomes_one_of_12000x8000()
    {
        Krita.Evaluate("document = app.createDocument(6000, 4000, 'large', 'RGBA', 'U8', '', 150.0); sky = document.topLevelNodes()[0]; sky.setPixelData(b'\\x10\\x80\\xf0\\xff' * 6000 * 4000, 0, 0, 6000, 4000)");
        Run("upscale", [("scale", "2"), ("model", "lanczos")]);
        Assert.That(
            $"{Krita.Evaluate("[result.width(), result.height(), [list(bytes(result.topLevelNodes()[0].pixelData(x, y, 1, 1))) for x in (0, 11999) for y in (0, 5000, 7999)]]")}",
            Is.EqualTo($"{Krita.Evaluate("[12000, 8000, [[16, 128, 240, 255]] * 6]")}"));
    }

    // What lies above and to the right is transparent.
    private static Raster Framed(Raster picture, int above, int right)
    {
        var pixels = new MemoryStream();
        int bytes = picture.Format.BytesPerPixel;
        pixels.Write(new byte[above * (picture.Size.Width + right) * bytes]);
        for (int y = 0; y < picture.Size.Height; y++)
        {
            pixels.Write(picture.Pixels, y * picture.Size.Width * bytes, picture.Size.Width * bytes);
            pixels.Write(new byte[right * bytes]);
        }

        return new Raster(new PixelSize(picture.Size.Width + right, picture.Size.Height + above), picture.Format, pixels.ToArray());
    }
}
