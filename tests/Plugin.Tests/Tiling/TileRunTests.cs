using System.Numerics;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Inference;
using Enlarger.Tests.Support;
using Enlarger.Tiling;

namespace Enlarger.Tests.Tiling;

internal sealed class TileRunTests
{
    private static readonly string[] Formats = ["gray8", "graya16", "rgb8", "rgba8", "bgra16", "rgbaf16", "rgbf32", "grayaf32"];

    [Test]
    public void A_halo_as_wide_as_the_receptive_radius_gives_the_untiled_result([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        PixelFormat format = PixelFormat.Parse(Formats[seed % Formats.Length]);
        int radius = random.Next(0, 6), generatorScale = new[] { 1, 2, 4 }[random.Next(3)], scale = random.Next(2) == 0 || generatorScale == 1 ? generatorScale : generatorScale / 2;
        Picture source = Sparse(random.Next(1, 90), random.Next(1, 90), format, random);
        int core = random.Next(1, 40), halo = radius + random.Next(0, 4);

        Picture untiled = Run(new BoxGenerator(generatorScale, radius), source, scale, new TilePlan(source.Size, 1000, 0));
        Picture tiled = Run(new BoxGenerator(generatorScale, radius), source, scale, new TilePlan(source.Size, core, halo));
        Picture feathered = Run(new BoxGenerator(generatorScale, radius), source, scale, new TilePlan(source.Size, core, halo + 5, 5));

        Assert.That(tiled.Bytes, Is.EqualTo(untiled.Bytes), $"{source.Size} {format}, core {core}, halo {halo}, scale {scale}");
        Assert.That(MaxStep(feathered, untiled), Is.LessThanOrEqualTo(1.01 / 255), $"feathered: {source.Size} {format}, core {core}");
    }

    [Test]
    public void A_part_is_that_part_of_the_whole_and_reads_no_more_than_it_needs([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        PixelFormat format = PixelFormat.Parse(Formats[seed % Formats.Length]);
        int radius = random.Next(0, 5), scale = new[] { 1, 2, 4 }[random.Next(3)], feather = random.Next(0, 2) * random.Next(1, 8);
        Picture source = Sparse(random.Next(20, 90), random.Next(20, 90), format, random);
        int x = random.Next(source.Size.Width), y = random.Next(source.Size.Height);
        var part = new PixelArea(x, y, random.Next(1, source.Size.Width - x + 1), random.Next(1, source.Size.Height - y + 1));
        int core = random.Next(8, 40), halo = Math.Max(24, radius + feather);
        var finishing = new Finishing(0.7f, ColorLock: scale > 1, Grain: 0.02f, Seed: seed);
        TilePlan Plan(PixelArea? wanted) =>
            seed % 4 == 0 ? TilePlan.OfWindows(source.Size, new PixelSize(core + (2 * halo), core + (2 * halo)), halo, feather, wanted) : new TilePlan(source.Size, core, halo, feather, part: wanted);

        var whole = new Picture(new PixelSize(source.Size.Width * scale, source.Size.Height * scale), format);
        new TileRun(new BoxGenerator(scale, radius), scale, Plan(null), new VectorPixelOperations(), new PlanePool(), finishing).Run(source.Again(), whole, null, CancellationToken.None);
        var sink = new Picture(new PixelSize(part.Width * scale, part.Height * scale), format);
        Picture read = source.Again();
        int lastRow = 0;
        read.OnRow = row => lastRow = row;
        new TileRun(new BoxGenerator(scale, radius), scale, Plan(part), new VectorPixelOperations(), new PlanePool(), finishing).Run(read, sink, null, CancellationToken.None);

        Assert.That(sink.IsWhole);
        Assert.That(lastRow, Is.LessThan(part.Bottom + core + (2 * halo) + 16 + 8));
        double largest = 0;
        for (int row = 0; row < sink.Size.Height; row++)
        {
            for (int column = 0; column < sink.Size.Width; column++)
            {
                for (int channel = 0; channel < format.Channels; channel++)
                {
                    largest = Math.Max(largest, Math.Abs(sink.Get(column, row, channel) - whole.Get(column + (part.X * scale), row + (part.Y * scale), channel)));
                }
            }
        }

        Assert.That(largest, Is.LessThanOrEqualTo(1.01 / 255), $"{part} of {source.Size} {format}, core {core}, halo {halo}, feather {feather}, scale {scale}");
    }

    [Test]
    public void Colours_change_alike_in_tiles_of_any_size_whatever_else_is_done([Range(1, 24)] int seed)
    {
        var random = new Random(seed);
        PixelFormat format = PixelFormat.Parse(Formats[seed % Formats.Length]);
        Picture source = Sparse(random.Next(1, 90), random.Next(1, 90), format, random);
        int radius = random.Next(0, 4);
        float strength = seed % 3 == 0 ? 1f : 0.6f;
        var colors = new ColorTransform(new Matrix3(0.8, 0.05, 0, 0, 1, -0.1, 0.02, 0, 1.3), new Vector3(0.1f, 0, -0.05f));
        Picture Of(int core, Finishing finishing)
        {
            var sink = new Picture(source.Size, format);
            new TileRun(new BoxGenerator(1, radius), 1, new TilePlan(source.Size, core, radius), new VectorPixelOperations(), new PlanePool(), finishing).Run(source.Again(), sink, null, CancellationToken.None);
            return sink;
        }

        var finishing = new Finishing(strength, Grain: seed % 2 * 0.02f, Colors: colors);
        Picture whole = Of(1000, finishing);
        foreach (int core in new[] { 7, 16, 33 }) Assert.That(Of(core, finishing).Bytes, Is.EqualTo(whole.Bytes), $"{source.Size} {format}, core {core}");
        if (format is { IsFloat: false } or { IsGray: true } || seed % 2 == 1) return;

        // As much of the picture as strength leaves, and the generator's work with other colours.
        Picture untouched = Of(1000, Finishing.None), plain = Of(1000, new Finishing(Strength: 0));
        var changed = untouched.Planes();
        colors.Apply(changed);
        for (int i = 0; i < source.Size.Width * source.Size.Height; i++)
        {
            (int x, int y) = (i % source.Size.Width, i / source.Size.Width);
            if (format.HasAlpha && source.Get(x, y, 3) < 1.0 / 16) continue;
            for (int channel = 0; channel < 3; channel++)
            {
                double wanted = ((1 - strength) * plain.Get(x, y, channel)) + (strength * changed.Row(channel, y)[x]);
                Assert.That(whole.Get(x, y, channel), Is.EqualTo(wanted).Within(format.Sample == SampleType.Half ? 4e-3 : 1e-5));
            }
        }
    }

    [Test]
    public void A_feathered_border_runs_smoothly_from_one_tile_to_the_other()
    {
        // A generator that returns another grey for each tile: the worst disagreement there can be.
        var source = new Picture(new PixelSize(120, 100), PixelFormat.Parse("rgb16"));
        int tile = 0;
        float[] levels = [0.2f, 0.8f, 0.6f, 0.1f];
        var generator = new FlatGenerator(2, () => levels[tile++]);
        Picture result = Run(generator, source, 2, new TilePlan(source.Size, 60, 20, 10));

        Assert.That(tile, Is.EqualTo(4));
        double largest = 0;
        for (int y = 0; y < 200; y++)
        {
            for (int x = 0; x < 240; x++)
            {
                Assert.That(result.Get(x, y, 0), Is.InRange(0.0999, 0.8001));
                if (x > 0) largest = Math.Max(largest, Math.Abs(result.Get(x, y, 0) - result.Get(x - 1, y, 0)));
                if (y > 0) largest = Math.Max(largest, Math.Abs(result.Get(x, y, 0) - result.Get(x, y - 1, 0)));
            }
        }

        // 0.7 over 40 pixels along a curve that is at most 1.5 times as steep as a line.
        Assert.That(largest, Is.LessThan(0.7 / 40 * 1.55));
        Assert.That(result.Get(0, 0, 0), Is.EqualTo(0.2).Within(1e-4));
        Assert.That(result.Get(239, 0, 0), Is.EqualTo(0.8).Within(1e-4));
        Assert.That(result.Get(0, 199, 0), Is.EqualTo(0.6).Within(1e-4));
        Assert.That(result.Get(239, 199, 0), Is.EqualTo(0.1).Within(1e-4));
    }

    [Test]
    public void Colour_hidden_under_transparency_never_shows([Range(1, 12)] int seed)
    {
        var random = new Random(seed);
        PixelFormat format = PixelFormat.Parse(new[] { "rgba8", "bgra16", "graya8", "rgbaf32" }[seed % 4]);
        Picture first = Sparse(70, 50, format, random), second = first.Again();
        for (int y = 0; y < 50; y++)
        {
            for (int x = 0; x < 70; x++)
            {
                if (first.Get(x, y, format.Channels - 1) > 0) continue;
                for (int channel = 0; channel < format.Channels - 1; channel++) second.Set(x, y, channel, random.NextDouble() * (format.IsFloat ? 1000 : 1));
            }
        }

        Assert.That(second.Bytes, Is.Not.EqualTo(first.Bytes));
        var plan = new TilePlan(first.Size, 32, 6);
        Assert.That(Run(new BoxGenerator(4, 6), second, 4, plan).Bytes, Is.EqualTo(Run(new BoxGenerator(4, 6), first, 4, plan).Bytes));
    }

    [Test]
    public void An_edge_of_alpha_gets_neither_fringe_nor_ripple()
    {
        // Red on the left, hidden green on the right.
        Picture source = Picture.Make(40, 40, PixelFormat.Parse("rgba8"), (x, _, channel) => (x < 20) == (channel is 0 or 3) ? 1 : channel == 1 && x >= 20 ? 1 : 0);
        Picture result = Run(new LanczosGenerator(4), source, 4, new TilePlan(source.Size, 16, 4));
        for (int x = 0; x < 160; x++)
        {
            Assert.That(result.Get(x, 80, 3), x < 78 ? Is.EqualTo(1) : x >= 82 ? Is.Zero : Is.InRange(0.01, 0.99), $"alpha at {x}");
            if (x > 0) Assert.That(result.Get(x, 80, 3), Is.LessThanOrEqualTo(result.Get(x - 1, 80, 3)), $"alpha at {x}");
            if (result.Get(x, 80, 3) > 0) Assert.That((result.Get(x, 80, 0), result.Get(x, 80, 1)), Is.EqualTo((1.0, 0.0)), $"colour at {x}");
        }
    }

    [TestCase("rgb8")]
    [TestCase("rgba16")]
    [TestCase("rgbf32")]
    public void A_grey_picture_stays_exactly_grey(string name)
    {
        PixelFormat format = PixelFormat.Parse(name);
        var random = new Random(5);
        double[] values = [.. Enumerable.Range(0, 60 * 45).Select(_ => random.NextDouble())];
        Picture source = Picture.Make(60, 45, format, (x, y, channel) => channel == 3 ? 0.6 : values[(y * 60) + x]);
        Picture result = Run(new BoxGenerator(4, 2), source, 4, new TilePlan(source.Size, 20, 5));
        for (int i = 0; i < result.Size.Width * result.Size.Height; i++)
        {
            (int x, int y) = (i % result.Size.Width, i / result.Size.Width);
            Assert.That((result.Get(x, y, 1), result.Get(x, y, 2)), Is.EqualTo((result.Get(x, y, 0), result.Get(x, y, 0))), $"at {x},{y}");
        }
    }

    [Test]
    public void Grey_as_a_grey_format_and_as_rgb_becomes_the_same()
    {
        Picture gray = Picture.Noise(50, 40, PixelFormat.Parse("gray8"), 9);
        Picture rgb = Picture.Make(50, 40, PixelFormat.Parse("rgb8"), (x, y, _) => gray.Get(x, y, 0));
        var plan = new TilePlan(gray.Size, 24, 3);
        Picture fromGray = Run(new BoxGenerator(2, 3), gray, 2, plan), fromRgb = Run(new BoxGenerator(2, 3), rgb, 2, plan);
        for (int i = 0; i < fromGray.Bytes.Length; i++) Assert.That(fromRgb.Bytes[3 * i], Is.EqualTo(fromGray.Bytes[i]));
    }

    [Test]
    public void Values_beyond_0_and_1_survive_in_a_float_picture()
    {
        // A highlight of 7.5 and a wide-gamut red with negative green.
        Picture source = Picture.Make(48, 32, PixelFormat.Parse("rgbf32"), (x, _, channel) => x < 24 ? 7.5 : channel == 0 ? 1.2 : -0.1);
        Picture result = Run(new LanczosGenerator(4), source, 4, new TilePlan(source.Size, 16, 4));
        Assert.That(result.Get(30, 64, 0), Is.EqualTo(7.5).Within(1e-4));
        Assert.That(result.Get(160, 64, 0), Is.EqualTo(1.2).Within(1e-4));
        Assert.That(result.Get(160, 64, 1), Is.EqualTo(-0.1).Within(1e-4));
        for (int x = 0; x < 192; x++) Assert.That(result.Get(x, 64, 0), Is.InRange(1.2 - 0.2, 7.5 + 0.2), $"no ringing at {x}");
    }

    [Test]
    public void A_pixel_that_is_no_number_counts_as_black()
    {
        Picture black = Picture.Noise(40, 40, PixelFormat.Parse("rgbaf32"), 3);
        Picture broken = black.Again();
        for (int channel = 0; channel < 3; channel++)
        {
            black.Set(20, 20, channel, 0);
            broken.Set(20, 20, channel, double.NaN);
        }

        var plan = new TilePlan(black.Size, 16, 2);
        Assert.That(Run(new BoxGenerator(2, 1), broken, 2, plan).Bytes, Is.EqualTo(Run(new BoxGenerator(2, 1), black, 2, plan).Bytes));
    }

    [TestCase(1, 1)]
    [TestCase(1, 300)]
    [TestCase(300, 1)]
    [TestCase(33, 31)]
    public void At_any_size_every_pixel_becomes_its_block(int width, int height)
    {
        foreach (int scale in new[] { 2, 4 })
        {
            Picture source = Picture.Make(width, height, PixelFormat.Parse("rgba16"), (x, y, channel) => ((x * 7) + (y * 13) + channel) % 90 / 90.0 * 0.9 + 0.1);
            Picture result = Run(new BoxGenerator(4, 0), source, scale, new TilePlan(source.Size, 32, 16, 8));
            for (int y = 0; y < height * scale; y++)
            {
                for (int x = 0; x < width * scale; x++) Assert.That(result.Get(x, y, 1), Is.EqualTo(Math.Min(1, source.Get(x / scale, y / scale, 1) + 0.01)).Within(2e-5), $"at {x},{y}");
            }
        }
    }

    [Test]
    public void Progress_rises_to_1_and_every_row_is_delivered()
    {
        Picture source = Picture.Noise(100, 100, PixelFormat.Parse("rgb8"), 1);
        var reports = new List<double>();
        Run(new BoxGenerator(2, 1), source, 2, new TilePlan(source.Size, 32, 4), new Reports(reports));
        Assert.That(reports, Has.Count.EqualTo(16).And.Ordered.And.Unique);
        Assert.That(reports[^1], Is.EqualTo(1));
    }

    [Test]
    public void Reading_and_writing_go_on_while_a_tile_is_generated()
    {
        Picture source = Picture.Noise(30, 150, PixelFormat.Parse("rgb8"), 1);
        var sink = new Picture(new PixelSize(60, 300), source.Format);
        using ManualResetEventSlim secondRead = new(), firstWritten = new();
        int reads = 0;
        source.OnRow = _ => Set(secondRead, ++reads == 2);
        sink.OnRow = _ => firstWritten.Set();
        bool read = false, written = false;
        var generator = new BoxGenerator(2, 1)
        {
            OnTile = tile =>
            {
                // Without overlap these would wait for ever: for a row that is read after this tile, for a row that is written after this tile.
                if (tile == 1) read = secondRead.Wait(TimeSpan.FromSeconds(30));
                if (tile == 2) written = firstWritten.Wait(TimeSpan.FromSeconds(30));
            },
        };
        new TileRun(generator, 2, new TilePlan(source.Size, 30, 1), new VectorPixelOperations(), new PlanePool()).Run(source, sink, null, CancellationToken.None);
        Assert.That((read, written), Is.EqualTo((true, true)));

        static void Set(ManualResetEventSlim reached, bool now)
        {
            if (now) reached.Set();
        }
    }

    [Test]
    public void An_error_at_any_place_comes_out_as_it_is_and_leaves_nothing_running([Values("source", "generator", "sink")] string place, [Values(1, 2, 5, 9)] int when)
    {
        Picture source = Picture.Noise(90, 90, PixelFormat.Parse("rgb8"), 1);
        var generator = new BoxGenerator(2, 1);
        var sink = new Picture(new PixelSize(180, 180), source.Format);
        var error = new EnlargerException(ErrorKind.Input, "as it is");
        int reads = 0, writes = 0;
        if (place == "source") source.OnRow = _ => ThrowAt(++reads, (when + 2) / 3);
        if (place == "sink") sink.OnRow = _ => ThrowAt(++writes, (when + 2) / 3);
        if (place == "generator") generator.OnTile = tile => ThrowAt(tile, when);

        var run = new TileRun(generator, 2, new TilePlan(source.Size, 30, 4), new VectorPixelOperations(), new PlanePool());
        Assert.That(() => run.Run(source, sink, null, CancellationToken.None), Throws.Exception.SameAs(error));
        int tiles = generator.Tiles;
        Thread.Sleep(20);
        Assert.That(generator.Tiles, Is.EqualTo(tiles), "no tile is generated after the run has ended");
        Assert.That(sink.IsWhole, Is.False);

        void ThrowAt(int count, int at)
        {
            if (count == at) throw error;
        }
    }

    [Test]
    public void Cancelling_stops_before_the_next_tile([Values(1, 2, 5, 8)] int when)
    {
        Picture source = Picture.Noise(90, 90, PixelFormat.Parse("rgb8"), 1);
        using var cancellation = new CancellationTokenSource();
        var generator = new BoxGenerator(2, 1) { OnTile = tile => CancelAt(tile) };
        Assert.That(
            () => Run(generator, source, 2, new TilePlan(source.Size, 30, 4), null, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(generator.Tiles, Is.EqualTo(when));

        void CancelAt(int tile)
        {
            if (tile == when) cancellation.Cancel();
        }
    }

    private static Picture Run(
        IGenerator generator, Picture source, int scale, TilePlan plan, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var sink = new Picture(new PixelSize(source.Size.Width * scale, source.Size.Height * scale), source.Format);
        new TileRun(generator, scale, plan, new VectorPixelOperations(), new PlanePool()).Run(source.Again(), sink, progress, cancellation);
        Assert.That(sink.IsWhole);
        return sink;
    }

    // Noise with grey patches, transparent patches and, where the format can hold them, values outside 0..1.
    private static Picture Sparse(int width, int height, PixelFormat format, Random random)
    {
        bool[] gray = Patches(width, height, random), hidden = Patches(width, height, random), beyond = Patches(width, height, random);
        double value = 0;
        return Picture.Make(width, height, format, (x, y, channel) =>
        {
            int at = (y * width) + x;
            if (format.HasAlpha && channel == format.Channels - 1) return hidden[at] ? 0 : random.NextDouble();
            if (channel == 0 || !gray[at]) value = random.NextDouble() * (format.IsFloat && beyond[at] ? 3 : 1);
            return value;
        });
    }

    private static bool[] Patches(int width, int height, Random random)
    {
        bool[] patches = new bool[width * height];
        for (int i = 0; i < 5; i++)
        {
            int left = random.Next(width), top = random.Next(height), side = random.Next(1, 40);
            for (int y = top; y < Math.Min(height, top + side); y++)
            {
                for (int x = left; x < Math.Min(width, left + side); x++) patches[(y * width) + x] = true;
            }
        }

        return patches;
    }

    private static double MaxStep(Picture a, Picture b)
    {
        double largest = 0;
        for (int y = 0; y < a.Size.Height; y++)
        {
            for (int x = 0; x < a.Size.Width; x++)
            {
                for (int channel = 0; channel < a.Format.Channels; channel++) largest = Math.Max(largest, Math.Abs(a.Get(x, y, channel) - b.Get(x, y, channel)));
            }
        }

        return largest;
    }

    private sealed class FlatGenerator(int scale, Func<float> level) : IGenerator
    {
        public int Scale => scale;

        public FloatPlanes Run(FloatPlanes input, PlanePool pool, CancellationToken cancellation)
        {
            FloatPlanes output = pool.Rent(3, input.Width * scale, input.Height * scale);
            output.Span.Fill(level());
            return output;
        }
    }

    private sealed class Reports(List<double> values) : IProgress<double>
    {
        public void Report(double value) => values.Add(value);
    }
}
