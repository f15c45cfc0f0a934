using Enlarger.Imaging;
using Enlarger.Layers;

namespace Enlarger.Tests.Layers;

internal sealed class LayeredPictureTests
{
    [Test]
    public void Canvas_and_offsets_grow_and_all_else_stays()
    {
        object mode = new();
        var mask = new LayerMask(DocumentPixels.Noise(5, 4, "gray8", 1), IsApplied: false);
        var inside = new PixelLayer { Name = "Détail", Pixels = DocumentPixels.Noise(5, 4, "rgba8", 2), Offset = new(-3, 8), Opacity = 0.3, Mode = mode, Mask = mask, IsVisible = false };
        var group = new LayerGroup { Name = "Group", Children = [inside, new PixelLayer { Name = "", Pixels = null }], Offset = new(2, -1), Opacity = 0.7, Mode = "multiply" };
        var below = new PixelLayer { Name = "Below", Pixels = DocumentPixels.Noise(9, 9, "rgb8", 3), IsChosen = true };
        var selection = new Channel("Selection", DocumentPixels.Noise(20, 10, "gray8", 4));
        LayeredPicture result = new LayeredPicture(new PixelSize(20, 10), [below, group]) { Channels = [selection] }.Enlarge(4);

        Assert.That(result.Canvas, Is.EqualTo(new PixelSize(80, 40)));
        Assert.That(result.Channels, Is.EqualTo(new[] { selection }));
        Assert.That(result.Layers[0], Is.EqualTo(below));
        var grown = (LayerGroup)result.Layers[1];
        Assert.That(grown with { Children = group.Children }, Is.EqualTo(group with { Offset = new(8, -4) }));
        Assert.That(grown.Children[0], Is.EqualTo(inside with { Offset = new(-12, 32) }));
        Assert.That(grown.Children[1].Name, Is.Empty);
    }

    [Test]
    public void At_a_factor_of_1_a_picture_is_what_it_was()
    {
        var layer = new PixelLayer { Name = "Layer", Pixels = null, Offset = new(int.MinValue, int.MaxValue) };
        LayeredPicture result = new LayeredPicture(new PixelSize(7, 5), [layer]).Enlarge(1);
        Assert.That((result.Canvas, result.Layers[0]), Is.EqualTo((new PixelSize(7, 5), (Layer)layer)));
    }

    [TestCase(536_870_912, 0, 5)]
    [TestCase(0, -536_870_913, 5)]
    [TestCase(0, 0, 536_870_912)]
    public void What_would_lie_too_far_away_is_refused(int x, int y, int height)
    {
        var layer = new PixelLayer { Name = "Far", Pixels = null, Offset = new(x, y) };
        var error = Assert.Throws<EnlargerException>(() => new LayeredPicture(new PixelSize(5, height), [layer]).Enlarge(4));
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Input));
        Assert.That(error.Message, Does.Contain("4x").And.EndsWith("."));
    }
}
