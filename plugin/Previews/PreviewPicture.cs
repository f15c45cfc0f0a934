using Enlarger.Imaging;

namespace Enlarger.Previews;

/// <summary>One picture of a preview, for a screen: sRGB of 8 bits. Immutable.</summary>
public sealed class PreviewPicture
{
    private readonly byte[] _pixels;

    internal PreviewPicture(PreviewFrame frame, PixelFormat format, byte[] pixels)
    {
        Frame = frame;
        Format = format;
        _pixels = pixels;
    }

    /// <summary>What it shows of the picture.</summary>
    public PreviewFrame Frame { get; }

    /// <summary>Its size.</summary>
    public PixelSize Size => Frame.Size;

    /// <summary>rgba8 where the picture has alpha, else rgb8.</summary>
    public PixelFormat Format { get; }

    /// <summary>Its rows from the top, without padding.</summary>
    public ReadOnlyMemory<byte> Pixels => _pixels;

    /// <summary>Where this picture belongs in the view of another frame of the same factor, so that it can follow a drag until the new one is there.</summary>
    /// <returns>Pixels of the screen from that frame's upper left corner.</returns>
    public (int X, int Y) PlaceIn(PreviewFrame frame) => ((Frame.Region.X - frame.Region.X) * frame.Factor, (Frame.Region.Y - frame.Region.Y) * frame.Factor);
}
