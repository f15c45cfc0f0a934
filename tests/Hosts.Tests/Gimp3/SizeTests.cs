using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Tests.Gimp;
using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp3;

/// <summary>The smallest pictures, and a large one.</summary>
internal sealed class SizeTests : Gimp3Tests
{
    // Of the plug-in while it enlarges 24 megapixels: Python, GEGL with its cache of tiles, and the strips; the result alone has 275 MiB.
    private const long MostOfPlugIn = 800L << 20, MostOfEngine = 400L << 20;

    [Test]
    public void The_smallest_pictures_are_no_exception([Values("1x1", "1x300")] string size)
    {
        int[] sides = [.. size.Split('x').Select(int.Parse)];
        Check(Make(sides[0], sides[1], "graya", "U16_NON_LINEAR"), GimpCommand.Upscale4x, ("model", "lanczos"));
        Check(Make(sides[0], sides[1], "rgb"), GimpCommand.EnhanceCrop, ("model", GimpMachine.Repeating), ("scale", "1"));
    }

    [Test]
    public void Twenty_four_megapixels_are_enlarged_within_bounded_memory()
    {
        // Made by GIMP, of tiles that are alike, with something in the middle and a corner.
        var image = new Gimp3Image(Gimp, (int)Gimp.Evaluate(
            """
            image = Gimp.Image.new(6000, 4000, Gimp.ImageBaseType.RGB)
            layer = Gimp.Layer.new(image, "large", 6000, 4000, Gimp.ImageType.RGB_IMAGE, 100, Gimp.LayerMode.NORMAL)
            image.insert_layer(layer, None, 0)
            row = bytes((i * i >> 9) % 256 for i in range(18000))
            buffer = layer.get_buffer()
            for y in range(0, 4000, 200):
                buffer.set(Gegl.Rectangle.new(0, y, 6000, 200), Babl.get_name(layer.get_format()), b"".join(row[-3 * (y + i) :] + row[: -3 * (y + i)] for i in range(200)))
            buffer.flush()
            layer.update(0, 0, 6000, 4000)
            image.clean_all()
            value = image.get_id()
            """));
        long plugIn = 0, engine = 0;
        using (var watch = new EngineWatch(Gimp.ProcessId, process => plugIn = Math.Max(plugIn, process.PeakMemory), process => engine = Math.Max(engine, process.PeakMemory)))
        {
            image.Run(GimpCommand.Upscale2x, GimpCommand.Upscale2x.Settings(("model", "lanczos")));
        }

        TestContext.Out.WriteLine($"The plug-in's memory: {plugIn >> 20} MiB; the engine's: {engine >> 20} MiB.");
        Assert.That(plugIn, Is.Positive.And.LessThan(MostOfPlugIn));
        Assert.That(engine, Is.Positive.And.LessThan(MostOfEngine));

        // A strip in the middle, from what lies around it: the core's result of that part does not differ.
        Raster strip = Pixels(image, "layer.get_buffer().get(Gegl.Rectangle.new(3000, 4000, 2000, 200), 1.0, None, Gegl.AbyssPolicy.NONE)", new PixelSize(2000, 200));
        Assert.That((image.Evaluate("image.get_width()") + "x" + image.Evaluate("image.get_height()")), Is.EqualTo("12000x8000"));
        byte[] row = [.. Enumerable.Range(0, 18000).Select(i => (byte)(((long)i * i) >> 9))];
        var source = new Raster(new PixelSize(1200, 300), PixelFormat.Parse("rgb8"), [.. Enumerable.Range(0, 300).SelectMany(y => Enumerable.Range(0, 3600).Select(i => row[(i + (1400 * 3) + 18000 - (3 * (1900 + y))) % 18000]))]);
        Raster expected = Core.Run("upscale", GimpCommand.Upscale2x.Settings(("model", "lanczos")), source, image.Encoding).Cut(new PixelArea(200, 200, 2000, 200));
        Assert.That(strip.Pixels.AsSpan().SequenceEqual(expected.Pixels), "the pixels are the core's");
    }

    private Raster Pixels(Gimp3Image image, string python, PixelSize size)
    {
        image.Evaluate($"open({Gimp3Session.Quote(Folder["strip"])}, 'wb').write({python})");
        return new Raster(size, PixelFormat.Parse("rgb8"), File.ReadAllBytes(Folder["strip"]));
    }

    private static void Check(Gimp3Image image, GimpCommand command, params (string Id, string Value)[] values)
    {
        FilterSettings settings = command.Settings(values);
        XcfImage before = image.Snapshot();
        Raster old = before.Layers[0].Pixels.ToRaster();
        FilterSettings whole = command == GimpCommand.EnhanceCrop ? settings.With("crop", $"0,0,{old.Size.Width},{old.Size.Height}") : settings;
        ColorEncoding encoding = image.Encoding;
        Raster expected = Core.Run(command.FilterId, whole, old, encoding);
        image.Run(command, settings, "in-place");
        XcfImage after = image.Snapshot();
        Expect.Enlarged(after, before, expected.Size.Width / old.Size.Width);
        Expect.Pixels(after.Layers[0].Pixels, expected, "the layer");
    }
}
