using FakePaintDotNet.Bitmaps;
using FakePaintDotNet.Lending;
using PaintDotNet.Effects;
using PaintDotNet.Imaging;
using PaintDotNet.Rendering;

namespace FakePaintDotNet.Rendering;

/// <summary>The tile that an effect renders now.</summary>
internal sealed class FakeOutput(Ledger ledger, RectInt32 bounds, byte fill) : IBitmapEffectOutput
{
    private readonly NativePixels _pixels = new(ledger, $"The output at {bounds.X}, {bounds.Y}", bounds.Size, PixelFormats.Bgra32, fill);
    private bool _isOver;
    private bool _isLocked;

    public RectInt32 Bounds => bounds;

    public PixelFormat PixelFormat => PixelFormats.Bgra32;

    public IBitmapLock Lock(in PixelFormat pixelFormat)
    {
        if (_isOver) throw ledger.Misuse("An output was locked after its rendering had ended.");
        if (pixelFormat != PixelFormat) throw ledger.Misuse("An output was locked in a format that is not its own.");
        var locked = new FakeLock<ColorBgra32>(ledger, _pixels, new RectInt32(0, 0, bounds.Size), write: true, () => _isLocked = false);
        _isLocked = true;
        return locked;
    }

    /// <summary>Takes what was rendered.</summary>
    /// <param name="result">The document's pixels.</param>
    /// <param name="width">The document's width.</param>
    public void Finish(byte[] result, int width)
    {
        _isOver = true;
        if (_isLocked) throw ledger.Misuse("A rendering ended while its output was locked.");
        for (int y = 0; y < bounds.Height; y++) _pixels.Row(y).CopyTo(result.AsSpan((((bounds.Y + y) * width) + bounds.X) * 4));
    }
}
