using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Layers;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Layers;

internal sealed class LayeredFilterTests
{
    private static IFilter Upscale => RealGenerators.Engine.Filter("upscale");

    [Test]
    public void Every_layer_lies_where_it_belongs([Values(2, 4)] int factor, [Range(1, 25)] int seed)
    {
        // Of layers and masks that are flat, blending has a pixel for each of the small picture's and no edge between: any shift would show.
        var random = new Random(seed);
        var picture = new LayeredPicture(new PixelSize(random.Next(1, 40), random.Next(1, 40)), [Flat(3, 3, "graya8", 0.5, 1) with { IsChosen = true }, .. Stack(random, 3)]);
        double[] before = Composite.Of(picture, after: false);
        LayeredPicture result = Enlarge(picture, factor);
        double[] after = Composite.Of(result, after: true);

        int width = picture.Canvas.Width;
        Assert.That(result.Canvas, Is.EqualTo(new PixelSize(width * factor, picture.Canvas.Height * factor)));
        Assert.That(after, Is.EqualTo(Enumerable.Range(0, after.Length).Select(i => before[(i / (width * factor) / factor * width) + (i % (width * factor) / factor)])).Within(1e-12));
    }

    [Test]
    public void Chosen_layers_are_the_filter_s_work_and_the_others_plainly_enlarged()
    {
        PixelLayer chosen = Layer("Chosen", 9, 7, "rgba8") with { IsChosen = true }, other = Layer("Other", 12, 5, "rgba16");
        PixelLayer inChosen = Layer("In a chosen group", 4, 6, "rgb8"), inOther = Layer("In another group", 8, 3, "graya8") with { IsChosen = true }, beside = Layer("Beside", 8, 3, "gray8");
        var filter = new BlockFilter(4);
        Run(filter, Document(chosen, other, Group(inChosen) with { IsChosen = true }, Group(inOther, Group(beside))));

        foreach (PixelLayer layer in new[] { chosen, inChosen, inOther })
        {
            Picture before = Pixels(layer).Before;
            Assert.That(Pixels(layer).Staged!.Bytes, Is.EqualTo(BlockFilter.Result(before.Bytes, before.Size, before.Format.BytesPerPixel, 4)), layer.Name);
        }

        foreach (PixelLayer layer in new[] { other, beside }) Assert.That(Pixels(layer).Staged!.Bytes, Is.EqualTo(Plain(Pixels(layer).Before, 4).Bytes), layer.Name);
    }

    [Test]
    public void At_the_same_size_only_what_is_chosen_is_touched()
    {
        PixelLayer chosen = Layer("Chosen", 9, 7, "rgba8") with { IsChosen = true, Mask = Mask(9, 7), Offset = new(-2, 5) };
        PixelLayer other = Layer("Other", 12, 5, "rgba16") with { Mask = Mask(12, 5) };
        LayerGroup group = Group(other) with { Mask = Mask(3, 3) };
        LayeredPicture document = Document(chosen, group) with { Channels = [new Channel("Selection", DocumentPixels.Noise(30, 20, "gray8", 1))] };
        LayeredPicture result = Run(new BlockFilter(1), document);

        Assert.That((result.Canvas, result.Layers[0]), Is.EqualTo((document.Canvas, (Layer)chosen)));
        Assert.That(Pixels(chosen).Staged!.Bytes, Is.EqualTo(BlockFilter.Result(Pixels(chosen).Before.Bytes, new(9, 7), 4, 1)));
        Assert.That(Pixels(chosen.Mask).Staged!.Bytes, Is.EqualTo(Pixels(chosen.Mask).Before.Bytes));
        DocumentPixels[] untouched = [Pixels(other), Pixels(other.Mask), Pixels(group.Mask), (DocumentPixels)document.Channels[0].Pixels];
        Assert.That(untouched.Select(pixels => pixels.Staged), Is.All.Null);
    }

