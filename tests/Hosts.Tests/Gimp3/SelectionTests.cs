using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Tests.Gimp;
using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp3;

/// <summary>Work within a selection, and on what is not a whole layer of its own.</summary>
internal sealed class SelectionTests : Gimp3Tests
{
    private const int X = 13, Y = -9;

    private static readonly FilterSettings Deblur = GimpCommand.RestoreBlur.Settings(("kind", "out-of-focus"), ("radius", "3"));

    private static readonly FilterSettings Crop = GimpCommand.EnhanceCrop.Settings(("model", GimpMachine.Repeating), ("scale", "1"), ("denoise", "0"), ("grain", "200"));

    [TestCase("restore-blur", "U8_NON_LINEAR", "rgb")]
    [TestCase("enhance-crop", "U16_NON_LINEAR", "graya")]
    public void Outside_nothing_changes_inside_is_the_cores_and_a_soft_edge_lies_between(string filter, string precision, string layout)
    {
        Gimp3Image image = Make(150, 90, layout, precision);
        image.Evaluate($"layer.set_offsets({X}, {Y}); image.select_ellipse(Gimp.ChannelOps.REPLACE, 30, 20, 80, 45); Gimp.Selection.feather(image, 14); image.select_rectangle(Gimp.ChannelOps.ADD, 55, 35, 30, 12)");
        PixelArea area = Selected(image) is var bounds ? new PixelArea(bounds.X - X, bounds.Y - Y, bounds.Width, bounds.Height) : default;
        (GimpCommand command, FilterSettings settings) = filter == "restore-blur" ? (GimpCommand.RestoreBlur, Deblur) : (GimpCommand.EnhanceCrop, Crop);
        XcfImage before = image.Snapshot();
        Raster old = before.Layers[0].Pixels.ToRaster();
        Raster computed = Core.Run(filter, settings.With(filter == "restore-blur" ? "region" : "crop", Text(area)), old, image.Encoding);

        image.Run(command, settings, "in-place");
        XcfImage after = image.Snapshot();
        Expect.Enlarged(after, before, 1);
        Raster mask = before.Channels.Single().Pixels.ToRaster(), now = after.Layers[0].Pixels.ToRaster();
        Assert.That(after.Channels.Single().Pixels.Bytes, Is.EqualTo(mask.Pixels), "the selection stays");
        Compare(old, computed, area, now, mask);
    }

    [Test]
    public void A_group_is_worked_on_layer_by_layer()
    {
        Gimp3Image image = Make(150, 90, "rgba");
        image.Evaluate(
            """
            group, first, second = Gimp.GroupLayer.new(image, "group"), layer.copy(), layer.copy()
            image.insert_layer(group, None, 0)
            for copy in first, second:
                image.insert_layer(copy, group, 0)
            second.resize(100, 60, -20, -10)
            second.set_offsets(60, 40)
            layer.set_name("outside")
            image.set_selected_layers([group])
            image.select_rectangle(Gimp.ChannelOps.REPLACE, 40, 30, 70, 70)
            """);
        XcfImage before = image.Snapshot();
        ColorEncoding encoding = image.Encoding;
        PixelArea selected = Selected(image);
        image.Run(GimpCommand.RestoreBlur, Deblur);
        XcfImage after = image.Snapshot();
        Expect.Enlarged(after, before, 1);
        foreach ((XcfItem was, XcfItem now) in before.AllLayers.Where(layer => !layer.IsGroup).Zip(after.AllLayers.Where(layer => !layer.IsGroup)))
        {
            Raster old = was.Pixels.ToRaster();
            PixelArea area = was.Name == "outside" ? default : new PixelArea(selected.X - was.Offset!.Value.X, selected.Y - was.Offset!.Value.Y, selected.Width, selected.Height).Intersect(old.Size.Area);
            Expect.Pixels(now.Pixels, area.Width == 0 ? old : Pasted(old, area, Core.Run("restore-blur", Deblur.With("region", Text(area)), old, encoding)), was.Name);
        }
    }

