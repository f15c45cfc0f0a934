using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp;

/// <summary>Work within a selection, and on what is not a whole layer of its own.</summary>
internal sealed class SelectionTests : GimpTests
{
    private const int X = 13, Y = -9;

    private static readonly (string, string)[] Deblur = [("kind", "out-of-focus"), ("radius", "3")], Crop = [("model", GimpMachine.Repeating), ("scale", "1"), ("denoise", "0"), ("grain", "200")];

    [TestCase("restore-blur", "rgb8")]
    [TestCase("restore-blur", "rgba16")]
    [TestCase("enhance-crop", "rgb8")]
    [TestCase("enhance-crop", "graya16")]
    [TestCase("enhance-crop", "rgbf32")]
    public void Outside_nothing_changes_inside_is_the_cores_and_a_soft_edge_is_blended(string filter, string format)
    {
        GimpImage image = Load(Raster.Sample(150, 90, format));
        image.Evaluate($"(gimp-layer-set-offsets drawable {X} {Y}) (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 30 20 80 45) (gimp-selection-feather image 14) (gimp-image-select-rectangle image CHANNEL-OP-ADD 55 35 30 12)");
        (GimpCommand command, (string, string)[] values) = filter == "restore-blur" ? (GimpCommand.RestoreBlur, Deblur) : (GimpCommand.EnhanceCrop, Crop);
        FilterSettings settings = command.Settings(values);
        XcfImage before = image.Snapshot();
        PixelArea area = Selected(before, X, Y);
        Raster old = before.Layers[0].Pixels.ToRaster(), all = Pasted(old, area, Core.Run(filter, settings.With(command == GimpCommand.EnhanceCrop ? "crop" : "region", Text(area)), old, image.Encoding));

        image.Run(command, settings);
        XcfImage after = image.Snapshot();
        Expect.Enlarged(after, before, 1);
        Assert.That(after.Channels[0].Pixels.Bytes, Is.EqualTo(before.Channels[0].Pixels.Bytes), "the selection stays");
        Raster now = after.Layers[0].Pixels.ToRaster();
        Compare(old, all, now, (x, y) => Coverage(before, x + X, y + Y));
    }

    [Test]
    public void A_group_is_worked_on_layer_by_layer()
    {
        GimpImage image = Load(Raster.Sample(150, 90, "rgba8"));
        image.Evaluate(
            """
            (let* ((group (car (gimp-layer-group-new image))) (first (car (gimp-layer-copy drawable FALSE))) (second (car (gimp-layer-copy drawable FALSE))))
              (gimp-image-insert-layer image group 0 0)
              (gimp-image-insert-layer image first group 0)
              (gimp-image-insert-layer image second group 1)
              (gimp-layer-resize second 100 60 -20 -10)
              (gimp-layer-set-offsets second 60 40)
              (gimp-item-set-name drawable "outside")
              (gimp-image-set-active-layer image group)
              (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 40 30 70 70))
            """);
        FilterSettings settings = GimpCommand.RestoreBlur.Settings(Deblur);
        XcfImage before = image.Snapshot();
        image.Run(GimpCommand.RestoreBlur, settings);
        XcfImage after = image.Snapshot();
        Expect.Enlarged(after, before, 1);
        foreach ((XcfItem was, XcfItem now) in before.AllLayers.Where(layer => !layer.IsGroup).Zip(after.AllLayers.Where(layer => !layer.IsGroup)))
        {
            Raster old = was.Pixels.ToRaster();
            PixelArea area = was.Name == "outside" ? default : Selected(before, was.Offset!.Value.X, was.Offset!.Value.Y).Intersect(old.Size.Area);
            Raster expected = area.Width == 0 ? old : Pasted(old, area, Core.Run("restore-blur", settings.With("region", Text(area)), old, image.Encoding));
            Expect.Pixels(now.Pixels, expected, was.Name);
        }
    }

    [Test]
    public void A_mask_is_worked_on_where_it_is_what_is_active()
    {
        GimpImage image = Load(Raster.Sample(150, 90, "rgb8"));
        image.Evaluate("(gimp-layer-add-mask drawable (car (gimp-layer-create-mask drawable ADD-MASK-COPY))) (gimp-layer-set-edit-mask drawable TRUE)");
        CheckWhole(image, snapshot => snapshot.Layers[0].Mask!);
    }

    [Test]
    public void A_channel_is_worked_on_where_it_is_what_is_active()
    {
        GimpImage image = Load(Raster.Sample(150, 90, "rgb8"));
        image.Evaluate("(let ((channel (car (gimp-channel-new-from-component image CHANNEL-RED \"red\")))) (gimp-image-insert-channel image channel 0 0) (gimp-image-set-active-channel image channel))");
        CheckWhole(image, snapshot => snapshot.Channels.Single(channel => channel.Name == "red"));
    }

