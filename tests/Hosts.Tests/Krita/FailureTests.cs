using Enlarger.Tests.Gimp;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Krita;

/// <summary>Work that ends half-way or is refused: the document is as it was, no other is left, and the next command works.</summary>
internal sealed class FailureTests : KritaTests
{
    private static readonly (string, string)[] Slow = [("scale", "4"), ("model", GimpMachine.Photograph), ("tile", "32")];

    [TestCase("upscale")]
    [TestCase("restore-blur")]
    [TestCase("enhance-crop")]
    public void Who_cancels_half_way_finds_everything_as_it_was(string filter)
    {
        Make(Opaque(300, 200));
        Fails("cancelled", filter, filter == "upscale" ? Slow : [], ", progress=Meddler(0.01, cancel)");
        Run("upscale", [("scale", "2"), ("model", "lanczos")]);
    }

    [Test]
    public void A_generator_that_fails_half_way_is_named()
    {
        Raster picture = Opaque(64, 128);
        picture.Pixels.AsSpan(picture.Pixels.Length / 2).Fill(255);
        Make(picture);
        Fails("The generator fragile failed on the CPU: ", "upscale", [("scale", "4"), ("model", GimpMachine.Fragile), ("tile", "32"), ("device", "cpu")]);
        Fails("The generator fragile failed on the CPU: ", "enhance-crop", [("scale", "1"), ("denoise", "0"), ("model", GimpMachine.Fragile), ("tile", "32"), ("device", "cpu")], ", output='in-place'");
    }

    [Test]
    public void A_program_that_is_gone_is_named()
    {
        Make(Opaque(20, 20));
        Krita.Evaluate("os.environ['ENLARGER_PROGRAM'] = '/nowhere/enlarger'");
        try
        {
            Fails("The program enlarger cannot be started", "upscale", []);
        }
        finally
        {
            Krita.Evaluate("os.environ.pop('ENLARGER_PROGRAM')");
        }
    }

    [TestCase("document.resizeImage(0, 0, 200, 200)", "The image was changed meanwhile, so the result was not put in: run it again.")]
    [TestCase("sky.remove()", "The image was changed meanwhile, so the result was not put in: run it again.")]
    [TestCase("(document.setModified(False), document.close())", "The image was closed meanwhile, so the result was not put in.")]
    public void What_does_not_fit_any_more_is_not_put_in(string deed, string sentence)
    {
        foreach (string filter in new[] { "upscale", "restore-blur" })
        {
            Make(Opaque(60, 40));
            (string, string)[] values = filter == "upscale" ? [("model", "lanczos")] : [("kind", "out-of-focus"), ("radius", "3")];
            Assert.That(() => Run(filter, values, $", progress=Meddler(0, lambda: {deed})"), Throws.TypeOf<KritaException>().With.Message.EqualTo(sentence));
        }
    }

    [Test]
    public void What_the_adapter_cannot_do_is_refused_in_a_sentence()
    {
        Make(Opaque(60, 40));
        Krita.Evaluate("selection = Selection(); selection.select(10, 10, 20, 20, 255); document.setSelection(selection)");
        Fails("Krita can mask a layer by the selection only in a window", "restore-blur", []);
        Fails("Enhance crop enlarges with these settings", "enhance-crop", [("scale", "2")], ", output='in-place'");
        Fails("There is no filter 'sharpen'", "sharpen", []);
        Fails("'9' is no value for scale", "upscale", [("scale", "9")]);

        Krita.Evaluate("document.setSelection(None); sky.setColorSpace('RGBA', 'U16', 'sRGB-elle-V2-g10.icc')");
        Fails("The layer 'Sky' has colours of another kind than the image", "upscale", []);
        Krita.Evaluate("sky.setColorSpace('RGBA', 'U8', 'sRGB-elle-V2-srgbtrc.icc'); sky.enableAnimation()");
        Fails("The layer 'Sky' is animated", "upscale", []);
        Krita.Evaluate("document = app.createDocument(20, 20, 'print', 'CMYKA', 'U8', '', 72.0)");
        Fails("Enlarger works on RGB and grey images only", "upscale", []);
        Krita.Evaluate("document = None");
        Assert.That(() => Run("upscale", []), Throws.TypeOf<KritaException>().With.Message.StartsWith("No image is open"));
    }

    private void Fails(string sentence, string filter, (string Id, string Value)[] values, string more = "")
    {
        string before = $"{State()}", documents = $"{Krita.Evaluate("len(app.documents())")}";
        Assert.That(() => Run(filter, values, more), Throws.TypeOf<KritaException>().With.Message.StartsWith(sentence));
        Assert.That($"{State()}", Is.EqualTo(before), "the document is as it was");
        Assert.That($"{Krita.Evaluate("len(app.documents())")}", Is.EqualTo(documents), "no document is left");
    }
}
