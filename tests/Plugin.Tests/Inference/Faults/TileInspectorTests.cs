using Enlarger.Imaging;
using Enlarger.Inference;
using Enlarger.Inference.Checks;
using Enlarger.Inference.Faults;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Inference.Faults;

internal sealed class TileInspectorTests
{
    private readonly PlanePool _pool = new();
    private readonly Random _random = new(17);

    [Test]
    public void An_enlarged_photograph_is_not_suspect([Values("realesr-general-x4", "realesrgan-x4plus-anime")] string id)
    {
        Picture flower = RealGenerators.Flower().Cut(new PixelArea(20, 20, 96, 80));
        using FloatPlanes input = flower.Planes(), output = RealGenerators.PlainRun(id, flower);
        Assert.That(new TileInspector().Suspect(input, output), Is.Null);
    }

    [Test]
    public void Noise_may_be_taken_away([Values(0.02f, 0.1f)] float deviation)
    {
        // What is left of noise is little, but never nothing.
        using FloatPlanes input = Noise(0.5f, deviation), output = Noise(0.5f, deviation / 20);
        Assert.That(new TileInspector().Suspect(input, output), Is.Null);
    }

    [Test]
    public void A_blank_tile_is_suspect_unless_the_input_is_flat([Values(0f, 0.5f, 1f)] float level)
    {
        using FloatPlanes blank = new(3, 128, 128), textured = CheckPattern.Of(new PixelSize(64, 64)), flat = new(3, 64, 64);
        blank.Span.Fill(level);
        flat.Span.Fill(level);
        Assert.That(new TileInspector().Suspect(textured, blank), Does.Contain("blank"));
        Assert.That(new TileInspector().Suspect(flat, blank), Is.Null);
    }

    [Test]
    public void Black_where_there_is_flat_grey_is_suspect()
    {
        using FloatPlanes black = new(3, 64, 64), grey = new(3, 64, 64);
        grey.Span.Fill(0.4f);
        Assert.That(new TileInspector().Suspect(grey, black), Does.Contain("another picture"));
    }

    [Test]
    public void The_tile_before_is_suspect()
    {
        var inspector = new TileInspector();
        using FloatPlanes first = Noise(0.5f, 0.01f), second = Noise(0.5f, 0.01f), output = new LanczosGenerator(2).Run(first, _pool, CancellationToken.None);
        Assert.That(inspector.Suspect(first, output), Is.Null);
        Assert.That(inspector.Suspect(first, output), Is.Null, "the same tile twice");
        Assert.That(inspector.Suspect(second, output), Does.Contain("the tile before"));
    }

    [Test]
    public void Any_other_picture_is_suspect_unless_the_generator_is_known_to_be_bold([Values] bool isBold)
    {
        using FloatPlanes input = CheckPattern.Of(new PixelSize(128, 96)), output = new LanczosGenerator(4).Run(input, _pool, CancellationToken.None);
        Assert.That(new TileInspector { AcceptsAnyPicture = isBold }.Suspect(input, output), Is.Null);
        output.Span.Reverse();
        Assert.That(new TileInspector { AcceptsAnyPicture = isBold }.Suspect(input, output), isBold ? Is.Null : Does.Contain("another picture"));
    }

    [TestCase(1, 1)]
    [TestCase(3, 500)]
    [TestCase(7, 8)]
    public void Tiles_of_any_size_can_be_looked_at(int width, int height)
    {
        using FloatPlanes input = CheckPattern.Of(new PixelSize(width, height)), output = new LanczosGenerator(2).Run(input, _pool, CancellationToken.None);
        Assert.That(new TileInspector().Suspect(input, output), Is.Null);
    }

    private FloatPlanes Noise(float level, float deviation)
    {
        // Evenly spread noise is the square root of 12 times as wide as its standard deviation.
        var planes = new FloatPlanes(3, 64, 64);
        foreach (ref float value in planes.Span) value = level + (deviation * 3.46f * (_random.NextSingle() - 0.5f));
        return planes;
    }
}
