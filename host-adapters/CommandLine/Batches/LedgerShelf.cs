namespace Enlarger.CommandLine.Batches;

/// <summary>The ledgers of all folders that a batch writes into, each read when it is first needed.</summary>
/// <param name="part">The part of the batch that writes, if it has parts.</param>
internal sealed class LedgerShelf(JobPart? part)
{
    private readonly Dictionary<string, Ledger> _ledgers = [];

    /// <summary>The ledger of the folder of a picture's result.</summary>
    public Ledger Of(BatchFile file)
    {
        if (!_ledgers.TryGetValue(file.ResultFolder, out Ledger? ledger)) _ledgers[file.ResultFolder] = ledger = new Ledger(file.ResultFolder, part);
        return ledger;
    }

    /// <summary>The same ledger as it is now, with what other runs have noted meanwhile.</summary>
    public Ledger Reread(BatchFile file) => _ledgers[file.ResultFolder] = new Ledger(file.ResultFolder, part);
}