    private static void CheckWhole(GimpImage image, Func<XcfImage, XcfItem> item)
    {
        FilterSettings settings = GimpCommand.RestoreBlur.Settings(Deblur);
        XcfImage before = image.Snapshot();
        Raster old = item(before).Pixels.ToRaster(), expected = Core.Run("restore-blur", settings, old, image.Encoding);
        Assert.That(expected.Pixels, Is.Not.EqualTo(old.Pixels));
        image.Run(GimpCommand.RestoreBlur, settings);
        XcfImage after = image.Snapshot();
        Expect.Enlarged(after, before, 1);
        Expect.Pixels(item(after).Pixels, expected, "the active one");
        if (item(before) != before.Layers[0]) Expect.Pixels(after.Layers[0].Pixels, before.Layers[0].Pixels.ToRaster(), "the layer");
    }

    private static void Compare(Raster old, Raster all, Raster now, Func<int, int, double> coverage)
    {
        int inside = 0, outside = 0, between = 0;
        for (int y = 0; y < old.Size.Height; y++)
        {
            for (int x = 0; x < old.Size.Width; x++)
            {
                double covered = coverage(x, y);
                ReadOnlySpan<byte> was = old.At(x, y), computed = all.At(x, y), found = now.At(x, y);
                if (covered == 0)
                {
                    outside++;
                    Assert.That(found.SequenceEqual(was), $"column {x}, row {y} is as it was");
                }
                else if (covered == 1 && !old.Format.IsFloat)
                {
                    inside++;
                    Assert.That(found.SequenceEqual(computed), $"column {x}, row {y} is the core's");
                }
                else
                {
                    if (covered == 1) inside++;
                    else between++;
                    for (int channel = 0; channel < old.Format.Channels; channel++)
                    {
                        (double lowest, double highest) = Blended(Sample(was, old.Format, channel), Sample(computed, old.Format, channel), covered, old.Format);
                        Assert.That(Sample(found, old.Format, channel), Is.InRange(lowest, highest), $"column {x}, row {y}, channel {channel}");
                    }
                }
            }
        }

        Assert.That((inside > 100, outside > 100, between > 100), Is.EqualTo((true, true, true)), "the selection has all of it");
    }

    // GIMP mixes light, and takes whatever it mixes through light and back, which floats show; alpha weighs colours, so that here they only lie between.
    private static (double Lowest, double Highest) Blended(double from, double to, double covered, PixelFormat format)
    {
        double step = format.Sample switch { SampleType.UInt8 => 0.6 / 255, SampleType.UInt16 => 0.6 / 65535, _ => 1e-6 };
        if (format.HasAlpha) return (Math.Min(from, to) - step, Math.Max(from, to) + step);
        double light = Light(from) + ((Light(to) - Light(from)) * covered);
        double mixed = light <= 0.0031308 ? light * 12.92 : (1.055 * Math.Pow(light, 1 / 2.4)) - 0.055;
        return (mixed - step, mixed + step);
    }

    private static double Light(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);

    private static double Sample(ReadOnlySpan<byte> pixel, PixelFormat format, int channel) => format.Sample switch
    {
        SampleType.UInt8 => pixel[channel] / 255.0,
        SampleType.UInt16 => BitConverter.ToUInt16(pixel[(channel * 2)..]) / 65535.0,
        _ => BitConverter.ToSingle(pixel[(channel * 4)..]),
    };

    // How much of a pixel of the canvas is selected.
    private static double Coverage(XcfImage image, int x, int y)
    {
        XcfPixels mask = image.Channels.Single(channel => channel.Properties.ContainsKey(XcfProperty.Selection)).Pixels;
        if (x < 0 || y < 0 || x >= mask.Size.Width || y >= mask.Size.Height) return 0;
        Raster raster = mask.ToRaster();
        return Sample(raster.At(x, y), raster.Format, 0);
    }

    // The smallest rectangle of a layer at that offset that holds all that is selected.
    private static PixelArea Selected(XcfImage image, int x, int y)
    {
        PixelArea area = default;
        for (int row = 0; row < image.Size.Height; row++)
        {
            for (int column = 0; column < image.Size.Width; column++)
            {
                if (Coverage(image, column, row) == 0) continue;
                var pixel = new PixelArea(column - x, row - y, 1, 1);
                area = area.Width == 0 ? pixel : area.Union(pixel);
            }
        }

        return area;
    }

    private static string Text(PixelArea area) => $"{area.X},{area.Y},{area.Width},{area.Height}";

    private static Raster Pasted(Raster old, PixelArea area, Raster part)
    {
        byte[] pixels = [.. old.Pixels];
        int pixelBytes = old.Format.BytesPerPixel, rowBytes = area.Width * pixelBytes;
        for (int y = 0; y < area.Height; y++) part.Pixels.AsSpan(y * rowBytes, rowBytes).CopyTo(pixels.AsSpan((((area.Y + y) * old.Size.Width) + area.X) * pixelBytes));
        return old with { Pixels = pixels };
    }
}
