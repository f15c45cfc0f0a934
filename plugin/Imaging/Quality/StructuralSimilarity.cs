using System.Numerics.Tensors;

namespace Enlarger.Imaging.Quality;

/// <summary>
/// The mean structural similarity of Wang, Bovik, Sheikh and Simoncelli (2004): a Gaussian window of 11x11 pixels with a standard
/// deviation of 1.5, placed wherever it lies wholly inside the picture, K1 = 0.01 and K2 = 0.03, over values from 0 to 1.
/// </summary>
internal sealed class StructuralSimilarity
{
    /// <summary>The side of the window.</summary>
    public const int Window = 11;

    private const double Deviation = 1.5;
    private const double C1 = 0.01 * 0.01, C2 = 0.03 * 0.03;

    // The five local means: of either picture, of either's square, and of their product.
    private const int Moments = 5;
    private static readonly double[] Weights = NewWeights();
    private readonly double[] _product;
    private readonly double[][][] _across;
    private readonly double[][] _means;
    private double _sum;
    private long _windows;
    private int _rows;

    /// <summary>Similarity of pictures that wide, at least a window.</summary>
    public StructuralSimilarity(int width)
    {
        int places = width - Window + 1;
        _product = new double[width];
        _across = [.. Enumerable.Range(0, Window).Select(_ => NewRows(places))];
        _means = NewRows(places);
    }

    /// <summary>The mean over the windows so far.</summary>
    public double Mean => _sum / _windows;

    /// <summary>Takes the next row of either picture.</summary>
    public void Add(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[][] row = _across[_rows++ % Window];
        WeighAcross(first, row[0]);
        WeighAcross(second, row[1]);
        TensorPrimitives.Multiply(first, first, _product);
        WeighAcross(_product, row[2]);
        TensorPrimitives.Multiply(second, second, _product);
        WeighAcross(_product, row[3]);
        TensorPrimitives.Multiply(first, second, _product);
        WeighAcross(_product, row[4]);
        if (_rows >= Window) Compare();
    }

    private static void WeighAcross(ReadOnlySpan<double> source, double[] target)
    {
        Array.Clear(target);
        for (int tap = 0; tap < Window; tap++) TensorPrimitives.MultiplyAdd(source.Slice(tap, target.Length), Weights[tap], target, target);
    }

    private void Compare()
    {
        for (int moment = 0; moment < Moments; moment++)
        {
            double[] mean = _means[moment];
            Array.Clear(mean);
            // The oldest of the rows kept is the one that the next would replace.
            for (int tap = 0; tap < Window; tap++) TensorPrimitives.MultiplyAdd(_across[(_rows + tap) % Window][moment], Weights[tap], mean, mean);
        }

        for (int x = 0; x < _means[0].Length; x++)
        {
            double a = _means[0][x], b = _means[1][x];
            double varianceA = _means[2][x] - (a * a), varianceB = _means[3][x] - (b * b), covariance = _means[4][x] - (a * b);
            _sum += ((2 * a * b) + C1) * ((2 * covariance) + C2) / (((a * a) + (b * b) + C1) * (varianceA + varianceB + C2));
        }

        _windows += _means[0].Length;
    }

    private static double[][] NewRows(int places) => [.. Enumerable.Range(0, Moments).Select(_ => new double[places])];

    private static double[] NewWeights()
    {
        double[] weights = [.. Enumerable.Range(0, Window).Select(tap => Math.Exp(-Math.Pow(tap - (Window / 2), 2) / (2 * Deviation * Deviation)))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
