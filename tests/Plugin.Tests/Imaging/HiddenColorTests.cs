using Enlarger.Imaging;

namespace Enlarger.Tests.Imaging;

internal sealed class HiddenColorTests
{
    [Test]
    public void What_is_hidden_has_no_influence_and_what_is_visible_is_untouched([Range(1, 10)] int seed)
    {
        var random = new Random(seed);
        using var alpha = new FloatPlanes(1, 50, 40);
        foreach (ref float value in alpha.Span) value = random.Next(4) == 0 ? 1f / 16 + random.NextSingle() : 0f;
        using FloatPlanes first = Noise(50, 40, random), second = new FloatPlanes(3, 50, 40);
        for (int i = 0; i < second.Span.Length; i++) second.Span[i] = alpha.Span[i % 2000] > 0 ? first.Span[i] : random.NextSingle() * 100;
        float[] before = first.Span.ToArray();

        HiddenColor.Replace(first, alpha);
        HiddenColor.Replace(second, alpha);

        Assert.That(first.Span.ToArray(), Is.EqualTo(second.Span.ToArray()));
        for (int i = 0; i < before.Length; i++)
        {
            if (alpha.Span[i % 2000] > 0) Assert.That(first.Span[i], Is.EqualTo(before[i]));
        }
    }

    [Test]
    public void The_nearest_visible_colour_is_carried_outwards()
    {
        using var alpha = new FloatPlanes(1, 60, 9);
        using var color = new FloatPlanes(3, 60, 9);
        for (int y = 0; y < 9; y++)
        {
            alpha.Row(0, y)[..10].Fill(1f);
            color.Row(0, y)[..10].Fill(0.9f);
            color.Row(1, y)[..10].Fill(0.3f);
        }

        Assert.That(HiddenColor.Replace(color, alpha), Is.True);
        Assert.That(color.Row(0, 4)[10..26].ToArray(), Is.All.EqualTo(0.9f).Within(1e-6f));
        Assert.That(color.Row(1, 4)[10..26].ToArray(), Is.All.EqualTo(0.3f).Within(1e-6f));
        Assert.That(color.Row(0, 4)[26..].ToArray(), Is.All.EqualTo(0.5f));
    }

    [Test]
    public void The_colour_of_a_faint_pixel_counts_the_less_the_fainter_it_is()
    {
        using var alpha = new FloatPlanes(1, 9, 1);
        using var color = new FloatPlanes(3, 9, 1);
        foreach ((int x, float value) in new[] { (0, 1f), (1, 1f), (2, 1f / 16), (3, 1f / 32), (4, 1f / 255) }) alpha.Span[x] = value;
        color.Row(0, 0)[2..5].Fill(1f);

        HiddenColor.Replace(color, alpha);

        Assert.That(color.Row(0, 0)[2], Is.EqualTo(1f));
        Assert.That(color.Row(0, 0)[3], Is.InRange(0.5f, 0.6f));
        Assert.That(color.Row(0, 0)[4], Is.InRange(0.05f, 0.2f));
        Assert.That(color.Row(0, 0)[5], Is.InRange(0f, 0.1f));
    }

    [Test]
    public void A_picture_without_anything_visible_says_so()
    {
        using var alpha = new FloatPlanes(1, 5, 5);
        using var color = new FloatPlanes(3, 5, 5);
        Assert.That(HiddenColor.Replace(color, alpha), Is.False);
        alpha.Span[12] = 1f / 65535f;
        Assert.That(HiddenColor.Replace(color, alpha), Is.True);
    }

    [Test]
    public void Grey_stays_grey()
    {
        var random = new Random(1);
        using var alpha = new FloatPlanes(1, 30, 30);
        foreach (ref float value in alpha.Span) value = random.Next(3) == 0 ? random.NextSingle() : 0f;
        using FloatPlanes color = Noise(30, 30, random);
        color.Plane(0).CopyTo(color.Plane(1));
        color.Plane(0).CopyTo(color.Plane(2));

        HiddenColor.Replace(color, alpha);

        Assert.That(color.Plane(1).ToArray(), Is.EqualTo(color.Plane(0).ToArray()));
        Assert.That(color.Plane(2).ToArray(), Is.EqualTo(color.Plane(0).ToArray()));
    }

    private static FloatPlanes Noise(int width, int height, Random random)
    {
        var planes = new FloatPlanes(3, width, height);
        foreach (ref float value in planes.Span) value = random.NextSingle();
        return planes;
    }
}
