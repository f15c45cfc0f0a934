using PaintDotNet.ComponentModel;
using PaintDotNet.Rendering;

namespace PaintDotNet.Imaging;

/// <summary>Writes one picture of a file.</summary>
public interface IBitmapFrameEncode : IObjectRef, IInternalImpl
{
    void Initialize(IPropertyBag2 encoderOptions);

    void SetSize(SizeInt32 size);

    void SetResolution(Vector2Double dpi);

    void SetColorContexts(ReadOnlySpan<IColorContext> colorContexts);

    void SetPixelFormat(in PixelFormat requestedPixelFormat, out PixelFormat actualPixelFormat);

    void WriteSource(IBitmapSource bitmapSource, in RectInt32? rect = null);

    void Commit();
}