    [Test]
    public void Masks_and_channels_are_enlarged_as_alpha_whether_applied_or_not_and_never_by_the_filter()
    {
        PixelLayer chosen = Layer("Chosen", 9, 7, "rgba8") with { IsChosen = true, Mask = Mask(9, 7) with { IsApplied = false } };
        LayerGroup group = Group(Layer("Other", 5, 5, "rgb8") with { Mask = Mask(5, 5), IsVisible = false }) with { Mask = Mask(31, 2) };
        var selection = new Channel("Selection", DocumentPixels.Noise(30, 20, "gray16", 1));
        Run(new BlockFilter(2), Document(chosen, group) with { Channels = [selection] });

        foreach (DocumentPixels mask in new[] { Pixels(chosen.Mask), Pixels(group.Mask), Pixels(group.Children[0].Mask), (DocumentPixels)selection.Pixels })
        {
            Picture before = mask.Before, expected = Plain(
                Picture.Make(before.Size.Width, before.Size.Height, new PixelFormat(ChannelLayout.GrayAlpha, before.Format.Sample), (x, y, channel) => channel == 0 ? 1 : before.Get(x, y, 0)), 2);
            Assert.That(mask.Staged!.IsWhole);
            for (int y = 0; y < expected.Size.Height; y++)
            {
                for (int x = 0; x < expected.Size.Width; x++) Assert.That(mask.Staged!.Get(x, y, 0), Is.EqualTo(expected.Get(x, y, 1)).Within(1.01 / 65535), $"{before.Size} at {x},{y}");
            }
        }
    }

    [Test]
    public void An_empty_layer_stays_empty_and_one_pixel_becomes_a_block()
    {
        PixelLayer empty = Flat(50, 40, "rgba8", 0.3, 0.9, 0.1, 0) with { IsChosen = true }, otherEmpty = Flat(9, 9, "bgra16", 1, 1, 1, 0);
        PixelLayer dot = Flat(1, 1, "rgba8", 0.2, 0.4, 0.6, 1) with { IsChosen = true, Mask = new LayerMask(DocumentPixels.Flat(1, 1, "gray8", 0.8)) };
        var none = new PixelLayer { Name = "None", Pixels = null, Offset = new(3, 1), IsChosen = true };
        LayeredPicture result = Enlarge(Document(empty, otherEmpty, dot, none), 4);

        foreach (PixelLayer layer in new[] { empty, otherEmpty })
        {
            Picture staged = Pixels(layer).Staged!;
            for (int i = 0; i < staged.Size.Width * staged.Size.Height; i++) Assert.That(staged.Get(i % staged.Size.Width, i / staged.Size.Width, 3), Is.Zero);
        }

        Assert.That(Pixels(dot).Staged!.Bytes.Chunk(4), Has.Exactly(16).EqualTo(new byte[] { 51, 102, 153, 255 }));
        Assert.That(Pixels(dot.Mask).Staged!.Bytes, Is.EqualTo(Enumerable.Repeat(204, 16)));
        Assert.That(result.Layers[3], Is.EqualTo(none with { Offset = new(12, 4) }));
    }

    [Test]
    public void A_failure_in_the_third_layer_comes_out_and_nothing_is_left_to_put_in([Values("stage", "read", "write")] string place)
    {
        var error = new EnlargerException(ErrorKind.Output, "as it is");
        Picture third = Picture.Noise(40, 40, PixelFormat.Parse("rgba8"), 3);
        if (place == "read") third.OnRow = _ => throw error;
        var failing = new PixelLayer
        {
            Name = "Third",
            IsChosen = true,
            Pixels = new DocumentPixels(third) { OnStage = place == "stage" ? () => throw error : null, OnWrite = place == "write" ? _ => throw error : null },
        };
        PixelLayer[] layers = [Chosen(20, 20, 1), Layer("Second", 10, 10, "rgba8"), failing, Chosen(20, 20, 4)];
        LayeredPicture document = Document(layers), after = document;
        byte[][] before = [.. layers.Select(layer => Pixels(layer).Before.Bytes.ToArray())];

        Assert.That(() => after = Enlarge(document, 4), Throws.Exception.SameAs(error));
        Assert.That(after, Is.SameAs(document));
        Assert.That(layers.Select(layer => Pixels(layer).Before.Bytes), Is.EqualTo(before));
        Assert.That(Pixels(layers[1]).Staged!.IsWhole, "the layers before it were done");
        Assert.That(Pixels(layers[3]).Staged, Is.Null, "the layers behind it were not begun");
    }

    [Test]
    public void Cancelling_at_any_time_leaves_nothing_to_put_in()
    {
        var all = new Reports();
        Enlarge(CancelDocument(), 2, all);
        for (int when = 0; when <= all.Values.Count; when++)
        {
            using var cancellation = new CancellationTokenSource();
            if (when == 0) cancellation.Cancel();
            int at = when;
            var reports = new Reports { OnReport = count => CancelAt(count) };
            LayeredPicture? after = null;
            Assert.That(() => after = Enlarge(CancelDocument(), 2, reports, cancellation.Token), Throws.InstanceOf<OperationCanceledException>(), $"after {when} reports");
            Assert.That(after, Is.Null);
            Assert.That(reports.Values, Has.Count.EqualTo(when).Or.Count.LessThan(all.Values.Count));

            void CancelAt(int count)
            {
                if (count == at) cancellation.Cancel();
            }
        }

        static LayeredPicture CancelDocument() =>
            Document(Chosen(70, 50, 1) with { Mask = Mask(70, 50) }, Group(Layer("Other", 40, 90, "rgba8"))) with { Channels = [new Channel("Selection", DocumentPixels.Noise(30, 20, "gray8", 1))] };
    }

