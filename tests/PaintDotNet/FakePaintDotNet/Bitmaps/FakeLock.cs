using FakePaintDotNet.Lending;
using PaintDotNet.Imaging;
using PaintDotNet.Rendering;

namespace FakePaintDotNet.Bitmaps;

/// <summary>The memory of an area, until it is disposed of.</summary>
internal sealed unsafe class FakeLock<TPixel> : Lent, IBitmapLock<TPixel>
    where TPixel : unmanaged, INaturalPixelInfo
{
    private readonly NativePixels _pixels;
    private readonly byte* _buffer;
    private readonly RectInt32 _area;
    private readonly bool _write;
    private readonly Action? _released;

    public FakeLock(Ledger ledger, NativePixels pixels, RectInt32 area, bool write, Action? released = null)
        : base(ledger, "A lock of " + pixels.Name)
    {
        (_pixels, _area, _write, _released) = (pixels, area, write, released);
        try
        {
            _buffer = pixels.Lock(area, write);
        }
        catch (MisuseException)
        {
            // Nobody got it, so nobody can give it back.
            ledger.TakeBack(this);
            throw;
        }
    }

    public TPixel* Buffer
    {
        get
        {
            MustBeAlive();
            return (TPixel*)_buffer;
        }
    }

    public int BufferStride
    {
        get
        {
            MustBeAlive();
            return _pixels.Stride;
        }
    }

    public SizeInt32 Size => _area.Size;

    public PixelFormat PixelFormat => _pixels.Format;

    void* IBitmapLock.Buffer => Buffer;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        _pixels.Unlock(_write);
        _released?.Invoke();
    }
}
