using Enlarger.Filters;
using Enlarger.Layers;

namespace Enlarger.Documents;

/// <summary>Runs a filter over a document as planned, piece by piece.</summary>
/// <param name="engine">What enlarges.</param>
/// <param name="filter">The filter.</param>
/// <param name="settings">The values of its parameters; areas are added here.</param>
public sealed class DocumentFilter(Engine engine, IFilter filter, FilterSettings settings)
{
    private readonly FilterScope _scope = new(filter);

    /// <summary>
    /// Stages the new pixels of all pieces, in their order, one after the other, and returns when all are whole, or throws. Everything is
    /// called on this thread only.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="plan">The plan made of it by this filter and these settings.</param>
    /// <param name="pixels">Gives the pixels of a piece's layer, all of them.</param>
    /// <param name="progress">Told the finished part of all the work, 0..1, never falling.</param>
    /// <param name="cancellation">Stops the work within a fraction of a tile.</param>
    /// <exception cref="EnlargerException">Something failed; what was staged is not to be used.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled; what was staged is not to be used.</exception>
    public void Run(DocumentOutline document, DocumentPlan plan, Func<DocumentPiece, IHostPixels> pixels, IProgress<double>? progress, CancellationToken cancellation)
    {
        if (plan.Enlarges(document))
        {
            new LayeredFilter(engine, filter, settings).Run(Picture(document, plan, pixels), progress, cancellation);
            return;
        }

        long done = 0, total = plan.Pieces.Sum(Count);
        foreach (DocumentPiece piece in plan.Pieces)
        {
            IHostPixels source = pixels(piece);
            IProgress<double>? part = progress is null ? null : new PartialProgress(progress, done, Count(piece), total);
            filter.Run(source, source.Stage(piece.Size), _scope.Narrow(settings, piece.Area), part, cancellation);
            done += Count(piece);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    // Where text is all there is, it is what the user wants enlarged.
    private static LayeredPicture Picture(DocumentOutline document, DocumentPlan plan, Func<DocumentPiece, IHostPixels> pixels)
    {
        bool choosesText = document.Layers.All(layer => layer.Kind != DocumentLayerKind.Picture);
        return new LayeredPicture(document.Canvas, [.. plan.Pieces.Select(piece => Layer(document.Layers[piece.Index], pixels(piece), choosesText))]);
    }

    private static Layer Layer(DocumentLayer layer, IHostPixels pixels, bool choosesText) => layer.Kind == DocumentLayerKind.Coverage
        ? new LayerGroup { Name = layer.Name, Offset = layer.Offset, Mask = new LayerMask(pixels), Children = [] }
        : new PixelLayer { Name = layer.Name, Offset = layer.Offset, Pixels = pixels, IsChosen = choosesText || layer.Kind == DocumentLayerKind.Picture };

    private static long Count(DocumentPiece piece) => (long)piece.Area.Width * piece.Area.Height;
}
