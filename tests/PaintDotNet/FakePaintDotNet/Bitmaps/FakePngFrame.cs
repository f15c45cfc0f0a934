using FakePaintDotNet.Lending;
using PaintDotNet.ComponentModel;
using PaintDotNet.Imaging;
using PaintDotNet.Rendering;

namespace FakePaintDotNet.Bitmaps;

/// <summary>The picture of a PNG file.</summary>
internal sealed class FakePngFrame(Ledger ledger, Stream stream) : Lent(ledger, "A file's picture"), IBitmapFrameEncode
{
    private bool _isInitialized;
    private SizeInt32? _size;
    private Vector2Double? _resolution;
    private byte[]? _profile;
    private byte[]? _pixels;

    public bool IsCommitted { get; private set; }

    public void Initialize(IPropertyBag2 encoderOptions)
    {
        MustBeAlive();
        if (_isInitialized) throw Ledger.Misuse("A file's picture was initialized twice.");
        _isInitialized = true;
    }

    public void SetSize(SizeInt32 size)
    {
        MustBeOpen();
        _size = size;
    }

    public void SetResolution(Vector2Double dpi)
    {
        MustBeOpen();
        _resolution = dpi;
    }

    public void SetColorContexts(ReadOnlySpan<IColorContext> colorContexts)
    {
        MustBeOpen();
        foreach (IColorContext colors in colorContexts)
        {
            if (colors.Type == ColorContextType.Profile) _profile = colors.GetProfileBytes().ToArray();
        }
    }

    public void SetPixelFormat(in PixelFormat requestedPixelFormat, out PixelFormat actualPixelFormat)
    {
        MustBeOpen();
        actualPixelFormat = PixelFormats.Bgra32;
    }

    public void WriteSource(IBitmapSource bitmapSource, in RectInt32? rect = null)
    {
        MustBeOpen();
        if (bitmapSource.PixelFormat != PixelFormats.Bgra32) throw Ledger.Misuse("A file's pixels were written in a format that is not known here.");
        _size ??= bitmapSource.Size;
        if (rect is not null || bitmapSource.Size != _size) throw Ledger.Misuse("Pixels were written that are not of the file's size.");
        _pixels = Pixels.Of(bitmapSource);
    }

    public void Commit()
    {
        MustBeOpen();
        if (_pixels is null) throw Ledger.Misuse("A file's picture was committed without pixels.");
        PngFile.Write(stream, _size!.Value, _pixels, _resolution, _profile);
        IsCommitted = true;
    }

    private void MustBeOpen()
    {
        MustBeAlive();
        if (!_isInitialized) throw Ledger.Misuse("A file's picture was used before it was initialized.");
        if (IsCommitted) throw Ledger.Misuse("A file's picture was used after it was committed.");
    }
}
