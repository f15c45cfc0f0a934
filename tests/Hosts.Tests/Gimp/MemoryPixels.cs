using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Layers;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp;

/// <summary>Pixels in memory that a filter reads, and the new ones that it makes of them, of the same format and encoding.</summary>
/// <param name="before">The pixels as they are.</param>
/// <param name="encoding">What they mean.</param>
internal sealed class MemoryPixels(Raster before, ColorEncoding encoding) : IHostPixels
{
    private MemorySink? _staged;

    /// <inheritdoc/>
    public PixelSize Size => before.Size;

    /// <inheritdoc/>
    public PixelFormat Format => before.Format;

    /// <inheritdoc/>
    public ColorEncoding Encoding => encoding;

    /// <summary>The new pixels, or those that were where nothing was staged.</summary>
    public Raster After => _staged?.Picture ?? before;

    /// <inheritdoc/>
    public void Read(PixelArea area, Span<byte> destination) => before.Cut(area).Pixels.CopyTo(destination);

    /// <inheritdoc/>
    public IPixelSink Stage(PixelSize size) => _staged = new MemorySink(size, Format, encoding);

    private sealed class MemorySink(PixelSize size, PixelFormat format, ColorEncoding encoding) : IPixelSink
    {
        private readonly byte[] _pixels = new byte[size.Width * size.Height * format.BytesPerPixel];
        private int _written;

        public PixelSize Size => size;

        public PixelFormat Format => format;

        public ColorEncoding Encoding => encoding;

        public Raster Picture
        {
            get
            {
                Assert.That(_written, Is.EqualTo(_pixels.Length), "the result is whole");
                return new Raster(size, format, _pixels);
            }
        }

        public void Write(ReadOnlySpan<byte> rows)
        {
            rows.CopyTo(_pixels.AsSpan(_written));
            _written += rows.Length;
        }
    }
}
