using FakePaintDotNet.Bitmaps;
using FakePaintDotNet.Lending;
using PaintDotNet.AppModel;
using PaintDotNet.Clipboard;
using PaintDotNet.Imaging;

namespace FakePaintDotNet.Services;

/// <summary>Keeps what is put on it.</summary>
public sealed class FakeClipboard : IClipboardService, IImageClipboard
{
    private readonly Ledger _ledger;

    internal FakeClipboard(Ledger ledger) => _ledger = ledger;

    /// <summary>What was put on it last; null if nothing was.</summary>
    public ClipboardImage? Image { get; private set; }

    /// <summary>What it fails with when a picture is put on it; null for a clipboard that works.</summary>
    public Exception? Failure { get; set; }

    void IImageClipboard.SetImage(IBitmapSource source, IColorContext? colorContext)
    {
        if (OperatingSystem.IsWindows() && Thread.CurrentThread.GetApartmentState() != ApartmentState.STA) throw _ledger.Misuse("The clipboard was used on a thread that is not single-threaded.");
        if (Failure is not null) throw Failure;
        byte[]? profile = colorContext is { Type: ColorContextType.Profile } ? colorContext.GetProfileBytes().ToArray() : null;
        Image = new ClipboardImage(source.Size.Width, source.Size.Height, Pixels.Of(source), profile);
    }
}
