using Enlarger.Imaging;
using Enlarger.Restoration;

namespace Enlarger.Tests.Restoration;

public class DeconvolverTests
{
    private const float Clean = 0.3f / 255;

    [TestCase(nameof(BlurKind.Disk), 3f, 0f, 6)]
    [TestCase(nameof(BlurKind.Disk), 5f, 0f, 5)]
    [TestCase(nameof(BlurKind.Gaussian), 3f, 0f, 3)]
    [TestCase(nameof(BlurKind.Motion), 4.5f, 30f, 8)]
    [TestCase(nameof(BlurKind.Motion), 7.5f, 0f, 4)]
    public void A_blur_is_undone(string kind, float radius, float angle, double decibels)
    {
        var kernel = new BlurKernel(Enum.Parse<BlurKind>(kind), radius, angle);
        (FloatPlanes blurred, FloatPlanes sharp) = DeadLeaves.Blur(DeadLeaves.Draw(180, 150, 3), kernel);
        using FloatPlanes restored = Run(new Deconvolver(kernel, Clean), blurred);
        Assert.That(DeadLeaves.Psnr(restored, sharp) - DeadLeaves.Psnr(blurred, sharp), Is.GreaterThan(decibels));
    }

    [Test]
    public void Noise_is_not_sharpened_with_the_picture()
    {
        var kernel = new BlurKernel(BlurKind.Disk, 3);
        (FloatPlanes blurred, FloatPlanes sharp) = DeadLeaves.Blur(DeadLeaves.Draw(180, 150, 3), kernel, noise: 6.0 / 255);
        using FloatPlanes restored = Run(new Deconvolver(kernel, 4.5f / 255), blurred);
        Assert.That(DeadLeaves.Psnr(restored, sharp) - DeadLeaves.Psnr(blurred, sharp), Is.GreaterThan(1.5));
    }

    [Test]
    public void A_step_does_not_ring()
    {
        var kernel = new BlurKernel(BlurKind.Disk, 4);
        var step = new FloatPlanes(3, 140, 120);
        for (int i = 0; i < step.Span.Length; i++) step.Span[i] = i % 140 < 67 ? 0.3f : 0.7f;
        using FloatPlanes restored = Run(new Deconvolver(kernel, 1f / 255), DeadLeaves.Blur(step, kernel).Blurred);
        foreach (float value in restored.Span) Assert.That(value, Is.InRange(0.28f, 0.72f));
    }

    [Test]
    public void An_even_picture_stays_even_and_grey_stays_grey()
    {
        var flat = new FloatPlanes(3, 50, 40);
        flat.Span.Fill(0.4f);
        using FloatPlanes even = Run(new Deconvolver(new BlurKernel(BlurKind.Motion, 6, 20), Clean), flat);
        Assert.That(even.Span.ToArray(), Has.All.EqualTo(0.4f).Within(1e-4));

        FloatPlanes gray = DeadLeaves.Draw(60, 70, 4);
        gray.Plane(0).CopyTo(gray.Plane(1));
        gray.Plane(0).CopyTo(gray.Plane(2));
        using FloatPlanes restored = Run(new Deconvolver(new BlurKernel(BlurKind.Disk, 2), Clean), gray);
        for (int i = 0; i < 60 * 70; i++)
        {
            Assert.That(restored.Plane(1)[i], Is.EqualTo(restored.Plane(0)[i]).Within(1e-5));
            Assert.That(restored.Plane(2)[i], Is.EqualTo(restored.Plane(0)[i]).Within(1e-5));
        }
    }

    [TestCase(nameof(BlurKind.Disk), 3f)]
    [TestCase(nameof(BlurKind.Motion), 5f)]
    [TestCase(nameof(BlurKind.Gaussian), 3f)]
    public void A_tile_with_its_halo_agrees_with_the_whole(string kind, float radius)
    {
        var kernel = new BlurKernel(Enum.Parse<BlurKind>(kind), radius, 25);
        FloatPlanes blurred = DeadLeaves.Blur(DeadLeaves.Draw(300, 240, 6), kernel, noise: 1.0 / 255).Blurred;
        var deconvolver = new Deconvolver(kernel, 1f / 255);
        using FloatPlanes whole = Run(deconvolver, blurred);
        var bounds = new PixelSize(blurred.Width, blurred.Height);
        var core = new PixelArea(100, 80, 64, 64);
        PixelArea area = core.Grow(deconvolver.Halo, bounds);
        using FloatPlanes tile = Run(deconvolver, blurred.Cut(area, new PlanePool()));
        using FloatPlanes part = tile.Cut(core.Within(area), new PlanePool()), same = whole.Cut(core, new PlanePool());
        Assert.That(DeadLeaves.Psnr(part, same), Is.GreaterThan(kind == nameof(BlurKind.Motion) ? 40 : 45));
    }

    [Test]
    public void Any_size_comes_back_in_its_size([Values(1, 2, 37)] int width, [Values(1, 16, 45)] int height)
    {
        FloatPlanes picture = DeadLeaves.Draw(width, height, 8);
        using FloatPlanes restored = Run(new Deconvolver(new BlurKernel(BlurKind.Disk, 6), 2f / 255), picture);
        Assert.That((restored.Channels, restored.Width, restored.Height), Is.EqualTo((3, width, height)));
        foreach (float value in restored.Span) Assert.That(float.IsFinite(value));
    }

    [Test]
    public void Several_threads_at_once_get_what_one_gets()
    {
        FloatPlanes blurred = DeadLeaves.Draw(90, 80, 2);
        var deconvolver = new Deconvolver(new BlurKernel(BlurKind.Disk, 2), Clean);
        var pool = new PlanePool();
        float[] alone = deconvolver.Run(blurred, pool, CancellationToken.None).Span.ToArray();
        float[][] together = new float[4][];
        Parallel.For(0, together.Length, i => together[i] = deconvolver.Run(blurred, pool, CancellationToken.None).Span.ToArray());
        Assert.That(together, Has.All.EqualTo(alone));
    }

    [Test]
    public void It_can_be_cancelled()
    {
        Assert.That(
            () => new Deconvolver(new BlurKernel(BlurKind.Disk, 2), Clean).Run(DeadLeaves.Draw(90, 80, 2), new PlanePool(), new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    private static FloatPlanes Run(Deconvolver deconvolver, FloatPlanes input) => deconvolver.Run(input, new PlanePool(), CancellationToken.None);
}
