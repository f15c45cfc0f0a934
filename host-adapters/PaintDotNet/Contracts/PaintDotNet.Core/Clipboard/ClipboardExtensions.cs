using PaintDotNet.Imaging;

namespace PaintDotNet.Clipboard;

/// <summary>What is put on the clipboard.</summary>
public static class ClipboardExtensions
{
    public static void SetImage(this IClipboard clipboard, IBitmapSource source) => clipboard.SetImage(source, null);

    public static void SetImage(this IClipboard clipboard, IBitmapSource source, IColorContext? colorContext) =>
        ((IImageClipboard)clipboard).SetImage(source, colorContext);
}
