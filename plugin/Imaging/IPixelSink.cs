using Enlarger.Imaging.Color;

namespace Enlarger.Imaging;

/// <summary>
/// The place where a filter delivers its result, from top to bottom, on the thread that called it. The result is whole only when
/// the filter has returned; until then a sink's owner keeps its target as it was.
/// </summary>
public interface IPixelSink
{
    /// <summary>The size of the result.</summary>
    PixelSize Size { get; }

    /// <summary>The format in which pixels are delivered.</summary>
    PixelFormat Format { get; }

    /// <summary>The encoding in which their samples are delivered.</summary>
    ColorEncoding Encoding => ColorEncoding.Srgb;

    /// <summary>Takes the next rows.</summary>
    /// <param name="rows">Whole rows without padding; the span is reused after the call.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: the rows could not be stored.</exception>
    void Write(ReadOnlySpan<byte> rows);
}
