using FakePaintDotNet.Lending;
using PaintDotNet.ComponentModel;
using PaintDotNet.Imaging;
using PaintDotNet.Rendering;

namespace FakePaintDotNet.Bitmaps;

/// <summary>Makes bitmaps, and PNG files.</summary>
internal sealed class FakeImagingFactory(Ledger ledger) : RefTrackedObject, IImagingFactory
{
    public IBitmap CreateBitmap(int width, int height, in PixelFormat pixelFormat)
    {
        // Memory that nobody has written yet is not black.
        var pixels = new NativePixels(ledger, "A bitmap", new SizeInt32(width, height), pixelFormat, fill: 0xCD);
        return pixelFormat == PixelFormats.Bgra32 ? new FakeBitmap<ColorBgra32>(ledger, pixels) : new FakeBitmap<ColorAlpha8>(ledger, pixels);
    }

    public IBitmapSource CreateBitmapScaler(IBitmapSource source, int dstWidth, int dstHeight, BitmapInterpolationMode mode)
    {
        byte[] from = Pixels.Of(source);
        byte[] scaled = new byte[dstWidth * dstHeight * 4];
        for (int i = 0; i < scaled.Length; i++)
        {
            int x = (int)((long)(i / 4 % dstWidth) * source.Size.Width / dstWidth);
            int y = (int)((long)(i / 4 / dstWidth) * source.Size.Height / dstHeight);
            scaled[i] = from[(((y * source.Size.Width) + x) * 4) + (i % 4)];
        }

        return new FakeBitmap<ColorBgra32>(ledger, NativePixels.Of(ledger, "A scaled bitmap", new SizeInt32(dstWidth, dstHeight), PixelFormats.Bgra32, scaled));
    }

    public IBitmapEncoder CreateEncoder(Stream stream, in ContainerFormat containerFormat, in VendorID? preferredVendor = null) =>
        containerFormat.Equals(ContainerFormats.Png) ? new FakePngEncoder(ledger, stream) : throw new NotSupportedException("Only PNG is written here.");
}
