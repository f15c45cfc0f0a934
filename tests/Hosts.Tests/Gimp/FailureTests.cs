using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp;

/// <summary>Work that ends half-way: the image is as it was, GIMP goes on, and the next command works.</summary>
internal sealed class FailureTests : GimpTests
{
    private static readonly GimpCommand[] EnlargingAndNot = [GimpCommand.Upscale4x, GimpCommand.EnhanceCrop];

    [TestCaseSource(nameof(EnlargingAndNot))]
    public void A_generator_that_fails_half_way_leaves_the_image_as_it_was(GimpCommand command)
    {
        GimpImage image = HalfWhite();
        image.Evaluate("(gimp-image-select-ellipse image CHANNEL-OP-REPLACE 2 2 60 250) (gimp-image-clean-all image)");
        Fails(image, command, GimpMachine.Fragile, "The generator fragile failed on the CPU: ");
    }

    [Test]
    public void A_layer_that_fails_takes_those_before_it_along()
    {
        GimpImage image = HalfWhite();
        image.Evaluate(
            """
            (let* ((group (car (gimp-layer-group-new image))) (first (car (gimp-layer-copy drawable FALSE))))
              (gimp-image-insert-layer image group 0 0)
              (gimp-image-reorder-item image drawable group 0)
              (gimp-image-insert-layer image first group 0)
              (gimp-layer-resize first 64 100 0 0)
              (gimp-image-set-active-layer image group)
              (gimp-image-clean-all image))
            """);
        Fails(image, GimpCommand.EnhanceCrop, GimpMachine.Fragile, "The generator fragile failed on the CPU: ");
    }

    [Test]
    public void Nothing_is_left_of_a_new_image()
    {
        GimpImage image = HalfWhite();
        string script = GimpCommand.Upscale4x.Call(image.Id, image.Drawable, true, GimpCommand.Upscale4x.Settings(("model", GimpMachine.Fragile), ("tile", "32")));
        Assert.That(() => Gimp.Evaluate(script), Throws.TypeOf<GimpException>());
        Assert.That(Gimp.Number("(gimp-image-list)"), Is.EqualTo(1));
    }

    [TestCase(GimpMachine.Missing, "missing (missing) is not installed: add it again with 'enlarger models add FILE --id missing --replace'.")]
    [TestCase(GimpMachine.Damaged, "damaged (damaged) is damaged and was not used: add it again with 'enlarger models add FILE --id damaged --replace'.")]
    public void A_generator_that_is_not_what_it_was_is_named(string generator, string complaint) =>
        Fails(HalfWhite(), GimpCommand.Upscale4x, generator, complaint);

    [TestCase(false)]
    [TestCase(true)]
    public void A_killed_plug_in_leaves_the_image_as_it_was(bool isRetouched)
    {
        GimpImage image = Load(Raster.Sample(1500, 1500, "rgb8"));
        image.Evaluate("(gimp-image-clean-all image)");
        XcfImage before = image.Snapshot();
        GimpCommand command = isRetouched ? GimpCommand.EnhanceCrop : GimpCommand.Upscale4x;
        (string, string)[] values = [("model", GimpMachine.Photograph), ("tile", "64"), .. isRetouched ? [("scale", "1"), ("denoise", "0")] : Array.Empty<(string, string)>()];
        string script = command.Call(image.Id, image.Drawable, false, command.Settings(values));

        // As GIMP does when a user cancels.
        using (var watch = new PlugInWatch(Gimp, plugIn =>
        {
            if (plugIn.ProcessorTime > TimeSpan.FromSeconds(4)) plugIn.Kill();
        }))
        {
            Assert.That(() => Gimp.Evaluate(script), Throws.TypeOf<GimpException>());
        }

        Expect.Same(image.Snapshot(), before);
        Assert.That(image.Numbers("(gimp-image-is-dirty image)")[0], Is.Zero, "nothing is there to undo");
        image.Evaluate("(gimp-image-crop image 40 30 0 0)");
        image.Run(GimpCommand.Upscale2x, GimpCommand.Upscale2x.Settings(("model", "lanczos")));
        Assert.That(image.Snapshot().Size.ToString(), Is.EqualTo("80x60"));
    }

    private GimpImage HalfWhite()
    {
        Raster picture = Raster.Sample(64, 256, "rgb8");
        picture.Pixels.AsSpan(picture.Pixels.Length / 2).Fill(255);
        return Load(picture);
    }

    private static void Fails(GimpImage image, GimpCommand command, string generator, string complaint)
    {
        image.Evaluate("(gimp-image-clean-all image)");
        XcfImage before = image.Snapshot();
        (string, string)[] values = [("model", generator), ("tile", "32"), ("device", "cpu"), .. command == GimpCommand.EnhanceCrop ? [("scale", "1"), ("denoise", "0")] : Array.Empty<(string, string)>()];
        GimpException failure = Assert.Throws<GimpException>(() => image.Run(command, command.Settings(values)))!;
        Assert.That(failure.Message, Does.StartWith($"Error: Procedure execution of {command.Procedure} failed: {complaint}"));
        Expect.Same(image.Snapshot(), before);
        Assert.That(image.Numbers("(gimp-image-is-dirty image)")[0], Is.Zero, "nothing is there to undo");
    }
}
