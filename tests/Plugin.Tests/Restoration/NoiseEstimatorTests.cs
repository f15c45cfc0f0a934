using Enlarger.Imaging;
using Enlarger.Restoration;

namespace Enlarger.Tests.Restoration;

public class NoiseEstimatorTests
{
    [Test]
    public void Noise_on_a_slope_is_measured([Values(1, 3, 8)] int steps)
    {
        var random = new Random(steps);
        var patch = new FloatPlanes(1, 128, 128);
        for (int i = 0; i < patch.Span.Length; i++)
        {
            double bell = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            patch.Span[i] = (float)(0.2 + (0.004 * (i % 128)) + (bell * steps / 255));
        }

        Assert.That(NoiseEstimator.Estimate([patch]) * 255, Is.EqualTo(steps).Within(20).Percent);
    }

    [Test]
    public void A_clean_patch_has_none()
    {
        var patch = new FloatPlanes(1, 64, 64);
        for (int i = 0; i < patch.Span.Length; i++) patch.Span[i] = i % 64 / 64f;
        Assert.That(NoiseEstimator.Estimate([patch]), Is.LessThan(1e-5f));
    }

    [Test]
    public void The_calmest_part_of_a_picture_tells_it()
    {
        FloatPlanes leaves = DeadLeaves.Luma(DeadLeaves.Draw(64, 64, 1));
        var random = new Random(2);
        var calm = new FloatPlanes(1, 64, 64);
        foreach (ref float value in calm.Span) value = 0.5f + ((random.NextSingle() - 0.5f) * MathF.Sqrt(12) * 2 / 255);
        Assert.That(NoiseEstimator.Estimate([leaves, calm]) * 255, Is.EqualTo(2).Within(25).Percent);
    }

    [Test]
    public void Where_nothing_can_be_measured_there_is_none()
    {
        Assert.That(NoiseEstimator.Estimate([]), Is.Zero);
        Assert.That(NoiseEstimator.Estimate([new FloatPlanes(1, 1, 1), new FloatPlanes(1, 200, 3)]), Is.Zero);
    }
}
