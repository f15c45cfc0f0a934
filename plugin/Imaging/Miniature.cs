using System.Numerics.Tensors;

namespace Enlarger.Imaging;

/// <summary>
/// A small copy of a picture, by the mean over areas, which grows while the rows of the picture pass by; more than one of them it never
/// holds. It is what a generator would see: 0..1, and what is transparent does not count.
/// </summary>
internal sealed class Miniature
{
    private const int LongestSide = 256;
    private const int Alpha = 3;

    private readonly ResamplingWeights _across;
    private readonly ResamplingWeights _down;
    private readonly float[][] _sums;
    private readonly float[] _row;
    private readonly float[] _line;
    private int _next;
    private int _first;

    /// <summary>A copy that has seen no row yet.</summary>
    /// <param name="picture">The size of the picture.</param>
    public Miniature(PixelSize picture)
    {
        double factor = Math.Min(1.0, (double)LongestSide / Math.Max(picture.Width, picture.Height));
        Size = new PixelSize(Math.Max(1, (int)Math.Round(picture.Width * factor)), Math.Max(1, (int)Math.Round(picture.Height * factor)));
        _across = new ResamplingWeights(ResamplingKernel.Area, picture.Width, Size.Width, 0, Size.Width);
        _down = new ResamplingWeights(ResamplingKernel.Area, picture.Height, Size.Height, 0, Size.Height);
        _sums = [.. Enumerable.Range(0, 4).Select(_ => new float[Size.Width * Size.Height])];
        _row = new float[picture.Width];
        _line = new float[Size.Width];
    }

    /// <summary>Its size: the picture's shape, and at most 256 pixels either way.</summary>
    public PixelSize Size { get; }

    /// <summary>Takes the picture's next row, which stays as it is.</summary>
    /// <param name="red">Red, sRGB-encoded.</param>
    /// <param name="green">Green.</param>
    /// <param name="blue">Blue.</param>
    /// <param name="alpha">Alpha, 0..1.</param>
    public void Add(ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, ReadOnlySpan<float> alpha)
    {
        while (_down.First(_first) + _down.Taps <= _next && _first < Size.Height - 1) _first++;
        AddColor(0, red, alpha);
        AddColor(1, green, alpha);
        AddColor(2, blue, alpha);
        AddPlane(Alpha, alpha);
        _next++;
    }

    /// <summary>The copy, after the last row.</summary>
    /// <returns>Its colours, three planes within 0..1, where nothing is visible those of the neighbourhood; and one plane of alpha, 0..1.</returns>
    public (FloatPlanes Color, FloatPlanes Alpha) Develop()
    {
        var color = new FloatPlanes(3, Size.Width, Size.Height);
        var alpha = new FloatPlanes(1, Size.Width, Size.Height);
        _sums[Alpha].CopyTo(alpha.Span);
        for (int channel = 0; channel < 3; channel++)
        {
            ReadOnlySpan<float> sums = _sums[channel];
            Span<float> means = color.Plane(channel);
            for (int i = 0; i < means.Length; i++) means[i] = alpha.Span[i] > 0f ? Math.Clamp(sums[i] / alpha.Span[i], 0f, 1f) : 0f;
        }

        HiddenColor.Replace(color, alpha);
        return (color, alpha);
    }

    private void AddColor(int channel, ReadOnlySpan<float> values, ReadOnlySpan<float> alpha)
    {
        TensorPrimitives.Max(values, 0f, _row);
        TensorPrimitives.Min(_row, 1f, _row);
        TensorPrimitives.Multiply(_row, alpha, _row);
        AddPlane(channel, _row);
    }

    private void AddPlane(int channel, ReadOnlySpan<float> values)
    {
        for (int x = 0; x < _line.Length; x++) _line[x] = TensorPrimitives.Dot(values.Slice(_across.First(x), _across.Taps), _across.Of(x));
        for (int y = _first; y < Size.Height && _down.First(y) <= _next; y++)
        {
            int tap = _next - _down.First(y);
            Span<float> sums = _sums[channel].AsSpan(y * Size.Width, Size.Width);
            if (tap < _down.Taps) TensorPrimitives.MultiplyAdd(_line, _down.Of(y)[tap], sums, sums);
        }
    }
}
