using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Inference;
using Enlarger.Tests.Support;
using Enlarger.Tiling;

namespace Enlarger.Tests.Filters;

/// <summary>The filter with the real generators on a real photograph.</summary>
internal sealed class UpscaleTests
{
    private const string Fast = "realesr-general-x4";
    private const string Best = "realesrgan-x4plus";

    private static IFilter Filter => RealGenerators.Engine.Filter("upscale");

    [TestCase(Fast)]
    [TestCase(Best)]
    public void A_whole_picture_equals_a_plain_run_of_the_same_weights(string model)
    {
        Picture flower = RealGenerators.Flower();
        using FloatPlanes plain = RealGenerators.PlainRun(model, flower);
        Picture result = Upscale(flower, "rgbf32", ("model", model), ("tile", "128"), ("color-lock", "off"));
        Assert.That(Psnr(result, plain), Is.GreaterThan(100));
    }

    [TestCase("64")]
    [TestCase("96")]
    [TestCase("160")]
    public void Exact_tiles_equal_the_untiled_result_to_one_step_everywhere(string tile)
    {
        Picture photograph = Mosaic();
        Picture untiled = Upscale(photograph, "rgb8", ("model", Fast), ("tile", "1024"));
        Picture tiled = Upscale(photograph, "rgb8", ("model", Fast), ("tile", tile), ("exact", "on"));
        Assert.That(LargestStep(tiled, untiled), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void The_default_halo_agrees_with_the_untiled_result_to_65_dB()
    {
        Picture photograph = Mosaic();
        Picture untiled = Upscale(photograph, "rgbf32", ("model", Fast), ("tile", "1024"));
        Picture tiled = Upscale(photograph, "rgbf32", ("model", Fast), ("tile", "96"));
        Assert.That(Psnr(tiled, untiled), Is.InRange(65, 100), "and it is really tiled");
    }

    [Test]
    public void The_best_generator_in_tiles_agrees_with_the_untiled_result_to_45_dB()
    {
        Picture flower = RealGenerators.Flower();
        using FloatPlanes plain = RealGenerators.PlainRun(Best, flower);
        Picture tiled = Upscale(flower, "rgbf32", ("model", Best), ("tile", "64"), ("color-lock", "off"));
        Assert.That(Psnr(tiled, plain), Is.InRange(45, 90), "and it is really tiled");
    }

    [Test]
    public void No_seam_shows_in_a_flat_sky()
    {
        // A sky: a slow gradient with the faint noise of a sensor. Where tiles meet, neighbouring columns must not differ more than elsewhere.
        var random = new Random(11);
        Picture sky = Picture.Make(130, 66, PixelFormat.Parse("rgb8"), (x, y, channel) => 0.35 + (0.2 * channel) + (0.0012 * y) + (0.0003 * x) + (0.006 * (random.NextDouble() - 0.5)));
        Picture result = Upscale(sky, "rgbf32", ("model", Best), ("tile", "65"));
        double[] steps = new double[520];
        for (int x = 1; x < 520; x++)
        {
            for (int y = 0; y < 264; y++) steps[x] += (result.Get(x, y, 1) - result.Get(x - 1, y, 1)) / 264;
        }

        double typical = steps.Skip(8).Take(504).Select(Math.Abs).Order().ElementAt(480);
        double atBorder = steps.Skip(260 - 70).Take(140).Max(Math.Abs);
        Assert.That(atBorder, Is.LessThan(Math.Max(2.5 * typical, 0.25 / 255)), $"95 of 100 columns differ by less than {typical}");
    }

    [TestCase(2, 2)]
    [TestCase(4, 4)]
    [TestCase(4, 2)]
    public void A_spot_lands_where_it_belongs(int generatorScale, int scale)
    {
        using NetworkGenerator generator = LinearGenerator.Load(generatorScale);
        foreach ((double x, double y) in new[] { (40.0, 40.0), (31.5, 44.25), (47.8, 32.1) })
        {
            // Near the corners of tiles of 16 and 32, and in the middle of one of 96.
            foreach (int core in new[] { 16, 32, 96 })
            {
                Picture spot = Spot(x, y);
                var sink = new Picture(new PixelSize(80 * scale, 72 * scale), spot.Format);
                new TileRun(generator, scale, new TilePlan(spot.Size, core, LinearGenerator.Halo), new VectorPixelOperations(), new PlanePool())
                    .Run(spot, sink, null, CancellationToken.None);
                (double column, double row) = Centroid(sink);
                Assert.That(column, Is.EqualTo(((x + 0.5) * scale) - 0.5).Within(0.05), $"core {core}");
                Assert.That(row, Is.EqualTo(((y + 0.5) * scale) - 0.5).Within(0.05), $"core {core}");
            }
        }
    }

    [TestCase(Fast, "32")]
    [TestCase(Best, "40")]
    public void With_real_weights_a_spot_lands_where_a_plain_run_puts_it(string model, string tile)
    {
        Picture spot = Spot(39.4, 36.7);
        using FloatPlanes plain = RealGenerators.PlainRun(model, spot);
        (double x, double y) = Centroid(Upscale(spot, "rgbf32", ("model", model), ("tile", tile), ("color-lock", "off")));
        (double plainX, double plainY) = Centroid(plain.Width, plain.Height, (column, row) => plain.Row(1, row)[column]);
        Assert.That(x, Is.EqualTo(plainX).Within(0.05));
        Assert.That(y, Is.EqualTo(plainY).Within(0.05));
    }

    [Test]
    public void Half_the_scale_is_the_mean_of_two_by_two_pixels()
    {
        Picture flower = RealGenerators.Flower();
        Picture four = Upscale(flower, "rgbf32", ("model", Fast), ("color-lock", "off")), two = Upscale(flower, "rgbf32", ("model", Fast), ("scale", "2"), ("color-lock", "off"));
        Assert.That(two.Size, Is.EqualTo(new PixelSize(256, 256)));
        for (int y = 0; y < 256; y++)
        {
            for (int x = 0; x < 256; x++)
            {
                double[] block = [four.Get(2 * x, 2 * y, 1), four.Get((2 * x) + 1, 2 * y, 1), four.Get(2 * x, (2 * y) + 1, 1), four.Get((2 * x) + 1, (2 * y) + 1, 1)];

                // At 4x each value is limited to 0..1, at 2x only the mean.
                if (block.Min() > 0 && block.Max() < 1) Assert.That(two.Get(x, y, 1), Is.EqualTo(block.Average()).Within(1e-5));
            }
        }
    }

    [TestCase(1, 1)]
    [TestCase(1, 5000)]
    [TestCase(5000, 1)]
    [TestCase(33, 47)]
    public void Any_size_becomes_exactly_its_multiple(int width, int height)
    {
        Picture picture = Picture.Make(width, height, PixelFormat.Parse("rgb8"), (x, y, channel) => channel == 0 ? 0.8 : (x + y) % 400 / 400.0);
        foreach (string scale in new[] { "2", "4" })
        {
            int times = int.Parse(scale);
            Assert.That(Filter.ResultSize(picture.Size, new FilterSettings(Filter.Parameters).With("scale", scale)), Is.EqualTo(new PixelSize(width * times, height * times)));
            Picture result = Upscale(picture, "rgb8", ("scale", scale), ("tile", "512"));

            // Every part of the result is that of its place, to the last row and column.
            foreach ((int x, int y) in new[] { (0, 0), (width / 2, height / 2), (width - 1, height - 1) })
            {
                Assert.That(result.Get((x * times) + (times / 2), (y * times) + (times / 2), 0), Is.EqualTo(0.8).Within(0.15));
                if (x > 0 || y > 0) Assert.That(result.Get((x * times) + (times / 2), (y * times) + (times / 2), 1), Is.EqualTo(picture.Get(x, y, 1)).Within(0.15));
            }
        }
    }

    [Test]
    public void A_16_bit_ramp_keeps_more_than_4000_levels()
    {
        Picture ramp = Picture.Make(160, 32, PixelFormat.Parse("gray16"), (x, y, _) => (x + (y / 32.0)) / 160);
        Picture result = Upscale(ramp, "gray16");
        var levels = new HashSet<double>();
        for (int y = 0; y < result.Size.Height; y++)
        {
            for (int x = 0; x < result.Size.Width; x++) levels.Add(result.Get(x, y, 0));
        }

        Assert.That(levels, Has.Count.GreaterThan(4000));
    }

    [TestCase(Fast)]
    [TestCase("lanczos")]
    public void Grey_has_no_colour_anywhere(string model)
    {
        Picture flower = RealGenerators.Flower();
        Picture gray = Picture.Make(128, 128, PixelFormat.Parse("rgb8"), (x, y, _) => flower.Get(x, y, 1));
        Picture result = Upscale(gray, "rgb16", ("model", model), ("tile", "64"));
        for (int y = 0; y < 512; y++)
        {
            for (int x = 0; x < 512; x++) Assert.That((result.Get(x, y, 1), result.Get(x, y, 2)), Is.EqualTo((result.Get(x, y, 0), result.Get(x, y, 0))));
        }
    }

    [Test]
    public void Colour_under_transparency_never_shows()
    {
        // The flower cut out by a disk; what is hidden is magenta in one picture and green in the other.
        Picture flower = RealGenerators.Flower();
        Picture magenta = Cut(flower, 1, 0, 1), green = Cut(flower, 0, 1, 0);
        Assert.That(Upscale(magenta, "rgba8", ("tile", "64")).Bytes, Is.EqualTo(Upscale(green, "rgba8", ("tile", "64")).Bytes));
    }

    [TestCase("scale", "4", "model", Fast, "device", "cuda", ErrorKind.Device, "cuda:0")]
    [TestCase("scale", "4", "model", Fast, "device", "gpu", ErrorKind.Usage, "'gpu'")]
    [TestCase("scale", "4", "model", Best, "exact", "on", ErrorKind.Usage, "leave exact off")]
    public void What_cannot_be_done_is_refused_in_a_sentence(string a, string aValue, string b, string bValue, string c, string cValue, ErrorKind kind, string expected)
    {
        var blank = new Picture(new PixelSize(4000, 4000), PixelFormat.Parse("gray8"));
        var sink = new Picture(new PixelSize(16000, 16000), PixelFormat.Parse("gray8"));
        FilterSettings settings = new FilterSettings(Filter.Parameters).With(a, aValue).With(b, bValue).With(c, cValue);
        var error = Assert.Throws<EnlargerException>(() => Filter.Run(blank, sink, settings, null, CancellationToken.None));
        Assert.That(error!.Kind, Is.EqualTo(kind));
        Assert.That(error.Message, Does.Contain(expected).And.EndsWith("."));
    }

    [Test]
    public void A_picture_too_large_to_address_is_refused_before_anything_is_read()
    {
        var error = Assert.Throws<EnlargerException>(() => Filter.ResultSize(new PixelSize(250_001, 10), new FilterSettings(Filter.Parameters)));
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.Input));
        Assert.That(error.Message, Does.Contain("1000000 pixels wide"));
    }

