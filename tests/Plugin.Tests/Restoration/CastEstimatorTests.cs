using System.Numerics;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Restoration;

namespace Enlarger.Tests.Restoration;

internal sealed class CastEstimatorTests
{
    [Test]
    public void A_cast_is_found_whatever_the_generator_draws_beside_it([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        FloatPlanes picture = DeadLeaves.Draw(200, 160, seed);
        ColorTransform cast = Cast(random), found = Estimate(picture, Changed(picture, cast, random, noise: 0.03))!;
        AssertSame(found, cast, picture, 1.5 / 255);
    }

    [Test]
    public void What_is_clipped_tells_nothing([Range(1, 5)] int seed)
    {
        // A bright picture that a gain drives into white, and the generator's output with it.
        FloatPlanes picture = DeadLeaves.Draw(200, 160, seed);
        foreach (ref float value in picture.Span) value = Math.Min(1f, value * 1.3f);
        var cast = new ColorTransform(new Matrix3(1.3, 0, 0, 0, 1, 0, 0, 0, 0.8), new Vector3(0.02f, 0, 0));
        FloatPlanes after = Changed(picture, cast, new Random(seed), noise: 0);
        foreach (ref float value in after.Span) value = Math.Clamp(value, 0f, 1f);
        AssertSame(Estimate(picture, after)!, cast, picture, 1.0 / 255);
    }

    [Test]
    public void What_is_hidden_does_not_count()
    {
        FloatPlanes picture = DeadLeaves.Draw(120, 100, 1), alpha = Opaque(picture);
        var cast = new ColorTransform(new Matrix3(1.1, 0, 0, 0, 1, 0, 0, 0, 0.85), Vector3.Zero);
        FloatPlanes after = Changed(picture, cast, new Random(1), noise: 0);
        for (int i = 0; i < alpha.Span.Length; i += 2)
        {
            alpha.Span[i] = 0;
            after.Plane(0)[i] = 0.5f;
            after.Plane(2)[i] = 0.9f;
        }

        AssertSame(CastEstimator.Estimate(picture, alpha, after)!, cast, picture, 0.5 / 255);
    }

    [Test]
    public void A_flat_picture_gets_the_change_of_its_one_color_and_nothing_wild_elsewhere()
    {
        FloatPlanes flat = Flat(200, 200, 0.6f, 0.5f, 0.4f), after = Flat(200, 200, 0.55f, 0.5f, 0.47f);
        ColorTransform found = Estimate(flat, after)!;
        AssertSame(found, new ColorTransform(new Matrix3(1, 0, 0, 0, 1, 0, 0, 0, 1), new Vector3(-0.05f, 0, 0.07f)), flat, 0.5 / 255);
        var corners = new FloatPlanes(3, 8, 1);
        for (int i = 0; i < 24; i++) corners.Span[i] = ((i % 8) >> (i / 8)) & 1;
        FloatPlanes moved = corners.Cut(new PixelArea(0, 0, 8, 1), new PlanePool());
        found.Apply(moved);
        for (int i = 0; i < 24; i++) Assert.That(moved.Span[i], Is.EqualTo(corners.Span[i]).Within(0.15));
    }

    [TestCase(1, 1)]
    [TestCase(2, 1)]
    public void A_few_pixels_hardly_change_anything(int width, int height)
    {
        ColorTransform? found = Estimate(Flat(width, height, 0.6f, 0.5f, 0.4f), Flat(width, height, 0.5f, 0.5f, 0.5f));
        if (found is null) return;
        FloatPlanes pixel = Flat(1, 1, 0.6f, 0.5f, 0.4f);
        found.Apply(pixel);
        Assert.That(pixel.Span[0], Is.EqualTo(0.6).Within(0.04));
        Assert.That(pixel.Span[2], Is.EqualTo(0.4).Within(0.04));
    }

    [Test]
    public void However_far_a_generator_goes_the_correction_stays_plausible([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        FloatPlanes picture = DeadLeaves.Draw(80, 60, seed), after = new(3, 80, 60);
        double[] wild = [.. Enumerable.Range(0, 12).Select(_ => (4 * random.NextDouble()) - 2)];
        for (int i = 0; i < after.Span.Length; i++)
        {
            (int channel, int pixel) = (i / 4800, i % 4800);
            double value = wild[9 + channel] + Enumerable.Range(0, 3).Sum(other => wild[(channel * 3) + other] * picture.Plane(other)[pixel]);
            after.Span[i] = (float)(0.5 + (0.4 * Math.Sin(value)));
        }

        if (Estimate(picture, after) is not { } found) return;
        Assert.That(found.Matrix.Determinant, Is.InRange(1.0 / 8, 8));
        for (int row = 0; row < 3; row++)
        {
            Assert.That(found.Matrix[row, row], Is.InRange(0.5, 2));
            Assert.That(found.Matrix.RowSum(row), Is.InRange(0.5, 2));
            Assert.That(found.Offset[row], Is.InRange(-0.25f, 0.25f));
            for (int column = 0; column < 3; column++) Assert.That(row == column ? 0 : found.Matrix[row, column], Is.InRange(-0.3, 0.3));
        }
    }

    [Test]
    public void A_correction_that_goes_too_far_is_taken_in_part_and_keeps_its_tint()
    {
        FloatPlanes flat = Flat(100, 100, 0.3f, 0.45f, 0.6f);
        FloatPlanes picture = DeadLeaves.Draw(100, 100, 4);
        foreach (ref float value in picture.Span) value = 0.1f + (0.25f * value);
        var far = new ColorTransform(new Matrix3(2.6, 0, 0, 0, 1, 0, 0, 0, 1.8), Vector3.Zero);
        ColorTransform found = Estimate(picture, Changed(picture, far, new Random(1), noise: 0))!;
        Assert.That(found.Matrix[0, 0], Is.InRange(1.85, 2));
        Assert.That((found.Matrix[2, 2] - 1) / (found.Matrix[0, 0] - 1), Is.EqualTo(0.8 / 1.6).Within(0.03));
        Assert.That(Estimate(flat, flat), Is.Null);
    }

    [Test]
    public void What_nobody_sees_is_no_correction()
    {
        FloatPlanes picture = DeadLeaves.Draw(120, 100, 3);
        var faint = new ColorTransform(new Matrix3(1, 0, 0, 0, 1, 0, 0, 0, 1), new Vector3(0.3f / 255, 0, -0.3f / 255));
        Assert.That(Estimate(picture, Changed(picture, faint, new Random(1), noise: 0.01)), Is.Null);
        Assert.That(Estimate(picture, picture), Is.Null);
    }

    [Test]
    public void Where_everything_is_clipped_there_is_nothing_to_tell()
    {
        FloatPlanes white = Flat(50, 50, 1, 0.99f, 1);
        Assert.That(Estimate(white, Flat(50, 50, 0.5f, 0.5f, 0.5f)), Is.Null);
    }

    [Test]
    public void Grey_throughout_is_no_colour()
    {
        Assert.That(CastEstimator.HasColor(Flat(9, 9, 0.3f, 0.3f, 0.3f)), Is.False);
        FloatPlanes almost = Flat(9, 9, 0.3f, 0.3f, 0.3f);
        almost.Plane(2)[40] = 0.31f;
        Assert.That(CastEstimator.HasColor(almost), Is.True);
    }

    private static ColorTransform? Estimate(FloatPlanes before, FloatPlanes after) => CastEstimator.Estimate(before, Opaque(before), after);

    // Within the limits, and such that mid-tones stay mid-tones.
    private static ColorTransform Cast(Random random)
    {
        double[] matrix = [.. Enumerable.Range(0, 9).Select(i => i % 4 == 0 ? Math.Pow(1.4, (2 * random.NextDouble()) - 1) : (0.2 * random.NextDouble()) - 0.1)];
        return new ColorTransform(new Matrix3(matrix), new Vector3(Offset(), Offset(), Offset()));

        float Offset() => (0.2f * random.NextSingle()) - 0.1f;
    }

    private static FloatPlanes Changed(FloatPlanes picture, ColorTransform cast, Random random, double noise)
    {
        FloatPlanes changed = picture.Cut(new PixelArea(0, 0, picture.Width, picture.Height), new PlanePool());
        cast.Apply(changed);
        foreach (ref float value in changed.Span) value += (float)(noise * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return changed;
    }

    // On the colours of the picture, since those that it has not cannot be told; in the mean, since no estimate is exact at the edge of what there is.
    private static void AssertSame(ColorTransform found, ColorTransform wanted, FloatPlanes picture, double tolerance)
    {
        FloatPlanes a = Changed(picture, found, new Random(1), noise: 0), b = Changed(picture, wanted, new Random(1), noise: 0);
        for (int channel = 0; channel < 3; channel++)
        {
            double squares = 0;
            for (int i = 0; i < a.Plane(channel).Length; i++) squares += Math.Pow(a.Plane(channel)[i] - b.Plane(channel)[i], 2);
            Assert.That(Math.Sqrt(squares / a.Plane(channel).Length), Is.LessThan(tolerance), $"channel {channel}");
        }
    }

    private static FloatPlanes Flat(int width, int height, float red, float green, float blue)
    {
        var planes = new FloatPlanes(3, width, height);
        planes.Plane(0).Fill(red);
        planes.Plane(1).Fill(green);
        planes.Plane(2).Fill(blue);
        return planes;
    }

    private static FloatPlanes Opaque(FloatPlanes picture)
    {
        var alpha = new FloatPlanes(1, picture.Width, picture.Height);
        alpha.Span.Fill(1);
        return alpha;
    }
}
