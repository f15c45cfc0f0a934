using Enlarger.Imaging;
using Enlarger.Inference;
using Enlarger.Inference.Devices;
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

    [TestCase("realesr-general-x4", 8L << 30, 64L << 30, 512)]
    [TestCase("realesrgan-x4plus", 24L << 30, 64L << 30, 512)]
    [TestCase("realesrgan-x4plus", 24L << 30, 8L << 30, 384)]
    [TestCase("realesrgan-x4plus", 8L << 30, 64L << 30, 384)]
    [TestCase("realesrgan-x4plus", 4L << 30, 64L << 30, 256)]
    [TestCase("realesrgan-x4plus", 1L << 30, 64L << 30, 128)]
    [TestCase("realesrgan-x4plus", 1L << 20, 64L << 30, 128)]
    public void A_device_gets_one_of_few_sizes_that_its_memory_and_the_machines_hold(string id, long bytes, long machineBytes, int side)
    {
        TileNeeds needs = TileNeeds.Of(GeneratorCatalog.Load().Generators.Single(generator => generator.Id == id));
        var budget = TileBudget.OfDevice(new DeviceInfo(new Device(DeviceKind.Cuda), "GPU", "1", bytes, bytes), machineBytes);
        Assert.That(budget.HasOneSize);
        Assert.That(budget.Window(needs, needs.Halo, 0), Is.EqualTo(new PixelSize(side, side)));
    }

    [TestCase(100, int.MaxValue, 144)]
    [TestCase(1000, int.MaxValue, 1040)]
    [TestCase(1000, 512, 512)]
    [TestCase(1000, 519, 512)]
    [TestCase(0, 256, 256)]
    [TestCase(0, 10, 80)]
    public void A_size_that_the_user_chose_or_memory_allows_is_aligned_and_has_room_for_a_core(int tile, int largest, int side)
    {
        TileNeeds needs = TileNeeds.Of(GeneratorCatalog.Load().Generators.Single(generator => generator.Id == "realesr-general-x4"));
        PixelSize window = new TileBudget(2L << 30).AtMost(largest).Window(needs, needs.Halo, tile);
        Assert.That(window, Is.EqualTo(new PixelSize(side, side)));
        Assert.That(window.Width, Is.GreaterThanOrEqualTo(TileBudget.SmallestWindow(needs, needs.Halo)));
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
