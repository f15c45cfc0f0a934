using PaintDotNet.ComponentModel;

namespace FakePaintDotNet.Lending;

/// <summary>Something that the plug-in has to dispose of.</summary>
public abstract class Lent : RefTrackedObject
{
    private protected Lent(Ledger ledger, string name)
    {
        (Ledger, Name) = (ledger, name);
        ledger.Lend(this);
    }

    internal string Name { get; }

    private protected Ledger Ledger { get; }

    private protected void MustBeAlive()
    {
        if (IsDisposed) throw Ledger.Misuse($"{Name} was used after it was disposed of.");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Ledger.TakeBack(this);
        base.Dispose(disposing);
    }
}
