using FakePaintDotNet.Lending;
using PaintDotNet.ComponentModel;

namespace FakePaintDotNet.Bitmaps;

/// <summary>An encoder's options, of which there are none.</summary>
internal sealed class FakePropertyBag(Ledger ledger) : Lent(ledger, "An encoder's options"), IPropertyBag2;
