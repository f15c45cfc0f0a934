using Enlarger.Imaging;
using Enlarger.Inference;
using Enlarger.Models;
using Enlarger.Tiling;

namespace Enlarger.Tests.Tiling;

internal sealed class TileBudgetTests
{
    private const int Scale = 4;
    private static readonly PixelFormat Rgb8 = PixelFormat.Parse("rgb8");

    [Test]
    public void The_halo_of_a_photograph_of_two_megapixels_costs_at_most_a_fifth()
    {
        GeneratorDescription generator = GeneratorCatalog.Load().Generators.Single(generator => generator.Id == "realesr-general-x4");
        var picture = new PixelSize(1632, 1224);
        int halo = generator.Halo.Default;

        int core = new TileBudget(2L << 30).Core(TileNeeds.Of(generator), halo, picture.Width, Scale, Rgb8);
        var plan = new TilePlan(picture, core, halo);

        double cost = plan.Tiles.Sum(tile => (double)tile.Input.Width * tile.Input.Height) / ((double)picture.Width * picture.Height);
        Assert.That(cost, Is.InRange(1.0, 1.2));
    }

    [TestCase(1000)]
    [TestCase(8000)]
    [TestCase(10000)]
    public void The_strip_of_a_plain_enlargement_takes_16_MiB_at_most(int width)
    {
        int core = new TileBudget(2L << 30).Core(TileNeeds.Lanczos(Scale), LanczosGenerator.Halo, width, Scale, Rgb8);

        Assert.That((long)core * Scale * Scale * width * Rgb8.BytesPerPixel, Is.LessThanOrEqualTo(16L << 20));
    }
}
