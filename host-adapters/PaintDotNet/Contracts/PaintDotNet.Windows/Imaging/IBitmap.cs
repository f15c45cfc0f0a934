using PaintDotNet.Rendering;

namespace PaintDotNet.Imaging;

/// <summary>Pixels in memory.</summary>
public interface IBitmap : IBitmapSource
{
    new Vector2Double Resolution { get; set; }

    IBitmapLock Lock(RectInt32 rect, BitmapLockOptions lockOptions);
}
