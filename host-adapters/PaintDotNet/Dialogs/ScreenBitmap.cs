using System.Drawing;
using System.Drawing.Imaging;
using System.Runtime.InteropServices;
using Enlarger.Imaging;
using DrawingFormat = System.Drawing.Imaging.PixelFormat;

namespace Enlarger.PaintDotNet.Dialogs;

/// <summary>Pixels as Windows draws them.</summary>
internal static class ScreenBitmap
{
    private const int Channels = 3;

    /// <summary>A bitmap of those pixels.</summary>
    /// <param name="rgb">Rows of rgb8 without padding.</param>
    /// <param name="size">Their size.</param>
    public static Bitmap Of(ReadOnlySpan<byte> rgb, PixelSize size)
    {
        var bitmap = new Bitmap(size.Width, size.Height, DrawingFormat.Format24bppRgb);
        BitmapData data = bitmap.LockBits(new Rectangle(0, 0, size.Width, size.Height), ImageLockMode.WriteOnly, bitmap.PixelFormat);
        byte[] row = new byte[size.Width * Channels];
        for (int y = 0; y < size.Height; y++)
        {
            Swap(rgb.Slice(y * row.Length, row.Length), row);
            Marshal.Copy(row, 0, data.Scan0 + (y * data.Stride), row.Length);
        }

        bitmap.UnlockBits(data);
        return bitmap;
    }

    private static void Swap(ReadOnlySpan<byte> rgb, Span<byte> bgr)
    {
        for (int i = 0; i < bgr.Length; i += Channels) (bgr[i], bgr[i + 1], bgr[i + 2]) = (rgb[i + 2], rgb[i + 1], rgb[i]);
    }
}
