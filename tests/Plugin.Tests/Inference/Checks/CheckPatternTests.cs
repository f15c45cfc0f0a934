using System.Numerics.Tensors;
using Enlarger.Imaging;
using Enlarger.Inference.Checks;

namespace Enlarger.Tests.Inference.Checks;

internal sealed class CheckPatternTests
{
    [Test]
    public void It_is_always_the_same()
    {
        using FloatPlanes first = CheckPattern.Of(new PixelSize(64, 48)), second = CheckPattern.Of(new PixelSize(64, 48));
        Assert.That(first.Span.SequenceEqual(second.Span));
    }

    [TestCase(64, 64)]
    [TestCase(512, 512)]
    [TestCase(256, 96)]
    public void No_part_of_it_stands_for_another_one(int width, int height)
    {
        using FloatPlanes tile = CheckPattern.Of(new PixelSize(width, height));
        Assert.That(TensorPrimitives.Min<float>(tile.Span), Is.GreaterThanOrEqualTo(0f));
        Assert.That(TensorPrimitives.Max<float>(tile.Span), Is.LessThanOrEqualTo(1f));

        // Moved by a block of 32 pixels or turned around, or with its channels in another order, it is another picture by far.
        var pool = new PlanePool();
        using FloatPlanes left = tile.Cut(new PixelArea(0, 0, width - 32, height - 32), pool);
        foreach ((int x, int y) in new[] { (32, 0), (0, 32), (32, 32) })
        {
            using FloatPlanes moved = tile.Cut(new PixelArea(x, y, width - 32, height - 32), pool);
            Assert.That(Agreement.Decibels(left, moved), Is.LessThan(25), $"{x}, {y}");
        }

        using FloatPlanes turned = CheckPattern.Of(new PixelSize(width, height));
        turned.Span.Reverse();
        Assert.That(Agreement.Decibels(tile, turned), Is.LessThan(25));
    }
}
