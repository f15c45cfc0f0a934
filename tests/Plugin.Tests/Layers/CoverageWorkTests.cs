using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Layers;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Layers;

internal sealed class CoverageWorkTests
{
    [Test]
    public void A_mask_becomes_what_alpha_becomes([Values("8", "16", "f16", "f32")] string sample, [Values(2, 4)] int factor, [Range(1, 4)] int seed)
    {
        var random = new Random(seed);
        int width = random.Next(1, 90), height = random.Next(1, 90);
        Picture mask = Shapes(width, height, "gray" + sample, random);
        Picture layer = Picture.Make(width, height, PixelFormat.Parse("graya" + sample), (x, y, channel) => channel == 0 ? random.NextDouble() : mask.Get(x, y, 0));
        IFilter upscale = RealGenerators.Engine.Filter("upscale");
        FilterSettings settings = new FilterSettings(upscale.Parameters).With("model", "lanczos").With("scale", $"{factor}").With("tile", "32");
        var enlarged = new Picture(new PixelSize(width * factor, height * factor), layer.Format);
        upscale.Run(layer, enlarged, settings, null, CancellationToken.None);

        Picture result = Enlarge(mask, factor);

        // The luma of three equal values may be off by the last bit of a float, which can tip the rounding to a step.
        double rounding = sample == "f32" ? 1e-6 : sample == "f16" ? 5e-4 : sample == "16" ? 1.01 / 65535 : 0;
        for (int y = 0; y < result.Size.Height; y++)
        {
            for (int x = 0; x < result.Size.Width; x++) Assert.That(result.Get(x, y, 0), Is.EqualTo(enlarged.Get(x, y, 1)).Within(rounding), $"at {x},{y}");
        }
    }

    [Test]
    public void A_mask_at_4x_does_not_overshoot_anywhere([Range(1, 6)] int seed)
    {
        // Two levels with room on either side, where ringing would show and clipping would not hide it.
        var random = new Random(seed);
        int width = random.Next(2, 60), height = random.Next(2, 60);
        Picture mask = Picture.Make(width, height, PixelFormat.Parse("gray16"), (_, _, _) => random.Next(3) == 0 ? 0.7 : 0.3);
        Picture result = Enlarge(mask, 4);
        for (int y = 0; y < height * 4; y++)
        {
            for (int x = 0; x < width * 4; x++)
            {
                // The four pixels whose centres lie around this one's, or the outermost four.
                int left = Math.Clamp((x - 2) >> 2, 0, width - 2), top = Math.Clamp((y - 2) >> 2, 0, height - 2);
                int right = left + 1, bottom = top + 1;
                double[] around = [mask.Get(left, top, 0), mask.Get(right, top, 0), mask.Get(left, bottom, 0), mask.Get(right, bottom, 0)];
                Assert.That(result.Get(x, y, 0), Is.InRange(around.Min() - 1e-5, around.Max() + 1e-5), $"at {x},{y}");
            }
        }
    }

    [Test]
    public void What_is_all_or_nothing_stays_exactly_that([Values("gray8", "gray16", "grayf16", "grayf32")] string format)
    {
        Picture result = Enlarge(Picture.Make(40, 10, PixelFormat.Parse(format), (x, _, _) => x < 20 ? 1 : 0), 4);
        for (int y = 0; y < 40; y++)
        {
            for (int x = 0; x < 160; x++) Assert.That(result.Get(x, y, 0), x < 78 ? Is.EqualTo(1) : x >= 82 ? Is.Zero : Is.InRange(0.0, 1.0), $"at {x},{y}");
        }
    }

    [Test]
    public void At_a_factor_of_1_a_mask_is_copied_to_the_bit([Values("gray8", "gray16", "grayf16", "grayf32")] string name)
    {
        // Any bits at all: what is no number or beyond 0..1 too.
        var mask = new Picture(new PixelSize(91, 77), PixelFormat.Parse(name));
        new Random(3).NextBytes(mask.Bytes);
        Assert.That(Enlarge(mask, 1).Bytes, Is.EqualTo(mask.Bytes));
    }

