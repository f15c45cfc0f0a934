using Enlarger.Imaging;

namespace Enlarger.Tests.Imaging;

internal sealed class GrayMapTests
{
    [Test]
    public void The_map_falls_with_the_distance_from_the_nearest_coloured_pixel([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        int width = random.Next(1, 60), height = random.Next(1, 60);
        using var color = new FloatPlanes(3, width, height);
        var colored = new List<(int X, int Y)>();
        for (int i = 0; i < random.Next(6); i++)
        {
            (int x, int y) = (random.Next(width), random.Next(height));
            colored.Add((x, y));
            color.Row(random.Next(3), y)[x] = 0.7f;
        }

        int left = random.Next(width), top = random.Next(height);
        var wanted = new PixelArea(left, top, random.Next(1, width - left + 1), random.Next(1, height - top + 1));
        var frame = new PixelArea(100, 200, width, height);
        using FloatPlanes map = GrayMap.Measure(color, frame, wanted with { X = left + 100, Y = top + 200 }, new PlanePool()) ?? Ones(wanted);

        for (int y = 0; y < wanted.Height; y++)
        {
            for (int x = 0; x < wanted.Width; x++)
            {
                int distance = colored.Count == 0 ? 99 : colored.Min(spot => Math.Max(Math.Abs(spot.X - left - x), Math.Abs(spot.Y - top - y)));
                float expected = Math.Clamp((GrayMap.Reach + 1 - distance) / (float)GrayMap.Reach, 0f, 1f);
                Assert.That(map.Row(0, y)[x], Is.EqualTo(expected), $"at {x},{y}");
            }
        }
    }

    [Test]
    public void A_picture_with_colour_everywhere_needs_no_map()
    {
        using var color = new FloatPlanes(3, 20, 20);
        color.Plane(0).Fill(0.5f);
        Assert.That(GrayMap.Measure(color, new(0, 0, 20, 20), new(0, 0, 20, 20), new PlanePool()), Is.Null);
    }

    private static FloatPlanes Ones(PixelArea area)
    {
        var planes = new FloatPlanes(1, area.Width, area.Height);
        planes.Span.Fill(1f);
        return planes;
    }
}
