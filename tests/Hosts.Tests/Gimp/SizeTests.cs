using System.Globalization;
using Enlarger.CommandLine.Vips;
using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp;

/// <summary>The smallest pictures, a large one, and one after the other.</summary>
internal sealed class SizeTests : GimpTests
{
    // Of the plug-in while it enlarges 24 megapixels: .NET, GEGL with its cache of tiles, and the strips; a float copy of the result alone would take 1.1 GiB.
    private const long MostMemory = 700L << 20;

    // One result of the ten has 12 MB, and its undo steps have more.
    private const long MostGrowth = 8L << 20;

    private static readonly PixelSize[] Sizes = [new(1, 1), new(1, 300), new(300, 1), new(2, 3)];

    [Test]
    public void The_smallest_pictures_are_no_exception([ValueSource(nameof(Sizes))] PixelSize size, [Values("rgb8", "graya16")] string format)
    {
        Check(size, format, GimpCommand.Upscale4x, ("model", "lanczos"));
        Check(size, format, GimpCommand.Upscale2x, ("model", GimpMachine.Photograph), ("device", "cpu"));
        Check(size, format, GimpCommand.EnhanceCrop, ("model", GimpMachine.Repeating), ("scale", "1"));
        Check(size, format, GimpCommand.RestoreBlur, ("kind", "out-of-focus"), ("radius", "3"));
    }

    [Test]
    public void Twenty_four_megapixels_are_enlarged_within_bounded_memory()
    {
        var size = new PixelSize(6000, 4000);
        string file = Folder["large.tif"], result = Folder["result.tif"];
        Save(size, file);
        var image = GimpImage.Load(Gimp, file);
        FilterSettings settings = GimpCommand.Upscale2x.Settings(("model", "lanczos"));
        long peak = 0;
        using (new PlugInWatch(Gimp, plugIn => peak = Math.Max(peak, plugIn.PeakMemory))) image.Run(GimpCommand.Upscale2x, settings);

        TestContext.Out.WriteLine($"The plug-in's memory: {peak >> 20} MiB.");
        Assert.That(peak, Is.Positive.And.LessThan(MostMemory));
        image.Evaluate($"(file-tiff-save RUN-NONINTERACTIVE image drawable {GimpSession.Quote(result)} {GimpSession.Quote(result)} 0) (gimp-image-delete image)");
        using PictureReader source = PictureReader.Open(file), found = PictureReader.Open(result);
        var comparison = new Comparison(found);
        Core.Filter("upscale").Run(source, comparison, settings, null, CancellationToken.None);
        Assert.That(comparison.Rows, Is.EqualTo(8000));
    }

    [Test]
    public void Ten_commands_in_a_row_leave_no_memory_behind()
    {
        string file = Raster.Sample(1000, 1000, "rgb8").Save(Folder["picture.tif"]);

        // One that has not done other work, whose memory has holes that are filled by and by.
        using GimpSession gimp = GimpSession.Start(GimpSession.Console, Folder["gimp"], GimpMachine.Store.Folder);
        for (int i = 0; i < 3; i++) Enlarge(gimp, file);
        long before = PlugInProcess.MemoryOf(gimp.ProcessId, "VmRSS");
        for (int i = 0; i < 10; i++) Enlarge(gimp, file);
        long growth = PlugInProcess.MemoryOf(gimp.ProcessId, "VmRSS") - before;
        TestContext.Out.WriteLine($"GIMP's memory: {before >> 20} MiB, and {growth >> 10} KiB more.");
        Assert.That(growth, Is.LessThan(MostGrowth));
    }

    private static void Enlarge(GimpSession gimp, string file)
    {
        var image = GimpImage.Load(gimp, file);
        image.Run(GimpCommand.Upscale2x, GimpCommand.Upscale2x.Settings(("model", "lanczos")));
        image.Evaluate("(gimp-image-delete image)");
    }

    private void Check(PixelSize size, string format, GimpCommand command, params (string Id, string Value)[] values)
    {
        GimpImage image = Load(Raster.Sample(size.Width, size.Height, format));
        FilterSettings settings = command.Settings(values);
        XcfImage before = image.Snapshot();
        FilterSettings whole = command == GimpCommand.EnhanceCrop ? settings.With("crop", string.Create(CultureInfo.InvariantCulture, $"0,0,{size.Width},{size.Height}")) : settings;
        Raster expected = Core.Run(command.FilterId, whole, before.Layers[0].Pixels.ToRaster(), image.Encoding);
        image.Run(command, settings);
        XcfImage after = image.Snapshot();
        Expect.Enlarged(after, before, expected.Size.Width / size.Width);
        Expect.Pixels(after.Layers[0].Pixels, expected, "the layer");
    }

    // Waves of every length, whose values nothing repeats.
    private static void Save(PixelSize size, string path)
    {
        var format = new PixelFormat(ChannelLayout.Rgb, SampleType.UInt8);
        using var writer = new PictureWriter(path, PictureFormat.OfName(path)!, size, new PixelStorage(format), new WriteOptions());
        byte[] row = new byte[size.Width * format.BytesPerPixel];
        for (int y = 0; y < size.Height; y++)
        {
            for (int i = 0; i < row.Length; i++) row[i] = (byte)(((i * i) + (y * 31 * (1 + (i % 3)))) >> 9);
            writer.Write(row);
        }

        writer.Commit(CancellationToken.None);
    }

    // A result that is compared with a file while it is made.
    private sealed class Comparison(PictureReader file) : IPixelSink
    {
        private byte[] _found = [];

        public int Rows { get; private set; }

        public PixelSize Size => file.Size;

        public PixelFormat Format => file.Format;

        public ColorEncoding Encoding => file.Encoding;

        public void Write(ReadOnlySpan<byte> rows)
        {
            int count = rows.Length / (Size.Width * Format.BytesPerPixel);
            if (_found.Length < rows.Length) _found = new byte[rows.Length];
            file.Read(new PixelArea(0, Rows, Size.Width, count), _found);
            Assert.That(rows.SequenceEqual(_found.AsSpan(0, rows.Length)), $"rows {Rows} to {Rows + count} are the core's");
            Rows += count;
        }
    }
}
