using Enlarger.Imaging;

namespace Enlarger.Layers;

/// <summary>
/// A host's document as far as a filter concerns it. Each property says how it is enlarged, so that layers still fit together and a
/// picture becomes the same one in every host.
/// </summary>
/// <param name="Canvas">The size of the canvas. It is multiplied by the factor.</param>
/// <param name="Layers">The layers and groups at the top, in the host's order, which stays.</param>
public sealed record LayeredPicture(PixelSize Canvas, IReadOnlyList<Layer> Layers)
{
    /// <summary>The selection and the like, if there are any. Each stays as large as the canvas.</summary>
    public IReadOnlyList<Channel> Channels { get; init; } = [];

    /// <summary>
    /// The picture enlarged <paramref name="factor"/> times: every property but the pixels, which are those that
    /// <see cref="LayeredFilter.Run"/> stages.
    /// </summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: the result would be too large to address.</exception>
    public LayeredPicture Enlarge(int factor) =>
        this with { Canvas = LayerScaling.Of(Canvas, factor), Layers = [.. Layers.Select(layer => layer.Enlarge(factor))] };
}
