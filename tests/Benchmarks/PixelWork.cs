using BenchmarkDotNet.Attributes;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;

namespace Enlarger.Benchmarks;

/// <summary>What is done to each pixel besides inference, the same in every flavour, over one megapixel; the copy of its bytes is the yardstick.</summary>
public class PixelWork : IDisposable
{
    private const int Side = 1000;

    private delegate void Conversion(Span<float> red, Span<float> green, Span<float> blue);

    private static readonly MatrixEncoding Wide = NewWide();

    private readonly PlanePool _pool = new();
    private readonly FloatPlanes _planes = new(3, Side, Side);
    private readonly FloatPlanes _enlarged = new(1, Side, Side);
    private readonly byte[] _pixels = new byte[Side * Side * 3];
    private readonly byte[] _copy = new byte[Side * Side * 3];

    /// <summary>Random pixels.</summary>
    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        random.NextBytes(_pixels);
        foreach (ref float value in _planes.Span) value = random.NextSingle();
    }

    /// <summary>Frees the planes.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _planes.Dispose();
        _enlarged.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The yardstick.</summary>
    [Benchmark(Baseline = true)]
    public void Copy() => _pixels.CopyTo(_copy, 0);

    /// <summary>One plane of a Lanczos enlargement, a megapixel of result.</summary>
    [Benchmark]
    public void Lanczos() => Resampler.Resize(
        ResamplingKernel.Lanczos3, _planes.Plane(0)[..(250 * 250)], new PixelSize(250, 250), new PixelSize(Side, Side), new PixelArea(0, 0, Side, Side), _enlarged.Span, _pool);

    /// <summary>One plane reduced to half, a quarter of a megapixel of result.</summary>
    [Benchmark]
    public void Reduce() => Resampler.Resize(
        ResamplingKernel.Area, _planes.Plane(0), new PixelSize(Side, Side), new PixelSize(Side / 2, Side / 2), new PixelArea(0, 0, Side / 2, Side / 2), _enlarged.Span, _pool);

    /// <summary>The map of grey of a picture with colour and grey.</summary>
    [Benchmark]
    public void Gray()
    {
        _planes.Row(1, 0).CopyTo(_planes.Row(0, 0));
        _planes.Row(1, 0).CopyTo(_planes.Row(2, 0));
        GrayMap.Measure(_planes, new PixelArea(0, 0, Side, Side), new PixelArea(0, 0, Side, Side), _pool)?.Dispose();
    }

    /// <summary>Adobe RGB, or what is as much work, to sRGB, and the copy of a row.</summary>
    [Benchmark]
    public void ToSrgb() => Convert(Wide.ToSrgb);

    /// <summary>And back.</summary>
    [Benchmark]
    public void FromSrgb() => Convert(Wide.FromSrgb);

    private void Convert(Conversion convert)
    {
        for (int y = 0; y < Side; y++)
        {
            for (int channel = 0; channel < 3; channel++) _planes.Row(channel, y).CopyTo(_enlarged.Row(0, channel));
            convert(_enlarged.Row(0, 0), _enlarged.Row(0, 1), _enlarged.Row(0, 2));
        }
    }

    private static MatrixEncoding NewWide()
    {
        var curve = ParametricCurve.Create(2.2);
        return new MatrixEncoding([curve, curve, curve], new Matrix3(1.3984, -0.3984, 0, 0, 1, 0, 0, -0.0429, 1.0429));
    }
}
