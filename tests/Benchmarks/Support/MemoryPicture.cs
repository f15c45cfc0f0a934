using Enlarger.Imaging;

namespace Enlarger.Benchmarks.Support;

/// <summary>A picture in memory, rgb8: reading and writing it is a copy.</summary>
/// <param name="size">Its size.</param>
internal sealed class MemoryPicture(PixelSize size) : IPixelSource, IPixelSink
{
    private readonly byte[] _pixels = new byte[(long)size.Width * size.Height * 3];
    private int _written;

    /// <inheritdoc cref="IPixelSource.Size"/>
    public PixelSize Size => size;

    /// <inheritdoc cref="IPixelSource.Format"/>
    public PixelFormat Format { get; } = PixelFormat.Parse("rgb8");

    /// <summary>One row.</summary>
    public Span<byte> Row(int y) => _pixels.AsSpan(y * size.Width * 3, size.Width * 3);

    /// <inheritdoc/>
    public void Read(PixelArea area, Span<byte> destination)
    {
        for (int y = 0; y < area.Height; y++) Row(area.Y + y).Slice(area.X * 3, area.Width * 3).CopyTo(destination[(y * area.Width * 3)..]);
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> rows)
    {
        rows.CopyTo(_pixels.AsSpan(_written));
        _written = (_written + rows.Length) % _pixels.Length;
    }
}