    [Test]
    public void A_mask_in_another_format_keeps_its_values()
    {
        Picture mask = Picture.Noise(30, 20, PixelFormat.Parse("gray8"), 5);
        var wide = new Picture(mask.Size, PixelFormat.Parse("gray16"));
        CoverageWork.Run(mask, wide, 1, null, CancellationToken.None);
        for (int i = 0; i < mask.Bytes.Length; i++) Assert.That(wide.Get(i % 30, i / 30, 0), Is.EqualTo(mask.Bytes[i] / 255.0));
    }

    [Test]
    public void A_large_mask_is_read_and_written_in_strips_that_fit_each_other()
    {
        // A slow wave along the height: were strips made without their neighbours, each border would show a step.
        const int width = 30_000, height = 200;
        var source = new Rows(new PixelSize(width, height), y => (byte)(128 + (100 * Math.Sin(y / 7.0))));
        var sink = new Rows(new PixelSize(width * 4, height * 4), _ => 0);
        var reports = new Reports();
        CoverageWork.Run(source, sink, 4, reports, CancellationToken.None);

        Picture narrow = Picture.Make(3, height, PixelFormat.Parse("gray8"), (_, y, _) => (byte)(128 + (100 * Math.Sin(y / 7.0))) / 255.0);
        Picture expected = Enlarge(narrow, 4);
        Assert.That(sink.Written, Is.EqualTo(Enumerable.Range(0, height * 4).Select(y => expected.Bytes[y * 12])));
        Assert.That(source.LargestRead, Is.LessThan(height / 4));
        Assert.That(reports.Values, Has.Count.GreaterThan(4).And.Ordered.And.Unique);
        Assert.That(reports.Values[^1], Is.EqualTo(1));
    }

    [Test]
    public void Cancelling_stops_before_the_next_strip()
    {
        using var cancellation = new CancellationTokenSource();
        var source = new Rows(new PixelSize(30_000, 200), _ => 1);
        var sink = new Rows(new PixelSize(120_000, 800), _ => 0);
        var reports = new Reports { OnReport = _ => cancellation.Cancel() };
        Assert.That(() => CoverageWork.Run(source, sink, 4, reports, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(reports.Values, Has.Count.EqualTo(1));
    }

    private static Picture Enlarge(Picture mask, int factor)
    {
        var result = new Picture(new PixelSize(mask.Size.Width * factor, mask.Size.Height * factor), mask.Format);
        CoverageWork.Run(mask.Again(), result, factor, null, CancellationToken.None);
        Assert.That(result.IsWhole);
        return result;
    }

    // Hard edges, single dots and soft areas.
    private static Picture Shapes(int width, int height, string format, Random random)
    {
        int left = random.Next(width), top = random.Next(height);
        return Picture.Make(width, height, PixelFormat.Parse(format), (x, y, _) =>
            random.Next(50) == 0 ? 1 : x >= left && y >= top ? 1 : x < left / 2 ? 0.5 + (0.5 * Math.Sin((x + y) / 3.0)) : 0);
    }

    // A plane whose rows are of one value each.
    private sealed class Rows(PixelSize size, Func<int, byte> level) : IPixelSource, IPixelSink
    {
        public PixelSize Size => size;

        public PixelFormat Format => PixelFormat.Parse("gray8");

        public int LargestRead { get; private set; }

        public List<byte> Written { get; } = [];

        public void Read(PixelArea area, Span<byte> destination)
        {
            LargestRead = Math.Max(LargestRead, area.Height);
            for (int y = 0; y < area.Height; y++) destination.Slice(y * area.Width, area.Width).Fill(level(area.Y + y));
        }

        public void Write(ReadOnlySpan<byte> rows)
        {
            for (int start = 0; start < rows.Length; start += size.Width)
            {
                ReadOnlySpan<byte> row = rows.Slice(start, size.Width);
                Assert.That(row.IndexOfAnyExcept(row[0]), Is.Negative);
                Written.Add(row[0]);
            }
        }
    }
}
