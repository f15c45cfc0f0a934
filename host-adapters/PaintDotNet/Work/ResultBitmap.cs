using System.Runtime.InteropServices;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using PaintDotNet.Imaging;
using PaintDotNet.Rendering;
using PixelFormat = Enlarger.Imaging.PixelFormat;

namespace Enlarger.PaintDotNet.Work;

/// <summary>A result, in a bitmap of Windows, which the clipboard and files take as it is. Rows that are finished can be read while others are written.</summary>
internal sealed unsafe class ResultBitmap : IPixelSink, IDisposable
{
    private readonly Lock _gate = new();
    private readonly IBitmap _bitmap;
    private readonly int _rowBytes;
    private int _rows;
    private volatile bool _isDisposed;

    /// <summary>A bitmap without pixels yet.</summary>
    /// <param name="factory">Makes it.</param>
    /// <param name="size">Its size.</param>
    /// <param name="encoding">What its samples mean.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it has no room in memory, or no bitmap of Windows can be that large.</exception>
    public ResultBitmap(IImagingFactory factory, PixelSize size, ColorEncoding encoding)
    {
        (Size, Encoding) = (size, encoding);

        // Windows counts the bytes of a bitmap with 32 bits.
        if ((long)size.Width * size.Height * Format.BytesPerPixel > uint.MaxValue) throw TooLarge(size, null);
        _rowBytes = size.Width * Format.BytesPerPixel;
        try
        {
            _bitmap = factory.CreateBitmap(size.Width, size.Height, PixelFormats.Bgra32);
        }
        catch (Exception exception) when (exception is OutOfMemoryException or ExternalException or OverflowException)
        {
            throw TooLarge(size, exception);
        }
    }

    /// <inheritdoc/>
    public PixelSize Size { get; }

    /// <inheritdoc/>
    public PixelFormat Format => LayerPixels.Bgra;

    /// <inheritdoc/>
    public ColorEncoding Encoding { get; }

    /// <summary>How many rows are finished, from the top.</summary>
    public int Rows => Volatile.Read(ref _rows);

    /// <summary>Whether it is gone.</summary>
    public bool IsDisposed => _isDisposed;

    /// <summary>The bitmap, for one who knows that it is finished.</summary>
    public IBitmap Bitmap => _bitmap;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> rows)
    {
        int count = rows.Length / _rowBytes;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            using IBitmapLock access = _bitmap.Lock(new RectInt32(0, _rows, Size.Width, count), BitmapLockOptions.Write);
            for (int y = 0; y < count; y++) rows.Slice(y * _rowBytes, _rowBytes).CopyTo(new Span<byte>((byte*)access.Buffer + ((long)y * access.BufferStride), _rowBytes));
            Volatile.Write(ref _rows, _rows + count);
        }
    }

    /// <summary>Copies an area whose rows are finished.</summary>
    /// <param name="area">Lies within the bitmap.</param>
    /// <param name="target">Takes its rows.</param>
    /// <param name="stride">The bytes from a row to the next.</param>
    public void Read(PixelArea area, byte* target, int stride)
    {
        // Windows lets several read or one write.
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            using IBitmapLock access = _bitmap.Lock(new RectInt32(area.X, area.Y, area.Width, area.Height), BitmapLockOptions.Read);
            int bytes = area.Width * Format.BytesPerPixel;
            for (int y = 0; y < area.Height; y++) new ReadOnlySpan<byte>((byte*)access.Buffer + ((long)y * access.BufferStride), bytes).CopyTo(new Span<byte>(target + ((long)y * stride), bytes));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            _bitmap.Dispose();
        }
    }

    private static EnlargerException TooLarge(PixelSize size, Exception? cause) => new(
        ErrorKind.Output, $"There is not enough memory for {size} pixels: choose a smaller scale or select less, close other pictures, or use the enlarger command, which works on files.", cause);
}
