using FakePaintDotNet.Bitmaps;
using FakePaintDotNet.Lending;
using PaintDotNet;
using PaintDotNet.ComponentModel;
using PaintDotNet.Effects;
using PaintDotNet.Imaging;
using PaintDotNet.Rendering;

namespace FakePaintDotNet.Environments;

/// <summary>What a command sees of the document.</summary>
internal sealed class FakeDocumentInfo : RefTrackedObject, IBitmapEffectDocumentInfo
{
    private readonly Ledger _ledger;
    private readonly FakeDocument _document;

    public FakeDocumentInfo(Ledger ledger, FakeDocument document)
    {
        (_ledger, _document) = (ledger, document);
        ColorContext = new FakeColorContext(document.Profile);
        Layers = [.. document.Layers.Select(layer => new FakeLayerInfo(ledger, document, layer, ColorContext))];
    }

    public SizeInt32 Size => new(_document.Width, _document.Height);

    public Resolution Resolution => _document.Resolution;

    public IReadOnlyList<IBitmapEffectLayerInfo> Layers { get; }

    public PixelFormat PixelFormat => PixelFormats.Bgra32;

    public IColorContext ColorContext { get; }

    IReadOnlyList<IEffectLayerInfo> IEffectDocumentInfo.Layers => Layers;

    public IEffectInputBitmap GetBitmap(in PixelFormat pixelFormat) => pixelFormat == PixelFormats.Bgra32
        ? new FakeInputBitmap<ColorBgra32>(_ledger, NativePixels.Of(_ledger, "The document's pixels", Size, PixelFormats.Bgra32, _document.Merged()), ColorContext)
        : throw _ledger.Misuse("The document's pixels were asked for in a format that is not known here.");
}
