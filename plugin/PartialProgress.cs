namespace Enlarger;

/// <summary>The progress of one piece of work as a part of the whole. It tells on the thread that it is told on.</summary>
/// <param name="whole">Told the progress of the whole, 0..1.</param>
/// <param name="before">The work done before this piece.</param>
/// <param name="piece">The work in this piece.</param>
/// <param name="total">The work in all pieces, in the same unit.</param>
public sealed class PartialProgress(IProgress<double> whole, long before, long piece, long total) : IProgress<double>
{
    /// <inheritdoc/>
    public void Report(double value) => whole.Report((before + (piece * value)) / total);
}
