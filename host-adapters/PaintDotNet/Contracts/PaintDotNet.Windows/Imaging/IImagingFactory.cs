using PaintDotNet.ComponentModel;

namespace PaintDotNet.Imaging;

/// <summary>Makes bitmaps and encoders.</summary>
public interface IImagingFactory : IObjectRef, IInternalImpl
{
    IBitmap CreateBitmap(int width, int height, in PixelFormat pixelFormat);

    IBitmapSource CreateBitmapScaler(IBitmapSource source, int dstWidth, int dstHeight, BitmapInterpolationMode mode);

    IBitmapEncoder CreateEncoder(Stream stream, in ContainerFormat containerFormat, in VendorID? preferredVendor = null);
}
