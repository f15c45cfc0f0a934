using System.Numerics;
using System.Numerics.Tensors;
using Enlarger.Imaging;

namespace Enlarger.Tiling;

/// <summary>
/// A grid of square cells over a picture, as far as a tile sees them: the means that they should have, and how far the tone curve of each
/// must bend to bring a generator's picture to them. Cells lie where they do in the picture, whatever the tile.
/// </summary>
internal sealed class ColorGrid
{
    // How much of a correction even black and white take, since a generator may have drawn them where they are not.
    private const float Everywhere = 0.03f;

    // A difference this small is no tint.
    private const float Tolerance = 0.25f / 255f;

    // A bend that changes no value by a thousandth of a step, and so is not worth the work.
    private const float Negligible = 1e-5f;

    // A surface through values of cells is smoother than they are; each round gives it back what it still lacks.
    private const int SurfaceRounds = 4;

    private readonly int _times;
    private readonly Axis _columns;
    private readonly Axis _rows;
    private readonly float[] _wanted;
    private readonly float[] _bends;
    private readonly float[] _surface;
    private readonly float[] _across;
    private readonly float[] _line;

    /// <summary>A grid.</summary>
    /// <param name="area">What the tile sees, in source pixels.</param>
    /// <param name="cell">The side of a cell, in source pixels.</param>
    /// <param name="times">Output pixels per source pixel.</param>
    public ColorGrid(PixelArea area, int cell, int times)
    {
        _times = times;
        _columns = new Axis(area.X, area.Right, cell, times);
        _rows = new Axis(area.Y, area.Bottom, cell, times);
        _wanted = new float[_columns.Count * _rows.Count];
        _bends = new float[_wanted.Length];
        _surface = new float[_wanted.Length];
        _across = new float[_wanted.Length];
        _line = new float[_columns.Count];
    }

    /// <summary>Takes the means that cells should have from a plane.</summary>
    public void Want(FloatPlanes plain, int times)
    {
        for (int y = 0; y < _rows.Count; y++)
        {
            for (int x = 0; x < _columns.Count; x++) _wanted[(y * _columns.Count) + x] = Measure(plain, 0, x, y, times).Mean;
        }
    }

    /// <summary>Finds out how far curves must bend.</summary>
    /// <returns>Whether any must.</returns>
    public bool Fit(FloatPlanes output, int channel)
    {
        for (int y = 0; y < _rows.Count; y++)
        {
            for (int x = 0; x < _columns.Count; x++)
            {
                (float mean, float meanOfSquares) = Measure(output, channel, x, y, _times);
                float missing = _wanted[(y * _columns.Count) + x] - mean;

                // A tolerance that ends abruptly would make neighbouring cells, and tiles, differ by it.
                missing = Math.Sign(missing) * Math.Max(0f, Math.Abs(missing) - Tolerance);
                _bends[(y * _columns.Count) + x] = Math.Clamp(missing / (mean - meanOfSquares + Everywhere), -1f, 1f);
            }
        }

        if (TensorPrimitives.MaxMagnitude<float>(_bends) == 0f) return false;
        _bends.CopyTo(_surface, 0);
        for (int round = 0; round < SurfaceRounds; round++)
        {
            // surface += bends - means of surface
            for (int y = 0; y < _rows.Count; y++)
            {
                for (int x = 0; x < _columns.Count; x++) _across[(y * _columns.Count) + x] = _columns.MeanOf(_surface.AsSpan(y * _columns.Count), 1, x);
            }

            TensorPrimitives.Add<float>(_surface, _bends, _surface);
            for (int y = 0; y < _rows.Count; y++)
            {
                for (int x = 0; x < _columns.Count; x++) _surface[(y * _columns.Count) + x] -= _rows.MeanOf(_across.AsSpan(x), _columns.Count, y);
            }
        }

        for (int i = 0; i < _surface.Length; i++)
        {
            if (Math.Abs(_surface[i]) < Negligible) _surface[i] = 0f;
        }

        return true;
    }

