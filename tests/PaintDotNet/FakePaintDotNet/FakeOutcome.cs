namespace FakePaintDotNet;

/// <summary>What became of a command.</summary>
/// <param name="IsCommitted">Whether the document was changed.</param>
/// <param name="IsCancelled">Whether the user gave up.</param>
/// <param name="Exception">What the effect threw, which Paint.NET shows as a crash of the plug-in; null if it threw nothing.</param>
/// <param name="Renderings">How often it was rendered.</param>
/// <param name="Progress">The shares that were done after each tile of the last rendering.</param>
public sealed record FakeOutcome(bool IsCommitted, bool IsCancelled, Exception? Exception, int Renderings, IReadOnlyList<double> Progress);
