namespace Enlarger.Layers;

/// <summary>Where on the canvas the upper left pixel of a layer lies; negative if it lies beyond the canvas' edge.</summary>
/// <param name="X">Its column.</param>
/// <param name="Y">Its row.</param>
public readonly record struct LayerOffset(int X, int Y)
{
    /// <summary>
    /// The offset in an enlarged picture: the factor times as far, also to the left and above. A pixel is an area, and the area of pixel
    /// x begins at x, so that this is exact: nothing moves by a fraction of a pixel against another layer.
    /// </summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: the new offset is too far away to address.</exception>
    public LayerOffset Enlarge(int factor) => new(LayerScaling.Of(X, factor), LayerScaling.Of(Y, factor));
}
