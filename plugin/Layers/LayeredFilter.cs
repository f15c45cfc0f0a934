using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Inference;

namespace Enlarger.Layers;

/// <summary>
/// Runs a filter over the chosen layers of a picture, and lets everything else follow.
/// <list type="bullet">
/// <item>The pixels of chosen layers are the filter's work.</item>
/// <item>Where the filter enlarges, the other layers are enlarged by plain Lanczos-3: the canvas grows, so they must, and a user who left
/// a layer out wants it to look as it did, with nothing invented. Where it does not, they are left alone.</item>
/// <item>Masks, the selection and other coverage are never the filter's work: they are enlarged as alpha is.</item>
/// <item>All other properties follow <see cref="LayeredPicture.Enlarge"/>.</item>
/// </list>
/// </summary>
/// <param name="engine">Where the plain enlargement comes from.</param>
/// <param name="filter">The filter.</param>
/// <param name="settings">The values of its parameters.</param>
public sealed class LayeredFilter(Engine engine, IFilter filter, FilterSettings settings)
{
    private delegate void Work(IPixelSource source, IPixelSink sink, IProgress<double>? progress, CancellationToken cancellation);

    /// <summary>How many times larger the picture becomes: 1 for a filter that leaves the size as it is.</summary>
    /// <exception cref="EnlargerException">
    /// <see cref="ErrorKind.Usage"/>: no layer with pixels is chosen, or the filter would not enlarge all chosen layers alike;
    /// <see cref="ErrorKind.Input"/>: a layer would become too large to address.
    /// </exception>
    public int Factor(LayeredPicture picture)
    {
        IEnumerable<IHostPixels> chosen = All(picture.Layers).Where(item => item.IsChosen).Select(item => PixelsOf(item.Layer)).OfType<IHostPixels>();
        int[] factors = [.. chosen.Select(pixels => Factor(pixels.Size)).Distinct()];
        return factors switch
        {
            [] => throw new EnlargerException(ErrorKind.Usage, "No layer with pixels is chosen: choose at least one."),
            [> 0] => factors[0],
            _ => throw new EnlargerException(
                ErrorKind.Usage, $"{filter.Name} would not enlarge all layers alike with these settings, so that they would no longer fit together: choose a fixed scale."),
        };
    }

    /// <summary>
    /// Stages the new pixels of everything that changes, one after the other, and returns when all are whole, or throws. Nothing of the
    /// document has changed by then: the host puts in what was staged, and the properties returned, as one step of its history.
    /// Everything is called on this thread only. What does not fit together, or is too large, is refused before anything is read.
    /// </summary>
    /// <param name="picture">The document.</param>
    /// <param name="progress">Told the finished part of all the work, 0..1, never falling; layers count by their pixels.</param>
    /// <param name="cancellation">Stops the work within a fraction of a tile.</param>
    /// <returns>The picture as it will be: every property, and the objects whose new pixels are staged, or who keep those they have.</returns>
    /// <exception cref="EnlargerException">Something failed; what was staged is not to be used.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled; what was staged is not to be used.</exception>
    public LayeredPicture Run(LayeredPicture picture, IProgress<double>? progress, CancellationToken cancellation)
    {
        int factor = Factor(picture);
        LayeredPicture result = picture.Enlarge(factor);
        Piece[] pieces = [.. Pieces(picture, factor)];

        long total = pieces.Sum(piece => piece.Count), done = 0;
        foreach (Piece piece in pieces)
        {
            cancellation.ThrowIfCancellationRequested();
            IPixelSink sink = piece.Pixels.Stage(piece.Size);
            if (sink.Size != piece.Size) throw new ArgumentException($"The host's sink takes {sink.Size} pixels and the result has {piece.Size}.", nameof(picture));

            piece.Work(piece.Pixels, sink, progress is null ? null : new PartialProgress(progress, done, piece.Count, total), cancellation);
            done += piece.Count;
        }

        // Whoever cancels during the last tile does not expect the document to change either.
        cancellation.ThrowIfCancellationRequested();
        return result;
    }

    // Whatever can be refused is refused here.
    private IEnumerable<Piece> Pieces(LayeredPicture picture, int factor)
    {
        foreach ((Layer layer, bool isChosen) in All(picture.Layers))
        {
            if (!isChosen && factor == 1) continue;
            IHostPixels? pixels = PixelsOf(layer);
            if (pixels is not null) yield return new Piece(pixels, LayerScaling.Of(pixels.Size, factor), isChosen ? Chosen : Plain(pixels.Size, factor));
            if (layer.Mask is { } mask) yield return Coverage(mask.Pixels, pixels?.Size ?? mask.Pixels.Size, layer.Name, factor);
        }

        if (factor == 1) yield break;
        foreach (Channel channel in picture.Channels) yield return Coverage(channel.Pixels, picture.Canvas, channel.Name, factor);
    }

    private void Chosen(IPixelSource source, IPixelSink sink, IProgress<double>? progress, CancellationToken cancellation) =>
        filter.Run(source, sink, settings, progress, cancellation);

    private Work Plain(PixelSize size, int factor)
    {
        IFilter upscale = engine.Filter("upscale");
        FilterSettings lanczos = new FilterSettings(upscale.Parameters).With("scale", $"{factor}").With("model", LanczosGenerator.Name);
        _ = upscale.ResultSize(size, lanczos);
        return (source, sink, progress, cancellation) => upscale.Run(source, sink, lanczos, progress, cancellation);
    }

    // 0 where the result is no whole multiple of the layer, or not the same one in both directions.
    private int Factor(PixelSize size)
    {
        PixelSize result = filter.ResultSize(size, settings);
        int factor = result.Width / size.Width;
        return result == LayerScaling.Of(size, factor) ? factor : 0;
    }

    // Every layer and group, with whether it or a group that it lies in is chosen.
    private static IEnumerable<(Layer Layer, bool IsChosen)> All(IEnumerable<Layer> layers, bool isChosen = false)
    {
        foreach (Layer layer in layers)
        {
            yield return (layer, isChosen || layer.IsChosen);
            if (layer is not LayerGroup group) continue;
            foreach ((Layer Layer, bool IsChosen) inside in All(group.Children, isChosen || group.IsChosen)) yield return inside;
        }
    }

    private static IHostPixels? PixelsOf(Layer layer) => (layer as PixelLayer)?.Pixels;

    private static Piece Coverage(IHostPixels pixels, PixelSize expected, string name, int factor) =>
        pixels.Format.Layout == ChannelLayout.Gray && pixels.Size == expected
            ? new Piece(pixels, LayerScaling.Of(expected, factor), (source, sink, progress, cancellation) => CoverageWork.Run(source, sink, factor, progress, cancellation))
            : throw new ArgumentException($"The mask or channel of '{name}' is {pixels.Size} {pixels.Format}, and must be {expected} and grey.", nameof(pixels));

    // What is to be staged, in what size, and how.
    private sealed record Piece(IHostPixels Pixels, PixelSize Size, Work Work)
    {
        public long Count => (long)Pixels.Size.Width * Pixels.Size.Height;
    }
}
