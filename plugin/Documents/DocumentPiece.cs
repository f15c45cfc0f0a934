using Enlarger.Imaging;

namespace Enlarger.Documents;

/// <summary>A part of a document that gets new pixels.</summary>
/// <param name="Index">Which of the outline's layers.</param>
/// <param name="Area">The part of that layer, in its own pixels, that the result is of.</param>
/// <param name="Size">The size of the result.</param>
public sealed record DocumentPiece(int Index, PixelArea Area, PixelSize Size);
