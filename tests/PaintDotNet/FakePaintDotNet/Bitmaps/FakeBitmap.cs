using FakePaintDotNet.Lending;
using PaintDotNet.Imaging;
using PaintDotNet.Rendering;

namespace FakePaintDotNet.Bitmaps;

/// <summary>A bitmap that the plug-in made.</summary>
internal sealed unsafe class FakeBitmap<TPixel>(Ledger ledger, NativePixels pixels) : Lent(ledger, pixels.Name), IBitmap<TPixel>
    where TPixel : unmanaged, INaturalPixelInfo
{
    public SizeInt32 Size => pixels.Size;

    public PixelFormat PixelFormat => pixels.Format;

    public Vector2Double Resolution { get; set; } = new(96, 96);

    public IBitmapLock<TPixel> Lock(RectInt32 rect, BitmapLockOptions lockOptions)
    {
        MustBeAlive();
        return new FakeLock<TPixel>(Ledger, pixels, rect, lockOptions.HasFlag(BitmapLockOptions.Write));
    }

    IBitmapLock IBitmap.Lock(RectInt32 rect, BitmapLockOptions lockOptions) => Lock(rect, lockOptions);

    public void CopyPixels(void* pBuffer, int bufferStride, uint bufferSize, in RectInt32? srcRect)
    {
        MustBeAlive();
        pixels.Copy(pBuffer, bufferStride, bufferSize, srcRect);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) pixels.MustBeUnlocked();
    }
}
