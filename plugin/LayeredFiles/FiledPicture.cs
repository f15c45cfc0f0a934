using Enlarger.Imaging;

namespace Enlarger.LayeredFiles;

/// <summary>What is known of a picture with layers before the first of them is written.</summary>
/// <param name="Canvas">The size of the canvas, and of every layer.</param>
/// <param name="Layers">How many layers there are, at least 1.</param>
/// <param name="HorizontalResolution">Pixels per inch along a row; null where nobody knows.</param>
/// <param name="VerticalResolution">Pixels per inch along a column; null where nobody knows.</param>
public sealed record FiledPicture(PixelSize Canvas, int Layers, double? HorizontalResolution = null, double? VerticalResolution = null)
{
    // What OpenRaster allows.
    private const int LargestThumbnail = 256;

    /// <summary>The size of its thumbnail: its shape, no larger than it.</summary>
    public PixelSize Thumbnail
    {
        get
        {
            double factor = Math.Min(1, (double)LargestThumbnail / Math.Max(Canvas.Width, Canvas.Height));
            return new PixelSize(Side(Canvas.Width), Side(Canvas.Height));
            int Side(int side) => Math.Max(1, (int)Math.Round(side * factor));
        }
    }
}
