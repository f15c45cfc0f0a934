using FakePaintDotNet.Bitmaps;
using FakePaintDotNet.Lending;
using PaintDotNet;
using PaintDotNet.ComponentModel;
using PaintDotNet.Effects;
using PaintDotNet.Imaging;
using PaintDotNet.Rendering;

namespace FakePaintDotNet.Environments;

/// <summary>What a command sees of a layer.</summary>
internal sealed class FakeLayerInfo(Ledger ledger, FakeDocument document, FakeLayer layer, IColorContext colors) : RefTrackedObject, IBitmapEffectLayerInfo
{
    private readonly Lazy<NativePixels> _pixels = new(() =>
        NativePixels.Of(ledger, $"The pixels of the layer {layer.Name}", new SizeInt32(document.Width, document.Height), PixelFormats.Bgra32, layer.Pixels));

    public string Name => layer.Name;

    public bool Visible => layer.Visible;

    public float Opacity => layer.Opacity;

    public LayerBlendMode BlendMode => layer.BlendMode;

    public IEffectInputBitmap GetBitmap(in PixelFormat pixelFormat) => pixelFormat == PixelFormats.Bgra32
        ? new FakeInputBitmap<ColorBgra32>(ledger, _pixels.Value, colors)
        : throw ledger.Misuse("A layer's pixels were asked for in a format that is not known here.");
}
