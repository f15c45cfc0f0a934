using FakePaintDotNet.Lending;
using PaintDotNet.ComponentModel;
using PaintDotNet.Imaging;

namespace FakePaintDotNet.Bitmaps;

/// <summary>Writes a PNG file, in the order that the Windows Imaging Component asks for.</summary>
internal sealed class FakePngEncoder(Ledger ledger, Stream stream) : Lent(ledger, "An encoder"), IBitmapEncoder
{
    private FakePngFrame? _frame;

    public IBitmapFrameEncode CreateNewFrame(out IPropertyBag2 encoderOptions)
    {
        MustBeAlive();
        if (_frame is not null) throw Ledger.Misuse("A PNG file has one picture.");
        encoderOptions = new FakePropertyBag(Ledger);
        return _frame = new FakePngFrame(Ledger, stream);
    }

    public void Commit()
    {
        MustBeAlive();
        if (_frame is not { IsCommitted: true }) throw Ledger.Misuse("A file was committed before its picture was.");
    }
}