    [Test]
    public void The_widest_picture_in_the_largest_format_can_be_enlarged()
    {
        // Nothing of the picture is looked at, only what has to be held of it.
        var wide = new Wide(new PixelSize(250_000, 3), PixelFormat.Parse("rgbaf32"));
        var sink = new Wide(new PixelSize(1_000_000, 12), PixelFormat.Parse("rgbaf32"));
        Filter.Run(wide, sink, new FilterSettings(Filter.Parameters).With("model", "lanczos"), null, CancellationToken.None);
        Assert.That(sink.Bytes, Is.EqualTo(1_000_000L * 12 * 16));

        var tall = new Wide(new PixelSize(250_000, 9000), PixelFormat.Parse("rgbaf32"));
        FilterSettings largest = new FilterSettings(Filter.Parameters).With("model", "lanczos").With("tile", "4096");
        var error = Assert.Throws<EnlargerException>(() => Filter.Run(tall, new Wide(new PixelSize(1_000_000, 36_000), tall.Format), largest, null, CancellationToken.None));
        Assert.That(error!.Message, Does.Contain("choose a smaller tile"));
    }

    [Test]
    public void Cancelling_ends_a_tile_that_is_being_generated()
    {
        // One tile that takes many seconds.
        Picture picture = Picture.Noise(400, 400, PixelFormat.Parse("rgb8"), 1);
        RealGenerators.Path(Best);
        Upscale(Picture.Noise(8, 8, PixelFormat.Parse("rgb8"), 1), "rgb8", ("model", Best));
        using var cancellation = new CancellationTokenSource();
        FilterSettings settings = new FilterSettings(Filter.Parameters).With("model", Best).With("tile", "400");
        var sink = new Picture(new PixelSize(1600, 1600), picture.Format);
        picture.OnRow = _ => cancellation.CancelAfter(300);
        Assert.That(() => Filter.Run(picture, sink, settings, null, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(sink.IsWhole, Is.False);
    }

    [Test]
    public void A_result_s_identity_is_the_generator_chosen_and_its_hash()
    {
        string Identity(string model) => Filter.ResultIdentity(new FilterSettings(Filter.Parameters).With("model", model));
        Assert.That(Identity("auto"), Is.EqualTo(Identity(Fast)).And.Match($"^{Fast}:[0-9a-f]{{64}}$"));
        Assert.That(Identity(Best), Does.StartWith(Best + ":"));
        Assert.That(Identity("lanczos"), Is.EqualTo("lanczos"));
    }

    private static Picture Upscale(Picture picture, string format, params (string Id, string Value)[] values)
    {
        var settings = new FilterSettings(Filter.Parameters);
        foreach ((string id, string value) in values)
        {
            if (id == "model" && value != "lanczos") RealGenerators.Path(value);
            settings = settings.With(id, value);
        }

        var sink = new Picture(Filter.ResultSize(picture.Size, settings), PixelFormat.Parse(format));
        Filter.Run(picture.Again(), sink, settings, null, CancellationToken.None);
        Assert.That(sink.IsWhole);
        return sink;
    }

    // The flower four times, turned: large enough for tiles of 160 pixels.
    private static Picture Mosaic()
    {
        Picture flower = RealGenerators.Flower();
        return Picture.Make(250, 220, flower.Format, (x, y, channel) => flower.Get(x < 128 ? x : 255 - x, y < 128 ? y : 255 - y, channel));
    }

    private static Picture Cut(Picture flower, double red, double green, double blue) =>
        Picture.Make(128, 128, PixelFormat.Parse("rgba8"), (x, y, channel) =>
        {
            double alpha = Math.Clamp(50 - Math.Sqrt(((x - 64) * (x - 64)) + ((y - 60) * (y - 60))), 0, 1);
            return channel == 3 ? alpha : alpha > 0 ? flower.Get(x, y, channel) : channel == 0 ? red : channel == 1 ? green : blue;
        });

    private static Picture Spot(double x, double y) =>
        Picture.Make(80, 72, PixelFormat.Parse("rgbf32"), (column, row, channel) =>
            (channel == 1 ? 0.8 : 0.6) * Math.Exp(-(((column - x) * (column - x)) + ((row - y) * (row - y))) / (2 * 1.5 * 1.5)));

    private static (double X, double Y) Centroid(Picture picture) => Centroid(picture.Size.Width, picture.Size.Height, (x, y) => picture.Get(x, y, 1));

    private static (double X, double Y) Centroid(int width, int height, Func<int, int, double> value)
    {
        double sum = 0, sumX = 0, sumY = 0;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double weight = value(x, y);
                if (weight < 0.05) continue;
                sum += weight;
                sumX += weight * x;
                sumY += weight * y;
            }
        }

        return (sumX / sum, sumY / sum);
    }

