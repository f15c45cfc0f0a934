using BenchmarkDotNet.Attributes;
using Enlarger.Imaging;

namespace Enlarger.Benchmarks;

/// <summary>
/// What is done to each pixel in the flavours that this build has, over one megapixel: row by row, as tiles are worked on, but for the
/// blur, which takes a plane. The copy of the bytes of 8-bit pixels is the yardstick.
/// </summary>
public class PixelFlavours : IDisposable
{
    private const int Side = 1000;

    private static readonly PixelFormat Rgb8 = PixelFormat.Parse("rgb8"), Rgba16 = PixelFormat.Parse("rgba16"), Rgbaf32 = PixelFormat.Parse("rgbaf32");

    private static readonly Dictionary<string, IPixelOperations> Built = new IPixelOperations[] { new VectorPixelOperations(), PixelOperations.Best }
        .DistinctBy(flavour => flavour.GetType()).ToDictionary(flavour => flavour.GetType().Name.Replace(nameof(PixelOperations), "", StringComparison.Ordinal));

    private readonly FloatPlanes _planes = new(4, Side, Side);
    private readonly FloatPlanes _result = new(4, Side, Side);
    private readonly byte[] _pixels = new byte[Side * Side * 16];
    private readonly byte[] _copy = new byte[Side * Side * 16];
    private IPixelOperations _operations = null!;

    /// <summary>The names of the flavours.</summary>
    public static IEnumerable<string> Flavours => Built.Keys;

    /// <summary>The flavour that is measured.</summary>
    [ParamsSource(nameof(Flavours))]
    public string Flavour { get; set; } = "";

    /// <summary>Random pixels.</summary>
    [GlobalSetup]
    public void Fill()
    {
        _operations = Built[Flavour];
        var random = new Random(1);
        foreach (ref float value in _planes.Span) value = random.NextSingle();
        random.NextBytes(_pixels);
    }

    /// <summary>Frees the planes.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _planes.Dispose();
        _result.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The yardstick.</summary>
    [Benchmark(Baseline = true)]
    public void Copy() => _pixels.AsSpan(0, Side * Side * 3).CopyTo(_copy);

    /// <summary>Interleaved bytes to planes.</summary>
    [Benchmark]
    public void ToPlanes() => ToPlanes(Rgb8);

    /// <summary>The same of 16 bits with alpha.</summary>
    [Benchmark]
    public void ToPlanesOf16() => ToPlanes(Rgba16);

    /// <summary>The same of floats with alpha, some of which are no numbers.</summary>
    [Benchmark]
    public void ToPlanesOfFloats() => ToPlanes(Rgbaf32);

    /// <summary>Planes to interleaved bytes.</summary>
    [Benchmark]
    public void FromPlanes() => FromPlanes(Rgb8);

    /// <summary>The same of 16 bits with alpha.</summary>
    [Benchmark]
    public void FromPlanesOf16() => FromPlanes(Rgba16);

    /// <summary>The same of floats with alpha.</summary>
    [Benchmark]
    public void FromPlanesOfFloats() => FromPlanes(Rgbaf32);

    /// <summary>One plane by a weight for each row.</summary>
    [Benchmark]
    public void Blend()
    {
        for (int y = 0; y < Side; y++) _operations.Blend(_planes.Row(0, y), 0.25f, _planes.Row(1, y));
    }

    /// <summary>One plane by a weight for each value.</summary>
    [Benchmark]
    public void BlendByWeights()
    {
        for (int y = 0; y < Side; y++) _operations.Blend(_planes.Row(0, y), _planes.Row(2, y), _planes.Row(1, y));
    }

    /// <summary>One plane by a Gaussian of 1.5 pixels.</summary>
    [Benchmark]
    public void Blur() => _operations.Blur(_planes.Plane(0), new PixelSize(Side, Side), 1.5f, 6, _result.Plane(0));

    private void ToPlanes(PixelFormat format)
    {
        int bytes = Side * format.BytesPerPixel;
        for (int y = 0; y < Side; y++)
        {
            _operations.ToPlanes(
                _pixels.AsSpan(y * bytes, bytes), format, _result.Row(0, y), _result.Row(1, y), _result.Row(2, y), format.HasAlpha ? _result.Row(3, y) : []);
        }
    }

    private void FromPlanes(PixelFormat format)
    {
        int bytes = Side * format.BytesPerPixel;
        for (int y = 0; y < Side; y++)
        {
            _operations.FromPlanes(
                _planes.Row(0, y), _planes.Row(1, y), _planes.Row(2, y), format.HasAlpha ? _planes.Row(3, y) : [], _copy.AsSpan(y * bytes, bytes), format);
        }
    }
}
