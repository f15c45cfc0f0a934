using PaintDotNet.ComponentModel;
using PaintDotNet.Rendering;

namespace PaintDotNet.Imaging;

/// <summary>The memory of some pixels, as long as it is not disposed of. Its BufferSize is left out: Paint.NET 5.2 changes its type.</summary>
public unsafe interface IBitmapLock : IObjectRef
{
    SizeInt32 Size { get; }

    PixelFormat PixelFormat { get; }

    void* Buffer { get; }

    int BufferStride { get; }
}
