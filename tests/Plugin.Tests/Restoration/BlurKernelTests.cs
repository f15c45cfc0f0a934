using Enlarger.Imaging;
using Enlarger.Restoration;

namespace Enlarger.Tests.Restoration;

public class BlurKernelTests
{
    [Test]
    public void Weights_are_symmetric_and_add_up_to_one(
        [Values(nameof(BlurKind.None), nameof(BlurKind.Motion), nameof(BlurKind.Disk), nameof(BlurKind.Gaussian))] string kind, [Values(0.4f, 1f, 2.7f, 8f)] float radius, [Values(0f, 17f, 45f, 90f, 133f)] float angle)
    {
        float[] taps = new BlurKernel(Enum.Parse<BlurKind>(kind), radius, angle).Taps();
        Assert.That(taps.Sum(), Is.EqualTo(1).Within(1e-5));
        Assert.That(taps, Has.All.GreaterThanOrEqualTo(0f));
        for (int i = 0; i < taps.Length; i++) Assert.That(taps[i], Is.EqualTo(taps[taps.Length - 1 - i]).Within(1e-5));
    }

    [Test]
    public void A_motion_of_nine_pixels_to_the_right_is_nine_equal_weights()
    {
        var kernel = new BlurKernel(BlurKind.Motion, 4.5f);
        float[] taps = kernel.Taps();
        int side = (2 * kernel.Reach) + 1;
        float[] middle = taps[(kernel.Reach * side)..((kernel.Reach + 1) * side)];
        Assert.That(middle.Where(tap => tap > 1e-6), Has.Exactly(9).EqualTo(1f / 9).Within(1e-6));
        Assert.That(middle.Sum(), Is.EqualTo(1).Within(1e-5));
    }

    [Test]
    public void A_motion_downwards_is_one_to_the_right_turned()
    {
        var right = new BlurKernel(BlurKind.Motion, 3.2f);
        float[] across = right.Taps(), down = new BlurKernel(BlurKind.Motion, 3.2f, 90).Taps();
        int side = (2 * right.Reach) + 1;
        for (int i = 0; i < across.Length; i++) Assert.That(down[(i % side * side) + (i / side)], Is.EqualTo(across[i]).Within(1e-5));
    }

    [Test]
    public void Angles_turn_from_the_right_towards_the_lower_edge()
    {
        var kernel = new BlurKernel(BlurKind.Motion, 4, 45);
        int side = (2 * kernel.Reach) + 1;
        Assert.That(kernel.Taps()[((kernel.Reach + 2) * side) + kernel.Reach + 2], Is.GreaterThan(0.1f));
    }

    [Test]
    public void The_spread_of_a_kernel_is_that_of_its_shape([Values(2f, 3.5f, 6f)] float radius)
    {
        Assert.That(Variance(new BlurKernel(BlurKind.Gaussian, radius)), Is.EqualTo(radius * radius / 4).Within(2).Percent);

        // Within a pixel what lies in it is spread evenly, or not at all.
        Assert.That(Variance(new BlurKernel(BlurKind.Disk, radius)), Is.EqualTo((radius * radius / 4) + (1.0 / 12)).Within(4).Percent);
    }

    [Test]
    public void The_transfer_is_one_for_an_even_picture_and_at_most_one_elsewhere([Values(nameof(BlurKind.Motion), nameof(BlurKind.Disk), nameof(BlurKind.Gaussian))] string kind)
    {
        using FloatPlanes transfer = new BlurKernel(Enum.Parse<BlurKind>(kind), 3.3f, 20).Transfer(new FourierTransform(48, 32), new PlanePool());
        Assert.That(transfer.Span[0], Is.EqualTo(1).Within(1e-5));
        foreach (float value in transfer.Span) Assert.That(Math.Abs(value), Is.LessThanOrEqualTo(1.00001f));
    }

    [Test]
    public void No_blur_changes_nothing()
    {
        using FloatPlanes transfer = BlurKernel.None.Transfer(new FourierTransform(16, 16), new PlanePool());
        Assert.That(transfer.Span.ToArray(), Has.All.EqualTo(1f).Within(1e-6));
    }

    private static double Variance(BlurKernel kernel)
    {
        int side = (2 * kernel.Reach) + 1;
        return kernel.Taps().Select((tap, i) => tap * Math.Pow((i % side) - kernel.Reach, 2)).Sum();
    }
}