    [Test]
    public void Progress_never_falls_and_counts_layers_by_their_pixels()
    {
        var reports = new Reports();
        LayeredPicture document = Document(
            Chosen(100, 60, 1) with { Mask = Mask(100, 60) }, Layer("Other", 200, 10, "rgba8"), Chosen(1, 1, 2)) with
        { Channels = [new Channel("Selection", DocumentPixels.Noise(30, 20, "gray8", 1))] };
        Enlarge(document, 4, reports);

        const double total = 6000 + 6000 + 2000 + 1 + 600;
        Assert.That(reports.Values, Is.Ordered);
        foreach (double done in new[] { 6000, 12000, 14000, 14001 }) Assert.That(reports.Values, Has.Some.EqualTo(done / total).Within(1e-12));
        Assert.That(reports.Values[0], Is.GreaterThan(0).And.LessThan(0.4), "a layer tells its parts too");
        Assert.That(reports.Values[^1], Is.EqualTo(1));
    }

    [Test]
    public void What_cannot_fit_together_is_refused_before_anything_is_read()
    {
        PixelLayer untouched = Chosen(10, 10, 1), large = Chosen(20, 10, 2), unpainted = new() { Name = "None", Pixels = null, IsChosen = true };
        Refused(new BlockFilter(2), Document(Layer("Not chosen", 5, 5, "rgb8"), unpainted), ErrorKind.Usage, "No layer");
        Refused(new BlockFilter(2), Document(), ErrorKind.Usage, "No layer");
        Refused(new BlockFilter(size => new PixelSize(size.Width * 2, size.Height * 4)), Document(untouched), ErrorKind.Usage, "alike");
        Refused(new BlockFilter(size => new PixelSize(size.Width * 3 / 2, size.Height * 3 / 2)), Document(untouched), ErrorKind.Usage, "alike");
        Refused(new BlockFilter(size => new PixelSize(size.Width / 2, size.Height / 2)), Document(untouched), ErrorKind.Usage, "alike");
        Refused(new BlockFilter(size => new PixelSize(size.Width * (40 / size.Width), size.Height * (40 / size.Width))), Document(untouched, large), ErrorKind.Usage, "alike");
        Refused(new BlockFilter(4), Document(untouched, Layer("Wide", 250_001, 1, "gray8")), ErrorKind.Input, "too large");
        Refused(new BlockFilter(4), Document(untouched, unpainted with { Offset = new(int.MaxValue, 0) }), ErrorKind.Input, "too far");

        void Refused(IFilter filter, LayeredPicture document, ErrorKind kind, string expected)
        {
            var error = Assert.Throws<EnlargerException>(() => Run(filter, document));
            Assert.That(error.Kind, Is.EqualTo(kind));
            Assert.That(error.Message, Does.Contain(expected).And.EndsWith("."));
            Assert.That(Pixels(untouched).Staged, Is.Null);
        }
    }

    [Test]
    public void A_mask_that_does_not_cover_its_layer_is_the_host_s_mistake()
    {
        PixelLayer layer = Chosen(10, 10, 1);
        var alpha = new LayerMask(DocumentPixels.Noise(10, 10, "graya8", 1));
        Assert.That(() => Enlarge(Document(layer with { Mask = Mask(10, 9) }), 2), Throws.ArgumentException);
        Assert.That(() => Enlarge(Document(layer with { Mask = alpha }), 2), Throws.ArgumentException);
        Assert.That(() => Enlarge(Document(layer) with { Channels = [new Channel("Selection", DocumentPixels.Noise(10, 10, "gray8", 1))] }, 2), Throws.ArgumentException);
        Assert.That(Pixels(layer).Staged, Is.Null);
    }

