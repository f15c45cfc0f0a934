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

    [Test]
    public void A_part_has_the_borders_of_the_whole_and_every_tile_that_takes_part_in_it([Range(1, 200)] int seed)
    {
        var random = new Random(seed);
        var picture = new PixelSize(random.Next(1, 700), random.Next(1, 700));
        int core = random.Next(8, 300), halo = random.Next(0, 60), feather = random.Next(0, 40), multiple = new[] { 1, 1, 2, 4, 64 }[random.Next(5)];
        PixelArea part = RandomPart(picture, random);
        bool windows = seed % 3 == 0, wholeTiles = seed % 3 == 1;
        TilePlan Plan(PixelArea? wanted) => windows
            ? TilePlan.OfWindows(picture, new PixelSize((2 * halo) + core, (2 * halo) + core), halo, feather, wanted)
            : new TilePlan(picture, core, halo, feather, multiple, wanted, wholeTiles);
        TilePlan whole = Plan(null), plan = Plan(part);

        Assert.That((plan.Feather, plan.Halo, plan.Part), Is.EqualTo((whole.Feather, whole.Halo, part)));
        Assert.That(plan.Covered.Intersect(part), Is.EqualTo(part));
        foreach (Tile tile in plan.Tiles)
        {
            Assert.That(tile.Core.Intersect(plan.Covered), Is.EqualTo(tile.Core));
            if (plan.Columns > 1) Assert.That(2 * plan.Feather, Is.LessThanOrEqualTo(tile.Core.Width), "bands of one tile must not meet");
            if (plan.Rows > 1) Assert.That(2 * plan.Feather, Is.LessThanOrEqualTo(tile.Core.Height), "bands of one tile must not meet");
            if (!windows) Assert.That((tile.Input.X % multiple, tile.Input.Y % multiple), Is.EqualTo((0, 0)));

            // A tile of the part lies in one of the whole, and sees no less of the picture around itself than the halo.
            Tile origin = whole.Tiles.Single(other => other.Core.Intersect(tile.Core) == tile.Core);
            Assert.That(tile.Core.Grow(plan.Halo, picture).Intersect(tile.Input), Is.EqualTo(tile.Core.Grow(plan.Halo, picture)));
            Assert.That(windows || wholeTiles ? (tile.Core, tile.Input) == (origin.Core, origin.Input) : tile.Input.Intersect(origin.Input) == tile.Input);
        }

        // Whatever tile of the whole reaches into the part, blending included, is there.
        foreach (Tile tile in whole.Tiles)
        {
            PixelArea needed = tile.Blend.Intersect(part);
            if (needed is { Width: > 0, Height: > 0 }) Assert.That(plan.Tiles.Any(other => other.Core.Intersect(tile.Core) == other.Core && other.Blend.Intersect(needed) == needed), $"{tile} in {part}");
        }
    }

    [Test]
    public void Windows_are_all_of_one_size_and_as_few_as_possible([Range(1, 100)] int seed)
    {
        var random = new Random(seed);
        var picture = new PixelSize(random.Next(1, 900), random.Next(1, 900));
        int halo = random.Next(0, 50), window = (2 * halo) + random.Next(1, 200);
        TilePlan plan = TilePlan.OfWindows(picture, new PixelSize(window, window), halo, feather: halo);
        foreach (Tile tile in plan.Tiles)
        {
            Assert.That(tile.Input.Size, Is.EqualTo(new PixelSize(Math.Min(window, picture.Width), Math.Min(window, picture.Height))));
            Assert.That(tile.Core.Grow(halo, picture).Intersect(tile.Input), Is.EqualTo(tile.Core.Grow(halo, picture)), "every core has its halo");
        }

        Assert.That(plan.Tiles.Sum(tile => (long)tile.Core.Width * tile.Core.Height), Is.EqualTo((long)picture.Width * picture.Height));
        Assert.That(plan.Columns, Is.EqualTo(picture.Width <= window ? 1 : 1 + (int)Math.Ceiling((picture.Width - window) / (double)(window - (2 * halo)))));
    }

    [Test]
    public void Windows_of_a_generator_that_works_on_blocks_begin_on_them([Range(1, 100)] int seed)
    {
        var random = new Random(seed);
        var picture = new PixelSize(random.Next(1, 900), random.Next(1, 900));
        int multiple = random.Next(2, 65), halo = random.Next(0, 50);
        int window = ((2 * (halo + multiple - 1)) / multiple * multiple) + (multiple * random.Next(1, 5));
        TilePlan plan = TilePlan.OfWindows(picture, new PixelSize(window, window), halo, feather: 0, multiple: multiple);
        foreach (Tile tile in plan.Tiles)
        {
            Assert.That((tile.Input.X % multiple, tile.Input.Y % multiple), Is.EqualTo((0, 0)));
            Assert.That(Math.Max(tile.Input.Width, tile.Input.Height), Is.LessThanOrEqualTo(window));
            Assert.That(tile.Core.Grow(halo, picture).Intersect(tile.Input), Is.EqualTo(tile.Core.Grow(halo, picture)), "every core has its halo");
        }

        Assert.That(plan.Tiles.Sum(tile => (long)tile.Core.Width * tile.Core.Height), Is.EqualTo((long)picture.Width * picture.Height));
    }

    private static PixelArea RandomPart(PixelSize picture, Random random)
    {
        int x = random.Next(picture.Width), y = random.Next(picture.Height);
        return new PixelArea(x, y, random.Next(1, picture.Width - x + 1), random.Next(1, picture.Height - y + 1));
    }
}
