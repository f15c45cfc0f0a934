using Enlarger.Filters;
using Enlarger.Remembered;
using Enlarger.Tests.Gimp;
using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp3;

/// <summary>Work that ends half-way: the image is as it was, GIMP goes on, and the next command works.</summary>
internal sealed class FailureTests : Gimp3Tests
{
    private static readonly GimpCommand[] EnlargingAndNot = [GimpCommand.Upscale4x, GimpCommand.EnhanceCrop];

    [TestCaseSource(nameof(EnlargingAndNot))]
    public void A_generator_that_fails_half_way_leaves_the_image_as_it_was(GimpCommand command)
    {
        Gimp3Image image = HalfWhite();
        image.Evaluate("image.select_ellipse(Gimp.ChannelOps.REPLACE, 2, 2, 60, 250); image.clean_all()");
        Fails(image, command, GimpMachine.Fragile, "The generator fragile failed on the CPU: ");
    }

    [TestCase(GimpMachine.Missing, "missing (missing) is not installed: add it again with 'enlarger models add FILE --id missing --replace'.")]
    [TestCase(GimpMachine.Damaged, "damaged (damaged) is damaged and was not used: add it again with 'enlarger models add FILE --id damaged --replace'.")]
    public void A_generator_that_is_not_what_it_was_is_named(string generator, string complaint) => Fails(HalfWhite(), GimpCommand.Upscale4x, generator, complaint);

    [Test]
    public void A_killed_plug_in_takes_the_engine_along_and_leaves_the_image_as_it_was()
    {
        Gimp3Image image = Make(1500, 1500, "rgb");
        image.Evaluate("image.clean_all()");
        XcfImage before = image.Snapshot();

        // As GIMP does when a user cancels.
        using (var watch = new EngineWatch(Gimp.ProcessId, plugIn =>
        {
            if (plugIn.WorkedFor > TimeSpan.FromSeconds(3)) plugIn.Kill();
        }))
        {
            Assert.That(() => image.Run(GimpCommand.Upscale4x, GimpCommand.Upscale4x.Settings(("model", GimpMachine.Photograph), ("tile", "64"))), Throws.TypeOf<GimpException>());
            Assert.That(watch.Engines, Is.Not.Empty);
            Assert.That(() => watch.Engines.Where(engine => engine.IsAlive), Is.Empty.After(5000, 50), "the engine ends with the plug-in");
        }

        _ = Gimp.Complaints;
        Expect.Same(image.Snapshot(), before);
        Assert.That((bool)image.Evaluate("image.is_dirty()"), Is.False, "nothing is there to undo");
        image.Evaluate("image.crop(40, 30, 0, 0)");
        image.Run(GimpCommand.Upscale2x, GimpCommand.Upscale2x.Settings(("model", "lanczos")));
        Assert.That(image.Snapshot().Size.ToString(), Is.EqualTo("80x60"));
    }

    [Test]
    public void The_values_used_last_are_those_of_whichever_editor()
    {
        Gimp3Image image = Make(40, 30, "rgb");
        image.Evaluate("value = os.environ['ENLARGER_SETTINGS']");
        string settings = (string)image.Evaluate("os.environ['ENLARGER_SETTINGS']")!;
        new LastValueStore(settings).Save(Core.Filter("upscale"), GimpCommand.Upscale.Settings(("model", "lanczos"), ("scale", "2")));
        try
        {
            image.Evaluate("command('upscale', image, mode=Gimp.RunMode.WITH_LAST_VALS, scale='4')");
            Assert.That((int)image.Evaluate("image.get_width()"), Is.EqualTo(80));
        }
        finally
        {
            foreach (string file in Directory.GetFiles(settings)) File.Delete(file);
        }
    }

    private Gimp3Image HalfWhite()
    {
        Raster picture = Raster.Sample(64, 256, "rgbf32");
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(picture.Pixels.AsSpan())[(picture.Pixels.Length / 8)..].Fill(1);
        return Gimp3Image.Make(Gimp, Folder, picture, "U8_NON_LINEAR");
    }

    private static void Fails(Gimp3Image image, GimpCommand command, string generator, string complaint)
    {
        XcfImage before = image.Snapshot();
        (string, string)[] values = [("model", generator), ("tile", "32"), ("device", "cpu"), .. command == GimpCommand.EnhanceCrop ? [("scale", "1"), ("denoise", "0")] : Array.Empty<(string, string)>()];
        FilterSettings settings = command.Settings(values);
        Assert.That(() => image.Run(command, settings, "in-place"), Throws.TypeOf<GimpException>().With.Message.StartsWith(complaint));
        Expect.Same(image.Snapshot(), before);
        Assert.That((bool)image.Evaluate("image.is_dirty()"), Is.False, "nothing is there to undo");
    }
}
