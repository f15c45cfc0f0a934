using PaintDotNet.Imaging;
using PaintDotNet.Rendering;

namespace PaintDotNet.Effects;

/// <summary>The area that an effect shall render.</summary>
public interface IBitmapEffectOutput : IInternalImpl
{
    RectInt32 Bounds { get; }

    PixelFormat PixelFormat { get; }

    IBitmapLock Lock(in PixelFormat pixelFormat);
}
