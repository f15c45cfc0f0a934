using Enlarger.Documents;
using Enlarger.Imaging;

namespace Enlarger.CommandLine.Documents;

/// <summary>A part of the document that gets new pixels.</summary>
/// <param name="Index">Which of the layers sent.</param>
/// <param name="Area">The part of the layer, in its own pixels, as x, y, width and height.</param>
/// <param name="Width">The columns of the result.</param>
/// <param name="Height">The rows of the result.</param>
/// <param name="SourceRowBytes">The bytes of a row of the layer.</param>
/// <param name="RowBytes">The bytes of a row of the result.</param>
internal sealed record PlannedPiece(int Index, int[] Area, int Width, int Height, long SourceRowBytes, long RowBytes)
{
    /// <summary>The description of a piece.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="layer">The size of its layer.</param>
    /// <param name="format">The format of the layer, and of the result.</param>
    public static PlannedPiece Of(DocumentPiece piece, PixelSize layer, PixelFormat format) => new(
        piece.Index,
        [piece.Area.X, piece.Area.Y, piece.Area.Width, piece.Area.Height],
        piece.Size.Width,
        piece.Size.Height,
        (long)layer.Width * format.BytesPerPixel,
        (long)piece.Size.Width * format.BytesPerPixel);
}
