using Enlarger.Imaging;

namespace Enlarger.Layers;

/// <summary>
/// The pixels of a layer, a mask or a channel, as the host's document has them now, with a place beside the document for what shall
/// take their place. The host makes an object for each; it is staged at most once, and read from the top down as a filter reads.
/// </summary>
public interface IHostPixels : IPixelSource
{
    /// <summary>
    /// Makes the place where the new pixels are collected. The document stays as it is: only when everything is staged does the host
    /// put it in. What is staged and never put in is the host's to drop.
    /// </summary>
    /// <param name="size">The size of the new pixels.</param>
    /// <returns>A sink of that size; of the format of these pixels where the host has no reason for another one, and grey without alpha for a mask or channel.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: there is no room for so many pixels.</exception>
    IPixelSink Stage(PixelSize size);
}
