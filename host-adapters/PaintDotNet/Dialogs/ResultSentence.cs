using Enlarger.Imaging;
using Enlarger.PaintDotNet.Work;

namespace Enlarger.PaintDotNet.Dialogs;

/// <summary>What a user is told of a result that does not go back into the picture: where it is and what to do next.</summary>
internal static class ResultSentence
{
    /// <summary>Of one on the clipboard.</summary>
    public static string OnClipboard(PixelSize size) =>
        $"The result, {size.Width} x {size.Height} pixels, is on the clipboard: choose Edit > Paste into New Image (Ctrl+Alt+V).";

    /// <summary>Of one in a file.</summary>
    public static string Saved(string path) => $"The result is saved as {path}.";

    /// <summary>Of enlarged layers.</summary>
    public static string Of(LayerTarget target) => target.IsFolder
        ? $"The layers are in the folder {target.Path}, a PNG each: Layers > Import From File takes them into a picture."
        : $"The layers are in {target.Path}: an OpenRaster file opens in GIMP and Krita, and in Paint.NET with a plug-in for it.";
}
