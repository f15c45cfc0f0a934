using PaintDotNet.Imaging;

namespace FakePaintDotNet.Bitmaps;

/// <summary>Pixels that were handed to the host.</summary>
internal static class Pixels
{
    /// <summary>All of a source's, without gaps.</summary>
    public static unsafe byte[] Of(IBitmapSource source)
    {
        int stride = source.Size.Width * NativePixels.BytesOf(source.PixelFormat)!.Value;
        byte[] pixels = new byte[stride * source.Size.Height];
        fixed (byte* buffer = pixels) source.CopyPixels(buffer, stride, (uint)pixels.Length, null);
        return pixels;
    }
}
