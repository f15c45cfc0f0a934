using Enlarger.Imaging;
using Enlarger.Tests.Support;
using Enlarger.Tiling;

namespace Enlarger.Tests.Tiling;

internal sealed class TilePartsTests
{
    private readonly PlanePool _pool = new();

    [Test]
    public void A_tile_made_of_parts_equals_the_tile_made_at_once([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        int scale = random.Next(1, 4), radius = random.Next(0, 4), feather = random.Next(3), halo = radius + feather + random.Next(3);
        int multiple = random.Next(3) == 0 ? random.Next(2, 9) : 1;
        int side = (2 * (halo + multiple - 1)) + random.Next(1, 40);
        var size = new PixelSize(random.Next(1, 130), random.Next(1, 130));
        using var input = new FloatPlanes(3, size.Width, size.Height);
        foreach (ref float value in input.Span) value = random.NextSingle();
        var generator = new BoxGenerator(scale, radius);
        var needs = new TileNeeds
        {
            Name = "box",
            Halo = halo,
            Exact = halo,
            Feather = feather,
            Multiple = multiple,
            Scale = scale,
            BytesPerPixel = 1,
        };
        int parts = 0;

        using FloatPlanes whole = generator.Run(input, _pool, CancellationToken.None);
        using FloatPlanes assembled = TileParts.Run(
            part =>
            {
                parts++;
                Assert.That(Math.Max(part.Width, part.Height), Is.LessThanOrEqualTo(side));
                return generator.Run(part, _pool, CancellationToken.None);
            },
            needs,
            input,
            side,
            new VectorPixelOperations(),
            _pool);

        Assert.That((assembled.Width, assembled.Height), Is.EqualTo((whole.Width, whole.Height)));
        Assert.That(parts, Math.Max(size.Width, size.Height) > side ? Is.GreaterThan(1) : Is.EqualTo(1));
        for (int i = 0; i < whole.Span.Length; i++) Assert.That(assembled.Span[i], Is.EqualTo(whole.Span[i]).Within(1e-5f), $"value {i}");
    }
}
