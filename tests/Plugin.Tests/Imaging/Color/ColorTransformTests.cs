using System.Numerics;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;

namespace Enlarger.Tests.Imaging.Color;

internal sealed class ColorTransformTests
{
    private static readonly ColorTransform Transform = new(new Matrix3(1.2, -0.1, 0.05, 0.02, 0.9, 0, -0.3, 0.1, 1.5), new Vector3(-0.1f, 0.02f, 0.2f));

    [Test]
    public void Every_pixel_becomes_what_the_matrix_and_the_offset_say_wherever_it_lies()
    {
        (float Red, float Green, float Blue) color = (0.31f, -2f, 70f);
        float[][] results = [.. Enumerable.Range(1, 40).Select(width => Apply(Transform, width, color))];
        Assert.That(results[0][0], Is.EqualTo((1.2 * 0.31) + 0.2 + 3.5 - 0.1).Within(1e-5));
        Assert.That(results[0][1], Is.EqualTo((0.02 * 0.31) - 1.8 + 0.02).Within(1e-5));
        Assert.That(results[0][2], Is.EqualTo((-0.3 * 0.31) - 0.2 + 105 + 0.2).Within(1e-4));
        foreach (float[] result in results) Assert.That(result.Chunk(result.Length / 3).Select(plane => plane.Distinct().Single()), Is.EqualTo(results[0]));
    }

    [Test]
    public void The_identity_changes_nothing() =>
        Assert.That(Apply(new ColorTransform(new Matrix3(1, 0, 0, 0, 1, 0, 0, 0, 1), Vector3.Zero), 1, (0.1f, 0.7f, 1.3f)), Is.EqualTo(new[] { 0.1f, 0.7f, 1.3f }));

    [Test]
    public void A_matrix_s_determinant_is_the_volume_that_it_gives_a_cube()
    {
        Assert.That(new Matrix3(2, 0, 0, 0, 3, 0, 0, 0, 0.5).Determinant, Is.EqualTo(3).Within(1e-12));
        Assert.That(new Matrix3(1, 2, 3, 4, 5, 6, 7, 8, 9).Determinant, Is.Zero.Within(1e-12));
        Assert.That((Transform.Matrix * Transform.Matrix.Inverse()).Determinant, Is.EqualTo(1).Within(1e-12));
    }

    private static float[] Apply(ColorTransform transform, int width, (float Red, float Green, float Blue) color)
    {
        var planes = new FloatPlanes(3, width, 1);
        planes.Plane(0).Fill(color.Red);
        planes.Plane(1).Fill(color.Green);
        planes.Plane(2).Fill(color.Blue);
        transform.Apply(planes);
        return planes.Span.ToArray();
    }
}
