using Enlarger.Imaging.Color;

namespace Enlarger.Imaging;

/// <summary>
/// A picture that a filter reads. Areas are asked for from top to bottom, on the thread that called the filter, and no row is
/// asked for twice, so that a stream can be a source as well as a buffer can; a filter that looks at the picture before it changes it
/// calls <see cref="Rewind"/> in between (<see cref="Filters.IFilter.ReadsTwice"/> tells beforehand).
/// </summary>
public interface IPixelSource
{
    /// <summary>The size of the picture.</summary>
    PixelSize Size { get; }

    /// <summary>The format of its pixels.</summary>
    PixelFormat Format { get; }

    /// <summary>What the values of its samples mean.</summary>
    ColorEncoding Encoding => ColorEncoding.Srgb;

    /// <summary>Reads an area.</summary>
    /// <param name="area">Lies within the picture, and below every area read before.</param>
    /// <param name="destination">Takes the area's rows without padding: width x height x bytes per pixel.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: the picture is damaged or ends too early.</exception>
    void Read(PixelArea area, Span<byte> destination);

    /// <summary>Begins again: the next area may lie anywhere. A buffer has nothing to do for it.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: the picture cannot be read again.</exception>
    void Rewind()
    {
    }
}