    private static double Psnr(Picture a, Picture b) => Psnr(a, (x, y, channel) => b.Get(x, y, channel));

    private static double Psnr(Picture a, FloatPlanes b) => Psnr(a, (x, y, channel) => b.Row(channel, y)[x]);

    private static double Psnr(Picture a, Func<int, int, int, double> b)
    {
        double sum = 0;
        for (int y = 0; y < a.Size.Height; y++)
        {
            for (int x = 0; x < a.Size.Width; x++)
            {
                for (int channel = 0; channel < 3; channel++)
                {
                    double difference = a.Get(x, y, channel) - b(x, y, channel);
                    sum += difference * difference;
                }
            }
        }

        return -10 * Math.Log10((sum / (3.0 * a.Size.Width * a.Size.Height)) + 1e-14);
    }

    // Transparent black of any size.
    private sealed class Wide(PixelSize size, PixelFormat format) : IPixelSource, IPixelSink
    {
        public long Bytes { get; private set; }

        public PixelSize Size => size;

        public PixelFormat Format => format;

        public void Read(PixelArea area, Span<byte> destination) => destination.Clear();

        public void Write(ReadOnlySpan<byte> rows) => Bytes += rows.Length;
    }

    private static int LargestStep(Picture a, Picture b) => a.Bytes.Zip(b.Bytes, (x, y) => Math.Abs(x - y)).Max();
}
