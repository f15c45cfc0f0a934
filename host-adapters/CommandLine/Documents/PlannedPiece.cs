namespace Enlarger.CommandLine.Documents;

/// <summary>A part of the document that gets new pixels.</summary>
/// <param name="Index">Which of the layers sent.</param>
/// <param name="Area">The part of the layer, in its own pixels, as x, y, width and height.</param>
/// <param name="Width">The columns of the result.</param>
/// <param name="Height">The rows of the result.</param>
/// <param name="SourceRowBytes">The bytes of a row of the layer.</param>
/// <param name="RowBytes">The bytes of a row of the result.</param>
internal sealed record PlannedPiece(int Index, int[] Area, int Width, int Height, long SourceRowBytes, long RowBytes);
