using PaintDotNet.ComponentModel;

namespace PaintDotNet.Imaging;

/// <summary>Writes a file of pictures.</summary>
public interface IBitmapEncoder : IObjectRef, IInternalImpl
{
    IBitmapFrameEncode CreateNewFrame(out IPropertyBag2 encoderOptions);

    void Commit();
}
