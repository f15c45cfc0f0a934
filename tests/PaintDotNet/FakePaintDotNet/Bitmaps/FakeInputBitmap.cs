using FakePaintDotNet.Lending;
using PaintDotNet.Effects;
using PaintDotNet.Imaging;
using PaintDotNet.Rendering;

namespace FakePaintDotNet.Bitmaps;

/// <summary>Pixels of the document, to be read.</summary>
internal sealed unsafe class FakeInputBitmap<TPixel> : Lent, IEffectInputBitmap<TPixel>
    where TPixel : unmanaged, INaturalPixelInfo
{
    private readonly NativePixels _pixels;

    public FakeInputBitmap(Ledger ledger, NativePixels pixels, IColorContext colors, bool isHosts = false)
        : base(ledger, pixels.Name)
    {
        (_pixels, ColorContext) = (pixels, colors);

        // What is read off a property stays the host's.
        if (isHosts) ledger.TakeBack(this);
    }

    public SizeInt32 Size
    {
        get
        {
            MustBeAlive();
            return _pixels.Size;
        }
    }

    public PixelFormat PixelFormat => _pixels.Format;

    public Vector2Double Resolution => new(96, 96);

    public IColorContext ColorContext { get; }

    public IBitmapLock<TPixel> Lock(RectInt32 rect)
    {
        MustBeAlive();
        return new FakeLock<TPixel>(Ledger, _pixels, rect, write: false);
    }

    IBitmapLock IEffectInputBitmap.Lock(RectInt32 rect) => Lock(rect);

    public void CopyPixels(void* pBuffer, int bufferStride, uint bufferSize, in RectInt32? srcRect)
    {
        MustBeAlive();
        _pixels.Copy(pBuffer, bufferStride, bufferSize, srcRect);
    }
}
