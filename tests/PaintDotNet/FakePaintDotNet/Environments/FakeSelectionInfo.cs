using FakePaintDotNet.Bitmaps;
using FakePaintDotNet.Lending;
using PaintDotNet.ComponentModel;
using PaintDotNet.Effects;
using PaintDotNet.Imaging;
using PaintDotNet.Rendering;

namespace FakePaintDotNet.Environments;

/// <summary>What a command sees of the selection.</summary>
internal sealed class FakeSelectionInfo : RefTrackedObject, IBitmapEffectSelectionInfo
{
    public FakeSelectionInfo(Ledger ledger, FakeDocument document)
    {
        RenderBounds = document.Bounds;
        RenderScans = Scans(document);
        byte[] mask = new byte[document.Width * document.Height];
        for (int i = 0; i < mask.Length; i++) mask[i] = document.Coverage(i % document.Width, i / document.Width);

        var pixels = NativePixels.Of(ledger, "The selection's mask", new SizeInt32(document.Width, document.Height), PixelFormats.Alpha8, mask);
        MaskBitmap = new FakeInputBitmap<ColorAlpha8>(ledger, pixels, new FakeColorContext(null), isHosts: true);
    }

    public RectInt32 RenderBounds { get; }

    public IReadOnlyList<RectInt32> RenderScans { get; }

    public IEffectInputBitmap<ColorAlpha8> MaskBitmap { get; }

    private static RectInt32[] Scans(FakeDocument document)
    {
        RectInt32 bounds = document.Bounds;
        if (document.Mask is null) return [bounds];
        var scans = new List<RectInt32>();
        for (int y = bounds.Top; y < bounds.Bottom; y++)
        {
            int start = -1;
            for (int x = bounds.Left; x <= bounds.Right; x++)
            {
                bool selected = x < bounds.Right && document.Coverage(x, y) > 0;
                if (selected && start < 0) start = x;
                if (selected || start < 0) continue;
                scans.Add(new RectInt32(start, y, x - start, 1));
                start = -1;
            }
        }

        return [.. scans];
    }
}
