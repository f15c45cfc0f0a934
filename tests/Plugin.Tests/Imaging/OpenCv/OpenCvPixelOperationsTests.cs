using System.Runtime.InteropServices;
using Enlarger.Imaging;
using Enlarger.Imaging.OpenCv;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Imaging.OpenCv;

/// <summary>OpenCV's flavour beside the one that needs nothing but .NET.</summary>
internal sealed class OpenCvPixelOperationsTests
{
    private const float Tolerance = 1e-4f;

    private readonly VectorPixelOperations _vector = new();
    private readonly OpenCvPixelOperations _openCv = new();

    private static IEnumerable<PixelFormat> Formats => PixelFormat.All;

    [OneTimeSetUp]
    public void Needs_its_native_library()
    {
        if (!OpenCvLibrary.IsUsable) Assert.Ignore("OpenCvSharp has no native library for this machine.");
    }

    [Test]
    public void It_is_the_best_flavour() => Assert.That(PixelOperations.Best, Is.TypeOf<OpenCvPixelOperations>());

    [Test]
    public void Both_flavours_take_pixels_apart_alike([ValueSource(nameof(Formats))] PixelFormat format, [Values(1, 37, 4000, 40_000)] int pixels, [Values] bool wantsAlpha)
    {
        var random = new Random(pixels);
        Picture picture = Picture.Make(pixels, 1, format, (_, _, _) => (random.NextDouble() * 3) - 1);
        FloatPlanes expected = Apart(_vector, picture, wantsAlpha), actual = Apart(_openCv, picture, wantsAlpha);
        Assert.That(actual.Span.ToArray(), Is.EqualTo(expected.Span.ToArray()).Within(Tolerance));
    }

    [Test]
    public void Both_flavours_put_pixels_together_alike([ValueSource(nameof(Formats))] PixelFormat format, [Values(1, 37, 4000, 40_000)] int pixels, [Values] bool isOpaque)
    {
        float[] values = Random(pixels * 4, pixels);
        Picture expected = Together(_vector, values, format, isOpaque), actual = Together(_openCv, values, format, isOpaque);

        // What lies half-way between two steps may become either.
        float step = format.Sample switch { SampleType.UInt8 => 1f / byte.MaxValue, SampleType.UInt16 => 1f / ushort.MaxValue, _ => 0f };
        float[] first = Samples(expected), second = Samples(actual);
        Assert.That(second, Is.EqualTo(first).Within(step + Tolerance));
        Assert.That(first.Zip(second).Count(pair => Math.Abs(pair.First - pair.Second) > Tolerance), Is.LessThanOrEqualTo(1 + (first.Length / 10_000)));
    }

    [Test]
    public void Both_flavours_blend_alike([Values(0, 1, 5, 100, 30_001)] int length)
    {
        float[] from = Random(length, 1), to = Random(length, 2), weights = [.. Random(length, 3).Select(value => Math.Clamp(value, 0f, 1f))];
        float[] expected = [.. to], actual = [.. to];
        _vector.Blend(from, weights, expected);
        _openCv.Blend(from, weights, actual);
        Assert.That(actual, Is.EqualTo(expected).Within(Tolerance));

        foreach (float weight in new[] { 0f, 0.3f, 1f })
        {
            (expected, actual) = ([.. to], [.. to]);
            _vector.Blend(from, weight, expected);
            _openCv.Blend(from, weight, actual);
            Assert.That(actual, Is.EqualTo(expected).Within(Tolerance));
        }
    }

    [Test]
    public void Both_flavours_blur_alike([Values(1, 64, 501)] int width, [Values(1, 33, 240)] int height, [Values(1, 6, 40)] int radius, [Values(0.5f, 1.5f, 12f)] float deviation)
    {
        float[] plane = Random(width * height, radius), expected = new float[plane.Length], actual = new float[plane.Length];
        _vector.Blur(plane, new PixelSize(width, height), deviation, radius, expected);
        _openCv.Blur(plane, new PixelSize(width, height), deviation, radius, actual);
        Assert.That(actual, Is.EqualTo(expected).Within(Tolerance));
    }

    private static FloatPlanes Apart(IPixelOperations operations, Picture picture, bool wantsAlpha)
    {
        var planes = new FloatPlanes(4, picture.Size.Width, 1);
        operations.ToPlanes(picture.Bytes, picture.Format, planes.Plane(0), planes.Plane(1), planes.Plane(2), wantsAlpha ? planes.Plane(3) : []);
        return planes;
    }

    private static Picture Together(IPixelOperations operations, float[] values, PixelFormat format, bool isOpaque)
    {
        int pixels = values.Length / 4;
        var picture = new Picture(new PixelSize(pixels, 1), format);
        operations.FromPlanes(
            values.AsSpan(0, pixels), values.AsSpan(pixels, pixels), values.AsSpan(2 * pixels, pixels), isOpaque ? [] : values.AsSpan(3 * pixels, pixels), picture.Bytes, format);
        return picture;
    }

    private static float[] Samples(Picture picture) => picture.Format.Sample switch
    {
        SampleType.UInt8 => [.. picture.Bytes.Select(value => value / (float)byte.MaxValue)],
        SampleType.UInt16 => [.. MemoryMarshal.Cast<byte, ushort>(picture.Bytes).ToArray().Select(value => value / (float)ushort.MaxValue)],
        SampleType.Half => [.. MemoryMarshal.Cast<byte, Half>(picture.Bytes).ToArray().Select(value => (float)value)],
        _ => MemoryMarshal.Cast<byte, float>(picture.Bytes).ToArray(),
    };

    // From -1 to 2: beyond both ends of the range of integers.
    private static float[] Random(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 3) - 1)];
    }
}
