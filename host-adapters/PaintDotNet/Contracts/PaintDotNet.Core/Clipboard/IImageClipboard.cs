using PaintDotNet.Imaging;

namespace PaintDotNet.Clipboard;

/// <summary>What Paint.NET does behind its extensions; not a part of its interface.</summary>
internal interface IImageClipboard
{
    void SetImage(IBitmapSource source, IColorContext? colorContext);
}
