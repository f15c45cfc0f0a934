using Enlarger.CommandLine.Files;

namespace Enlarger.CommandLine.Batches;

/// <summary>A line of a ledger: which picture became which result, and how.</summary>
/// <param name="Input">The picture's path, as seen from the ledger's folder, with forward slashes.</param>
/// <param name="InputStamp">The picture as it was.</param>
/// <param name="Settings">The fingerprint of the recipe.</param>
/// <param name="Output">The name of the result, in the ledger's folder.</param>
/// <param name="OutputStamp">The result as it was written.</param>
internal sealed record LedgerEntry(string Input, FileStamp InputStamp, string Settings, string Output, FileStamp OutputStamp);
