using Enlarger.Imaging;
using Enlarger.Tiling;

namespace Enlarger.Tests.Tiling;

internal sealed class TilePlanTests
{
    [Test]
    public void Cores_cover_the_picture_once_and_everything_lies_within_it([Range(1, 200)] int seed)
    {
        var random = new Random(seed);
        var picture = new PixelSize(random.Next(1, 700), random.Next(1, 700));
        int core = random.Next(1, 300), halo = random.Next(0, 60), feather = random.Next(0, 40), multiple = new[] { 1, 1, 2, 4, 64 }[random.Next(5)];
        var plan = new TilePlan(picture, core, halo, feather, multiple);

        byte[] covered = new byte[picture.Width * picture.Height];
        foreach (Tile tile in plan.Tiles)
        {
            for (int y = tile.Core.Y; y < tile.Core.Bottom; y++)
            {
                for (int x = tile.Core.X; x < tile.Core.Right; x++) covered[(y * picture.Width) + x]++;
            }

            Assert.That(tile.Core.Width, Is.InRange(1, Math.Max(core, multiple)));
            Assert.That(tile.Core.Height, Is.InRange(1, Math.Max(core, multiple)));
            Assert.That(tile.Input, Is.EqualTo(tile.Core.Grow(plan.Halo, picture)));
            Assert.That(tile.Blend, Is.EqualTo(tile.Core.Grow(plan.Feather, picture)));
            Assert.That((tile.Input.X % multiple, tile.Input.Y % multiple), Is.EqualTo((0, 0)), "tiles begin on the generator's blocks");
            Assert.That(2 * plan.Feather, Is.LessThanOrEqualTo(Math.Min(tile.Core.Width, tile.Core.Height)), "bands of one tile must not meet");
        }

        Assert.That(covered, Is.All.EqualTo(1));
        Assert.That(plan.Halo, Is.InRange(halo, halo + multiple - 1));
        Assert.That(plan.Feather, Is.LessThanOrEqualTo(Math.Min(feather, plan.Halo)));
    }

    [Test]
    public void Tiles_come_in_reading_order_and_are_about_equal()
    {
        var plan = new TilePlan(new PixelSize(257, 130), 64, 16);
        Assert.That((plan.Columns, plan.Rows), Is.EqualTo((5, 3)));
        Assert.That(plan.Tiles.Select(tile => (tile.Row * 5) + tile.Column), Is.EqualTo(Enumerable.Range(0, 15)));
        Assert.That(plan.Tiles.Max(tile => tile.Core.Width) - plan.Tiles.Min(tile => tile.Core.Width), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void A_picture_no_larger_than_a_core_is_one_tile()
    {
        var plan = new TilePlan(new PixelSize(64, 1), 64, 16, 8);
        Assert.That(plan.Tiles, Is.EqualTo(new[] { new Tile(0, 0, new(0, 0, 64, 1), new(0, 0, 64, 1), new(0, 0, 64, 1)) }));
    }
}
