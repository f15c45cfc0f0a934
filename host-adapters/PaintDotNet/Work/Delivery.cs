using Enlarger.Imaging;
using Enlarger.LayeredFiles;
using PaintDotNet;
using PaintDotNet.AppModel;
using PaintDotNet.Clipboard;
using PaintDotNet.ComponentModel;
using PaintDotNet.Imaging;

namespace Enlarger.PaintDotNet.Work;

/// <summary>Takes a result of another size out of the effect, since effects cannot make a canvas larger or open a picture.</summary>
/// <param name="picture">The picture that it was made of, whose colour profile and resolution it keeps.</param>
internal sealed class Delivery(HostPicture picture)
{
    /// <summary>Puts it on the clipboard, from where Edit > Paste into New Image takes it. On a thread of a window only.</summary>
    /// <param name="services">What Paint.NET does for effects.</param>
    /// <param name="result">The result, finished.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: the clipboard does not take it.</exception>
    public void ToClipboard(IServiceProvider services, ResultBitmap result)
    {
        IClipboardService clipboard = services.GetService<IClipboardService>() ?? throw new EnlargerException(ErrorKind.Output, "This version of Paint.NET gives effects no clipboard: save the result instead.");
        try
        {
            clipboard.SetImage(result.Bitmap, picture.Profile);
        }
        catch (Exception exception)
        {
            // Whatever the clipboard and the programs that watch it come up with, the result is still there.
            throw new EnlargerException(ErrorKind.Output, $"The clipboard did not take {result.Size} pixels ({exception.Message.TrimEnd('.')}): save the result instead.", exception);
        }
    }

    /// <summary>Writes it into a file: beside it first, then in its place.</summary>
    /// <param name="result">The result, finished.</param>
    /// <param name="path">The file; its ending says whether it is a PNG or a TIFF.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it cannot be written, or its name is of a file of another kind.</exception>
    public void ToFile(ResultBitmap result, string path)
    {
        ContainerFormat format = FormatOf(path);
        WholeFile.Write(path, stream => Encode(result.Bitmap, stream, format));
    }

    /// <summary>Writes it as a PNG.</summary>
    /// <param name="result">The result, finished.</param>
    /// <param name="size">The size of the PNG: that of the result, or a smaller one.</param>
    /// <param name="stream">Takes it.</param>
    public void ToPng(ResultBitmap result, PixelSize size, Stream stream)
    {
        if (size == result.Size)
        {
            Encode(result.Bitmap, stream, ContainerFormats.Png);
            return;
        }

        using IBitmapSource small = picture.Factory.CreateBitmapScaler(result.Bitmap, size.Width, size.Height, BitmapInterpolationMode.Fant);
        Encode(small, stream, ContainerFormats.Png);
    }

    private void Encode(IBitmapSource bitmap, Stream stream, ContainerFormat format)
    {
        using IBitmapEncoder encoder = picture.Factory.CreateEncoder(stream, format);
        using (IBitmapFrameEncode frame = encoder.CreateNewFrame(out IPropertyBag2 options))
        {
            using (options)
            {
                frame.Initialize(options);
                frame.SetSize(bitmap.Size);
                frame.SetResolution(picture.Resolution);
                if (picture.Profile is { Type: ColorContextType.Profile } profile) frame.SetColorContexts([profile]);
                frame.WriteSource(bitmap);
                frame.Commit();
            }
        }

        encoder.Commit();
    }

    private static ContainerFormat FormatOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".PNG" => ContainerFormats.Png,
        ".TIF" or ".TIFF" => ContainerFormats.Tiff,
        _ => throw new EnlargerException(ErrorKind.Output, $"'{Path.GetFileName(path)}' is no name of a PNG or TIFF file: end it with .png or .tif."),
    };
}
