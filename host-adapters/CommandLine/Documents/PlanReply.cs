using Enlarger.Documents;
using Enlarger.Imaging;

namespace Enlarger.CommandLine.Documents;

/// <summary>What a host is told before it sends pixels.</summary>
/// <param name="Output">Where the result goes.</param>
/// <param name="Factor">How many times larger the document becomes; 1 where it keeps its size, or is left alone.</param>
/// <param name="Width">The columns of the result's canvas.</param>
/// <param name="Height">The rows of the result's canvas.</param>
/// <param name="Layers">What gets new pixels, in the order in which the host sends the old ones.</param>
internal sealed record PlanReply(DocumentOutput Output, int Factor, int Width, int Height, IReadOnlyList<PlannedPiece> Layers)
{
    /// <summary>The reply that tells a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="document">The document.</param>
    /// <param name="formats">The formats of its layers.</param>
    public static PlanReply Of(DocumentPlan plan, DocumentOutline document, IReadOnlyList<PixelFormat> formats) => new(
        plan.Output,
        plan.Enlarges(document) ? plan.Size.Width / document.Canvas.Width : 1,
        plan.Size.Width,
        plan.Size.Height,
        [.. plan.Pieces.Select(piece => PlannedPiece.Of(piece, document.Layers[piece.Index].Size, formats[piece.Index]))]);
}