    [Test]
    public void With_a_real_generator_the_chosen_layer_is_what_the_filter_makes_of_it_alone()
    {
        RealGenerators.Path("realesr-general-x4");
        Picture flower = RealGenerators.Flower();
        Picture cut = Picture.Make(70, 60, flower.Format, (x, y, channel) =>
            channel == 3 ? Math.Clamp(28 - Math.Sqrt(((x - 35) * (x - 35)) + ((y - 30) * (y - 30))), 0, 1) : flower.Get(x + 20, y + 30, channel));
        FilterSettings settings = new FilterSettings(Upscale.Parameters).With("model", "realesr-general-x4").With("tile", "64");
        var alone = new Picture(new PixelSize(280, 240), flower.Format);
        Upscale.Run(cut.Again(), alone, settings, null, CancellationToken.None);

        PixelLayer chosen = new() { Name = "Petals", Pixels = new DocumentPixels(cut.Again()), Offset = new(20, 30), IsChosen = true };
        PixelLayer other = new() { Name = "Flower", Pixels = new DocumentPixels(flower.Again()) };
        LayeredPicture result = new LayeredFilter(RealGenerators.Engine, Upscale, settings).Run(new LayeredPicture(flower.Size, [other, chosen]), null, CancellationToken.None);

        Assert.That(result.Canvas, Is.EqualTo(new PixelSize(512, 512)));
        Assert.That(result.Layers[1].Offset, Is.EqualTo(new LayerOffset(80, 120)));
        Assert.That(Pixels(chosen).Staged!.Bytes, Is.EqualTo(alone.Bytes));
        Assert.That(Pixels(other).Staged!.Bytes, Is.EqualTo(Plain(flower, 4).Bytes));
        Assert.That(alone.Bytes, Is.Not.EqualTo(Plain(cut, 4).Bytes), "the generator makes a difference, or this test proves nothing");
    }

    private static LayeredPicture Enlarge(LayeredPicture picture, int factor, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        FilterSettings settings = new FilterSettings(Upscale.Parameters).With("scale", $"{factor}").With("model", "lanczos").With("tile", "32");
        return new LayeredFilter(RealGenerators.Engine, Upscale, settings).Run(picture, progress, cancellation);
    }

    private static LayeredPicture Run(IFilter filter, LayeredPicture picture) =>
        new LayeredFilter(RealGenerators.Engine, filter, new FilterSettings(filter.Parameters)).Run(picture, null, CancellationToken.None);

    private static Picture Plain(Picture picture, int factor)
    {
        FilterSettings settings = new FilterSettings(Upscale.Parameters).With("scale", $"{factor}").With("model", "lanczos");
        var result = new Picture(Upscale.ResultSize(picture.Size, settings), picture.Format);
        Upscale.Run(picture.Again(), result, settings, null, CancellationToken.None);
        return result;
    }

    private static LayeredPicture Document(params Layer[] layers) => new(new PixelSize(30, 20), layers);

    private static PixelLayer Layer(string name, int width, int height, string format) => new() { Name = name, Pixels = DocumentPixels.Noise(width, height, format, name.Length) };

    private static PixelLayer Chosen(int width, int height, int seed) => new() { Name = $"Chosen {seed}", Pixels = DocumentPixels.Noise(width, height, "rgba8", seed), IsChosen = true };

    private static PixelLayer Flat(int width, int height, string format, params double[] samples) => new() { Name = "Flat", Pixels = DocumentPixels.Flat(width, height, format, samples) };

    private static LayerMask Mask(int width, int height) => new(DocumentPixels.Noise(width, height, "gray8", width * height));

    private static LayerGroup Group(params Layer[] children) => new() { Name = "Group", Children = children };

    private static DocumentPixels Pixels(Layer layer) => (DocumentPixels)((PixelLayer)layer).Pixels!;

    private static DocumentPixels Pixels(LayerMask? mask) => (DocumentPixels)mask!.Pixels;

    // Flat layers of any size, inside the canvas and beyond it, shown or hidden, with flat masks, in groups within groups.
    private static IEnumerable<Layer> Stack(Random random, int depth)
    {
        int count = random.Next(1, 5);
        for (int i = 0; i < count; i++)
        {
            int width = random.Next(1, 50), height = random.Next(1, 50);
            Layer layer = depth > 0 && random.Next(3) == 0
                ? Group([.. Stack(random, depth - 1)])
                : Flat(width, height, "graya8", random.NextDouble(), random.Next(3) == 0 ? random.NextDouble() : 1);
            yield return layer with
            {
                Offset = new LayerOffset(random.Next(-30, 40), random.Next(-30, 40)),
                Opacity = random.NextDouble(),
                IsVisible = random.Next(6) > 0,
                IsChosen = random.Next(2) == 0,
                Mask = random.Next(3) == 0 ? new LayerMask(DocumentPixels.Flat(width, height, "gray8", random.NextDouble()), random.Next(3) > 0) : null,
            };
        }
    }
}
