using Enlarger.Imaging;
using Enlarger.Inference;
using Enlarger.Inference.Faults;
using Enlarger.Models;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Inference;

internal sealed class NetworkGeneratorTests
{
    [Test]
    public void A_tile_meets_layout_white_and_size_multiple_of_its_description(
        [Values] TensorLayout layout, [Values(1, 255)] int white, [Values(1, 4)] int multiple, [Values(1, 2)] int scale)
    {
        var session = new RepeatingSession(layout, scale);
        using var generator = new NetworkGenerator(Descriptions.Of(scale, layout, white, multiple), session);
        using var input = new FloatPlanes(3, 7, 5);
        for (int i = 0; i < input.Span.Length; i++) input.Span[i] = i / 1000f;

        using FloatPlanes output = generator.Run(input, new PlanePool(), CancellationToken.None);

        Assert.That((output.Width, output.Height), Is.EqualTo((7 * scale, 5 * scale)));
        for (int channel = 0; channel < 3; channel++)
        {
            for (int y = 0; y < output.Height; y++)
            {
                for (int x = 0; x < output.Width; x++) Assert.That(output.Row(channel, y)[x], Is.EqualTo(input.Row(channel, y / scale)[x / scale]).Within(1e-6f));
            }
        }

        int width = multiple == 4 ? 8 : 7, height = multiple == 4 ? 8 : 5;
        Assert.That(session.Shape, Is.EqualTo(layout == TensorLayout.Nchw ? new long[] { 1, 3, height, width } : new long[] { 1, height, width, 3 }));
        Assert.That(session.Largest, Is.EqualTo(white * 0.104f).Within(white * 1e-6f));
    }

    [Test]
    public void Values_that_are_no_numbers_are_never_passed_on([Values(float.NaN, float.PositiveInfinity)] float value)
    {
        using var generator = new NetworkGenerator(Descriptions.Of(1), new RepeatingSession(TensorLayout.Nchw, 1) { Spoil = value });
        using var input = new FloatPlanes(3, 9, 9);
        Assert.That(
            Assert.Throws<DeviceFault>(() => generator.Run(input, new PlanePool(), CancellationToken.None))!.Kind, Is.EqualTo(FaultKind.WrongValues));
    }

    // Repeats every pixel; one value can be spoilt.
    private sealed class RepeatingSession(TensorLayout layout, int scale) : IInferenceSession
    {
        public float? Spoil { get; init; }

        public long[] Shape { get; private set; } = [];

        public float Largest { get; private set; }

        public void Run(Memory<float> input, long[] inputShape, Memory<float> output, long[] outputShape, CancellationToken cancellation)
        {
            Shape = inputShape;
            Largest = input.ToArray().Max();
            (int height, int width) = layout == TensorLayout.Nchw ? ((int)inputShape[2], (int)inputShape[3]) : ((int)inputShape[1], (int)inputShape[2]);
            for (int i = 0; i < output.Length; i++)
            {
                int channel, x, y;
                if (layout == TensorLayout.Nchw) (channel, y, x) = (i / (width * scale * height * scale), i / (width * scale) % (height * scale), i % (width * scale));
                else (y, x, channel) = (i / (3 * width * scale), i / 3 % (width * scale), i % 3);
                int from = layout == TensorLayout.Nchw ? (((channel * height) + (y / scale)) * width) + (x / scale) : ((((y / scale) * width) + (x / scale)) * 3) + channel;
                output.Span[i] = input.Span[from];
            }

            if (Spoil is { } value) output.Span[5] = value;
        }

        public void Dispose()
        {
        }
    }
}
