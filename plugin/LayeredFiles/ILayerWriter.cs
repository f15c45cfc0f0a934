namespace Enlarger.LayeredFiles;

/// <summary>
/// Writes a picture with its layers where other programs find them. What is not committed leaves nothing behind. Whoever has the pixels
/// makes the PNGs: each callback gets an empty stream that can be sought in, and is called at once; what it throws passes through,
/// unless the disk is the cause.
/// </summary>
public interface ILayerWriter : IDisposable
{
    /// <summary>The layers written so far whose blend mode nobody reads out of their pictures: other programs take them for plain ones.</summary>
    IReadOnlyList<FiledLayer> WithoutMode { get; }

    /// <summary>Writes the next layer, beginning with the lowest.</summary>
    /// <param name="layer">What to record of it.</param>
    /// <param name="png">Writes its pixels, as large as the canvas, as a PNG.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it could not be written.</exception>
    void Add(FiledLayer layer, Action<Stream> png);

    /// <summary>Writes what the whole looks like, where there is a place for that; else nothing is asked for.</summary>
    /// <param name="png">Writes the picture as a PNG.</param>
    /// <param name="thumbnail">Writes one of the size <see cref="FiledPicture.Thumbnail"/>.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it could not be written.</exception>
    void AddMerged(Action<Stream> png, Action<Stream> thumbnail);

    /// <summary>Finishes, so that the target is there.</summary>
    /// <returns>Its full path, which is another than asked for where that was taken.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it could not be written.</exception>
    string Commit();
}
