using Enlarger.Imaging;
using Enlarger.Restoration;

namespace Enlarger.Tests.Restoration;

public class BlurEstimatorTests
{
    private readonly FloatPlanes _leaves = DeadLeaves.Draw(300, 280, 5);

    [OneTimeTearDown]
    public void Forget() => _leaves.Dispose();

    [TestCase(nameof(BlurKind.Disk), 2f, 0f)]
    [TestCase(nameof(BlurKind.Disk), 3f, 0f)]
    [TestCase(nameof(BlurKind.Disk), 5.4f, 0f)]
    [TestCase(nameof(BlurKind.Gaussian), 3f, 0f)]
    [TestCase(nameof(BlurKind.Gaussian), 4.4f, 0f)]
    [TestCase(nameof(BlurKind.Motion), 4.5f, 30f)]
    [TestCase(nameof(BlurKind.Motion), 4.5f, 90f)]
    [TestCase(nameof(BlurKind.Motion), 7.5f, 117f)]
    public void A_blur_is_recognised(string kind, float radius, float angle)
    {
        BlurEstimate estimate = Estimate(DeadLeaves.Blur(_leaves, new BlurKernel(Enum.Parse<BlurKind>(kind), radius, angle)).Blurred);
        Assert.That(estimate.Kernel.Kind, Is.EqualTo(Enum.Parse<BlurKind>(kind)));
        Assert.That(estimate.Kernel.Radius, Is.EqualTo(radius).Within(kind == nameof(BlurKind.Gaussian) ? 20 : 4).Percent);
        if (kind == nameof(BlurKind.Motion)) Assert.That(estimate.Kernel.Angle, Is.EqualTo(angle).Within(7));
        Assert.That(estimate.Confidence, Is.InRange(0.3f, 1f));
    }

    [Test]
    public void A_blur_is_recognised_under_noise()
    {
        BlurEstimate estimate = Estimate(DeadLeaves.Blur(_leaves, new BlurKernel(BlurKind.Disk, 3), noise: 3.0 / 255).Blurred);
        Assert.That(estimate.Kernel.Kind, Is.EqualTo(BlurKind.Disk));
        Assert.That(estimate.Kernel.Radius, Is.EqualTo(3).Within(5).Percent);

        // In luma, which is a mean of three.
        Assert.That(estimate.Noise * 255, Is.EqualTo(2.3).Within(25).Percent);
    }

    [Test]
    public void A_sharp_picture_has_none([Range(1, 6)] int seed)
    {
        BlurEstimate estimate = Estimate(DeadLeaves.Blur(DeadLeaves.Draw(256, 256, seed), BlurKernel.None, seed * 0.5 / 255).Blurred);
        Assert.That(estimate.Kernel, Is.EqualTo(BlurKernel.None));
    }

    [Test]
    public void Background_out_of_focus_is_no_blur()
    {
        FloatPlanes sharp = DeadLeaves.Draw(256, 256, 9), soft = DeadLeaves.Blur(DeadLeaves.Draw(268, 268, 10), new BlurKernel(BlurKind.Disk, 5)).Blurred;
        Assert.That(Estimate(sharp, soft).Kernel, Is.EqualTo(BlurKernel.None));
    }

    [Test]
    public void A_radius_that_is_known_is_kept_and_the_rest_is_found()
    {
        FloatPlanes patch = DeadLeaves.Luma(DeadLeaves.Blur(_leaves, new BlurKernel(BlurKind.Motion, 4.5f, 60)).Blurred);
        BlurKernel kernel = BlurEstimator.Estimate([patch], new BlurConstraints(OutOfFocus: false, Radius: 4), new PlanePool(), CancellationToken.None).Kernel;
        Assert.That(kernel.Kind, Is.EqualTo(BlurKind.Motion));
        Assert.That(kernel.Radius, Is.EqualTo(4));
        Assert.That(kernel.Angle, Is.EqualTo(60).Within(7));
    }

    [Test]
    public void A_kind_that_is_known_is_kept()
    {
        FloatPlanes patch = DeadLeaves.Luma(DeadLeaves.Blur(_leaves, new BlurKernel(BlurKind.Motion, 4.5f, 60)).Blurred);
        BlurKernel kernel = BlurEstimator.Estimate([patch], new BlurConstraints(Motion: false, Radius: 2), new PlanePool(), CancellationToken.None).Kernel;
        Assert.That(kernel.Kind, Is.AnyOf(BlurKind.Disk, BlurKind.Gaussian));
    }

    [TestCase(1, 1)]
    [TestCase(127, 4000)]
    [TestCase(128, 128)]
    public void Of_a_picture_that_is_small_or_flat_nothing_is_said(int width, int height)
    {
        var patch = new FloatPlanes(1, width, height);
        patch.Span.Fill(0.25f);
        BlurEstimate estimate = BlurEstimator.Estimate([patch], new BlurConstraints(), new PlanePool(), CancellationToken.None);
        Assert.That(estimate.Kernel, Is.EqualTo(BlurKernel.None));

        // Who knows the radius is taken at his word; a motion's direction cannot be made up.
        Assert.That(Known(true, true), Is.EqualTo(new BlurKernel(BlurKind.Disk, 3)));
        Assert.That(Known(true, false), Is.EqualTo(BlurKernel.None));

        BlurKernel Known(bool motion, bool outOfFocus) =>
            BlurEstimator.Estimate([patch], new BlurConstraints(motion, outOfFocus, 3), new PlanePool(), CancellationToken.None).Kernel;
    }

    [Test]
    public void A_regular_pattern_does_no_harm()
    {
        var patch = new FloatPlanes(1, 256, 256);
        for (int i = 0; i < patch.Span.Length; i++) patch.Span[i] = ((i % 256 / 8) + (i / 256 / 8)) % 2;
        BlurEstimate estimate = BlurEstimator.Estimate([patch], new BlurConstraints(), new PlanePool(), CancellationToken.None);
        Assert.That(float.IsFinite(estimate.Noise) && float.IsFinite(estimate.Confidence) && float.IsFinite(estimate.Kernel.Radius));
        Assert.That(estimate.Kernel, Is.EqualTo(BlurKernel.None));
    }

    [Test]
    public void It_can_be_cancelled()
    {
        Assert.That(
            () => BlurEstimator.Estimate([DeadLeaves.Luma(_leaves)], new BlurConstraints(), new PlanePool(), new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    private static BlurEstimate Estimate(params FloatPlanes[] pictures) =>
        BlurEstimator.Estimate([.. pictures.Select(DeadLeaves.Luma)], new BlurConstraints(), new PlanePool(), CancellationToken.None);
}
