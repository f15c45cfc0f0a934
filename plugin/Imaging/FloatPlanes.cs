namespace Enlarger.Imaging;

/// <summary>
/// A picture, or part of one, as planes of floats: channel after channel, each row by row without padding, the NCHW layout of a
/// tensor. Colour values are sRGB-encoded and nominally 0..1. Disposing gives the memory back to the pool it came from.
/// </summary>
internal sealed class FloatPlanes : IDisposable
{
    private readonly PlanePool? _pool;
    private float[]? _values;

    /// <summary>Planes in memory of their own.</summary>
    public FloatPlanes(int channels, int width, int height)
        : this(channels, width, height, new float[(long)channels * width * height], null)
    {
    }

    internal FloatPlanes(int channels, int width, int height, float[] values, PlanePool? pool)
    {
        Channels = channels;
        Width = width;
        Height = height;
        _values = values;
        _pool = pool;
    }

    /// <summary>How many planes there are.</summary>
    public int Channels { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>All planes, one behind the other.</summary>
    public Memory<float> Memory => Values.AsMemory(0, Channels * Width * Height);

    /// <summary>All planes, one behind the other.</summary>
    public Span<float> Span => Values.AsSpan(0, Channels * Width * Height);

    private float[] Values => _values ?? throw new ObjectDisposedException(nameof(FloatPlanes));

    /// <summary>One plane.</summary>
    public Span<float> Plane(int channel) => Values.AsSpan(channel * Width * Height, Width * Height);

    /// <summary>One row of a plane.</summary>
    public Span<float> Row(int channel, int y) => Values.AsSpan(((channel * Height) + y) * Width, Width);

    /// <summary>A copy of a part.</summary>
    /// <param name="area">The part, within these planes.</param>
    /// <param name="pool">Lends the copy.</param>
    public FloatPlanes Cut(PixelArea area, PlanePool pool)
    {
        FloatPlanes cut = pool.Rent(Channels, area.Width, area.Height);
        for (int channel = 0; channel < Channels; channel++)
        {
            for (int y = 0; y < area.Height; y++) Row(channel, area.Y + y).Slice(area.X, area.Width).CopyTo(cut.Row(channel, y));
        }

        return cut;
    }

    /// <summary>Leaves the memory to itself: something may still write to it, so that it must not serve another tile. The planes are of no more use.</summary>
    public void Abandon() => _values = null;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_values is { } values) _pool?.Return(values);
        _values = null;
    }
}