    /// <summary>Bends the tone curves of a row: v + bend (v (1 - v) + a little everywhere), whose first part rises from 0 to 1 wherever v does.</summary>
    /// <param name="y">The row of the output.</param>
    /// <param name="values">Its values, 0..1.</param>
    public void Bend(int y, Span<float> values)
    {
        (int above, int below, float part) = _rows.Between(y);
        TensorPrimitives.Lerp(_surface.AsSpan(above * _line.Length, _line.Length), _surface.AsSpan(below * _line.Length, _line.Length), part, _line);
        foreach ((int start, int end, int before, int after) in _columns.Segments)
        {
            // Most cells need one round, so that later ones find little to do.
            float from = _line[before], change = _line[after] - from;
            if (from != 0f || change != 0f) Bend(values[start..end], _columns.Fractions[start..end], from, change);
        }
    }

    private static void Bend(Span<float> values, ReadOnlySpan<float> fractions, float from, float change)
    {
        int x = 0;
        Vector<float> first = new(from), slope = new(change), everywhere = new(Everywhere);
        for (; x <= values.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            var value = new Vector<float>(values[x..]);
            Vector<float> bend = first + (slope * new Vector<float>(fractions[x..]));
            Vector<float> bent = value + (bend * ((value * (Vector<float>.One - value)) + everywhere));
            Vector.Min(Vector.Max(bent, Vector<float>.Zero), Vector<float>.One).CopyTo(values[x..]);
        }

        for (; x < values.Length; x++)
        {
            values[x] = Math.Clamp(values[x] + ((from + (change * fractions[x])) * ((values[x] * (1f - values[x])) + Everywhere)), 0f, 1f);
        }
    }

    private (float Mean, float MeanOfSquares) Measure(FloatPlanes planes, int channel, int column, int row, int times)
    {
        (int left, int right) = _columns.Stretch(column);
        (int top, int bottom) = _rows.Stretch(row);
        float sum = 0f, squares = 0f;
        for (int y = top * times; y < bottom * times; y++)
        {
            ReadOnlySpan<float> stretch = planes.Row(channel, y)[(left * times)..(right * times)];
            sum += TensorPrimitives.Sum(stretch);
            squares += TensorPrimitives.SumOfSquares(stretch);
        }

        float count = (float)(right - left) * (bottom - top) * times * times;
        return (sum / count, squares / count);
    }

    private sealed class Axis
    {
        private readonly int[] _borders;
        private readonly float[] _fractions;

        public Axis(int from, int to, int cell, int times)
        {
            int first = from / cell, last = (to - 1) / cell;
            Count = last - first + 1;
            _borders = [.. Enumerable.Range(first, Count + 1).Select(index => Math.Clamp(index * cell, from, to) - from)];

            // Where each pixel of the output lies between the centres of two cells; and the runs of pixels that lie between the same two.
            _fractions = new float[(to - from) * times];
            int start = 0, current = 0;
            for (int i = 0; i < _fractions.Length; i++)
            {
                double place = Math.Clamp(((from + ((i + 0.5) / times)) / cell) - 0.5 - first, 0, Count - 1);
                int before = (int)place;
                _fractions[i] = (float)(place - before);
                if (before == current) continue;
                Segments.Add((start, i, current, current + 1));
                (start, current) = (i, before);
            }

            Segments.Add((start, _fractions.Length, current, Math.Min(current + 1, Count - 1)));
        }

        public int Count { get; }

        public List<(int Start, int End, int Before, int After)> Segments { get; } = [];

        public ReadOnlySpan<float> Fractions => _fractions;

        public (int Start, int End) Stretch(int index) => (_borders[index], _borders[index + 1]);

        public (int Before, int After, float Fraction) Between(int pixel)
        {
            (int _, int _, int before, int after) = Segments.Find(segment => pixel < segment.End);
            return (before, after, _fractions[pixel]);
        }

        // The mean over a cell of the surface that runs straight from centre to centre: 1/8, 3/4, 1/8 of its neighbours and itself.
        public float MeanOf(ReadOnlySpan<float> values, int stride, int index) =>
            (0.125f * values[Math.Max(0, index - 1) * stride]) + (0.75f * values[index * stride]) + (0.125f * values[Math.Min(Count - 1, index + 1) * stride]);
    }
}
