using PaintDotNet.ComponentModel;
using PaintDotNet.Rendering;

namespace PaintDotNet.Imaging;

/// <summary>Pixels that can be read.</summary>
public unsafe interface IBitmapSource : IObjectRef
{
    SizeInt32 Size { get; }

    PixelFormat PixelFormat { get; }

    Vector2Double Resolution { get; }

    void CopyPixels(void* pBuffer, int bufferStride, uint bufferSize, in RectInt32? srcRect);
}
