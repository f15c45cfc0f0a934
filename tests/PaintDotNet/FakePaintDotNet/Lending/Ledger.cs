namespace FakePaintDotNet.Lending;

/// <summary>What is lent to the plug-in, until it is given back, and what it did wrong with it.</summary>
public sealed class Ledger
{
    private readonly Lock _lock = new();
    private readonly HashSet<Lent> _lent = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _faults = [];

    /// <summary>What it did wrong, and what it has not given back.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_lock) return [.. _faults, .. _lent.Select(lent => $"{lent.Name} was not disposed of.")];
        }
    }

    /// <summary>Remembers a fault, also where the plug-in swallows the exception.</summary>
    /// <returns>The exception to throw.</returns>
    public MisuseException Misuse(string fault)
    {
        lock (_lock) _faults.Add(fault);
        return new MisuseException(fault);
    }

    /// <summary>Throws what it did wrong, if anything.</summary>
    public void Settle()
    {
        IReadOnlyList<string> faults = Faults;
        if (faults.Count > 0) throw new MisuseException(string.Join(Environment.NewLine, faults));
    }

    internal void Lend(Lent lent)
    {
        lock (_lock) _lent.Add(lent);
    }

    internal void TakeBack(Lent lent)
    {
        lock (_lock) _lent.Remove(lent);
    }
}
