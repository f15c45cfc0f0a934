using FakePaintDotNet.Bitmaps;
using FakePaintDotNet.Lending;
using PaintDotNet.ComponentModel;
using PaintDotNet.Effects;
using PaintDotNet.Imaging;

namespace FakePaintDotNet.Environments;

/// <summary>What a command runs over, as long as it runs.</summary>
internal sealed class FakeEnvironment(Ledger ledger, FakeDocument document) : RefTrackedObject, IBitmapEffectEnvironment
{
    private readonly FakeImagingFactory _factory = new(ledger);
    private readonly FakeDocumentInfo _document = new(ledger, document);
    private readonly FakeSelectionInfo _selection = new(ledger, document);

    public IImagingFactory ImagingFactory => Open(_factory);

    public IBitmapEffectDocumentInfo Document => Open(_document);

    public IBitmapEffectSelectionInfo Selection => Open(_selection);

    public int SourceLayerIndex => document.ActiveLayer;

    IEffectDocumentInfo IEffectEnvironment.Document => Document;

    IEffectSelectionInfo IEffectEnvironment.Selection => Selection;

    private T Open<T>(T part) => IsDisposed ? throw ledger.Misuse("The environment was used after the command had ended.") : part;
}