    [TestCase("layer.add_mask(layer.create_mask(Gimp.AddMaskType.COPY)); layer.set_edit_mask(True)", TestName = "A_mask_is_worked_on_where_it_is_what_is_edited")]
    [TestCase("channel = Gimp.Channel.new_from_component(image, Gimp.ChannelType.RED, 'red'); image.insert_channel(channel, None, 0); image.set_selected_channels([channel])", TestName = "A_channel_is_worked_on_where_it_is_what_is_chosen")]
    public void Coverage_is_worked_on(string choose)
    {
        Gimp3Image image = Make(150, 90, "rgb");
        image.Evaluate(choose);
        XcfImage before = image.Snapshot();
        Raster[] old = [.. before.Leaves.Select(item => item.Pixels.ToRaster())];
        Raster expected = Core.Run("restore-blur", Deblur, old[1], image.Encoding);
        image.Run(GimpCommand.RestoreBlur, Deblur);
        XcfItem[] after = [.. image.Snapshot().Leaves];
        Expect.Pixels(after[0].Pixels, old[0], "the layer");
        Expect.Pixels(after[1].Pixels, expected, "the coverage");
    }

    private static PixelArea Selected(Gimp3Image image)
    {
        int[] bounds = [.. image.Evaluate("Gimp.Selection.bounds(image)[2:]").Select(number => (int)number)];
        return new PixelArea(bounds[0], bounds[1], bounds[2] - bounds[0], bounds[3] - bounds[1]);
    }

    private static void Compare(Raster old, Raster computed, PixelArea area, Raster now, Raster mask)
    {
        Raster all = Pasted(old, area, computed);
        int inside = 0, outside = 0, between = 0;
        for (int y = 0; y < old.Size.Height; y++)
        {
            for (int x = 0; x < old.Size.Width; x++)
            {
                bool isOnCanvas = x + X < mask.Size.Width && y + Y >= 0 && y + Y < mask.Size.Height;
                int covered = isOnCanvas ? Sample(mask.At(x + X, y + Y), mask.Format, 0) : 0, full = mask.Format.BytesPerSample == 1 ? byte.MaxValue : ushort.MaxValue;
                if (covered == 0)
                {
                    outside++;
                    Assert.That(now.At(x, y).SequenceEqual(old.At(x, y)), $"column {x}, row {y} is as it was");
                }
                else if (covered == full)
                {
                    inside++;
                    Assert.That(now.At(x, y).SequenceEqual(all.At(x, y)), $"column {x}, row {y} is the core's");
                }
                else
                {
                    between++;
                    for (int channel = 0; channel < old.Format.Channels; channel++)
                    {
                        int one = Sample(old.At(x, y), old.Format, channel), other = Sample(all.At(x, y), old.Format, channel);
                        Assert.That(Sample(now.At(x, y), old.Format, channel), Is.InRange(Math.Min(one, other) - 1, Math.Max(one, other) + 1), $"column {x}, row {y}, channel {channel}");
                    }
                }
            }
        }

        Assert.That((inside > 100, outside > 100, between > 100), Is.EqualTo((true, true, true)), "the selection has all of it");
    }

    private static int Sample(ReadOnlySpan<byte> pixel, PixelFormat format, int channel) => format.BytesPerSample == 1 ? pixel[channel] : BitConverter.ToUInt16(pixel[(channel * 2)..]);

    private static string Text(PixelArea area) => $"{area.X},{area.Y},{area.Width},{area.Height}";

    private static Raster Pasted(Raster old, PixelArea area, Raster part)
    {
        byte[] pixels = [.. old.Pixels];
        int pixelBytes = old.Format.BytesPerPixel, rowBytes = area.Width * pixelBytes;
        for (int y = 0; y < area.Height; y++) part.Pixels.AsSpan(y * rowBytes, rowBytes).CopyTo(pixels.AsSpan((((area.Y + y) * old.Size.Width) + area.X) * pixelBytes));
        return old with { Pixels = pixels };
    }
}
