using System.Numerics.Tensors;
using Enlarger.Imaging.Color;

namespace Enlarger.Imaging.Quality;

/// <summary>
/// Compares two pictures of the same size, a few rows at a time: the peak signal-to-noise ratio of their colours and the structural
/// similarity of their luma. Samples count from 0 (black) to 1 (white) in sRGB, whatever the depth; grey stands for equal red, green and
/// blue; alpha does not count.
/// </summary>
public sealed class QualityMeter
{
    // The luma weights of ITU-R BT.601, which published values of SSIM are computed with.
    private const double RedWeight = 0.299, GreenWeight = 0.587, BlueWeight = 0.114;
    private readonly PixelSize _size;
    private readonly StructuralSimilarity? _similarity;
    private readonly double[][] _first;
    private readonly double[][] _second;
    private readonly float[][] _scratch;
    private readonly double[] _firstLuma;
    private readonly double[] _secondLuma;
    private double _squares;
    private int _rows;

    /// <summary>A meter for pictures of that size.</summary>
    public QualityMeter(PixelSize size)
    {
        _size = size;
        _first = [new double[size.Width], new double[size.Width], new double[size.Width]];
        _second = [new double[size.Width], new double[size.Width], new double[size.Width]];
        _scratch = [new float[size.Width], new float[size.Width], new float[size.Width]];
        _firstLuma = new double[size.Width];
        _secondLuma = new double[size.Width];
        if (Math.Min(size.Width, size.Height) >= StructuralSimilarity.Window) _similarity = new StructuralSimilarity(size.Width);
    }

    /// <summary>Compares the next row of either picture, both of them sRGB.</summary>
    /// <param name="first">A row of the first picture.</param>
    /// <param name="firstFormat">Its format.</param>
    /// <param name="second">The same row of the second picture.</param>
    /// <param name="secondFormat">Its format.</param>
    public void Add(ReadOnlySpan<byte> first, PixelFormat firstFormat, ReadOnlySpan<byte> second, PixelFormat secondFormat) =>
        Add(first, firstFormat, ColorEncoding.Srgb, second, secondFormat, ColorEncoding.Srgb);

    /// <summary>Compares the next row of either picture.</summary>
    /// <param name="first">A row of the first picture.</param>
    /// <param name="firstFormat">Its format.</param>
    /// <param name="firstEncoding">What its samples mean.</param>
    /// <param name="second">The same row of the second picture.</param>
    /// <param name="secondFormat">Its format.</param>
    /// <param name="secondEncoding">What its samples mean.</param>
    public void Add(
        ReadOnlySpan<byte> first, PixelFormat firstFormat, ColorEncoding firstEncoding, ReadOnlySpan<byte> second, PixelFormat secondFormat, ColorEncoding secondEncoding)
    {
        if (_rows++ == _size.Height) throw new InvalidOperationException("More rows than the pictures have.");

        ColorRow.Read(first, firstFormat, _first);
        ColorRow.Read(second, secondFormat, _second);
        ColorRow.ToSrgb(_first, firstEncoding, _scratch);
        ColorRow.ToSrgb(_second, secondEncoding, _scratch);
        for (int channel = 0; channel < 3; channel++) _squares += SquaredDistance(_first[channel], _second[channel]);

        if (_similarity is null) return;
        Luma(_first, _firstLuma);
        Luma(_second, _secondLuma);
        _similarity.Add(_firstLuma, _secondLuma);
    }

    /// <summary>The result, once every row was compared.</summary>
    public QualityResult Result()
    {
        if (_rows != _size.Height) throw new InvalidOperationException("Fewer rows than the pictures have.");

        double meanSquare = _squares / (3.0 * _size.Width * _size.Height);
        return new QualityResult(meanSquare == 0 ? double.PositiveInfinity : -10 * Math.Log10(meanSquare), _similarity?.Mean);
    }

    private static double SquaredDistance(double[] a, double[] b)
    {
        double distance = TensorPrimitives.Distance<double>(a, b);
        return distance * distance;
    }

    private static void Luma(double[][] color, double[] luma)
    {
        for (int x = 0; x < luma.Length; x++) luma[x] = (RedWeight * color[0][x]) + (GreenWeight * color[1][x]) + (BlueWeight * color[2][x]);
    }
}
