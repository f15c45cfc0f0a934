using Enlarger.Filters;
using Enlarger.Imaging;

namespace Enlarger.Documents;

/// <summary>
/// What a filter does to a document, the same in every host. A whole document that grows does so with all its layers; otherwise the active
/// layers are worked on where they are selected, or one of them becomes a new document. Whatever can be refused is refused here, before
/// anything is read.
/// </summary>
/// <param name="Output">Where the result goes.</param>
/// <param name="Size">The canvas of the result: of the document, or of the new one.</param>
/// <param name="Pieces">What gets new pixels, in the order of the work.</param>
public sealed record DocumentPlan(DocumentOutput Output, PixelSize Size, IReadOnlyList<DocumentPiece> Pieces)
{
    /// <summary>Where a filter's result goes unless the user says otherwise: what is cut out is a picture of its own.</summary>
    public static DocumentOutput UsualOutput(IFilter filter) => new FilterScope(filter).IsCrop ? DocumentOutput.NewImage : DocumentOutput.InPlace;

    /// <summary>Whether the whole document grows.</summary>
    public bool Enlarges(DocumentOutline document) => Output == DocumentOutput.InPlace && Size != document.Canvas;

    /// <summary>The part of a layer that a filter works on, for a preview of it.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: none of it is selected.</exception>
    public static PixelArea PartOf(DocumentLayer layer, PixelArea? selection, FilterSettings settings, FilterScope scope) =>
        scope.Enlarges(layer.Size, settings) ? layer.Size.Area : layer.Within(selection) ?? throw NotSelected();

    /// <summary>What becomes how large, for a dialog.</summary>
    public string Sizes(DocumentOutline document)
    {
        (PixelSize from, PixelSize to) = Enlarges(document) ? (document.Canvas, Size) : (Pieces[0].Area.Size, Pieces[0].Size);
        return from == to ? $"{to} pixels" : $"{from} pixels become {to}";
    }

    /// <summary>Makes the plan.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="settings">The values of its parameters, without areas: the selection is the area.</param>
    /// <param name="document">The document.</param>
    /// <param name="output">Where the result goes.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/> or <see cref="ErrorKind.Usage"/>: it cannot be done, and why.</exception>
    public static DocumentPlan Of(IFilter filter, FilterSettings settings, DocumentOutline document, DocumentOutput output)
    {
        var scope = new FilterScope(filter);
        return output == DocumentOutput.NewImage ? OfNewImage(filter, settings, document, scope)
            : scope.Enlarges(document.Canvas, settings) ? OfWhole(filter, settings, document)
            : OfParts(filter, settings, document, scope);
    }

    private static DocumentPlan OfNewImage(IFilter filter, FilterSettings settings, DocumentOutline document, FilterScope scope)
    {
        (int index, DocumentLayer layer) = Active(document) is [var only]
            ? only
            : throw new EnlargerException(ErrorKind.Input, "A new image is made of one layer: choose a single one.");
        if (layer.Kind == DocumentLayerKind.Coverage) throw new EnlargerException(ErrorKind.Input, "A new image can be made of a layer: choose one, not a mask or channel.");

        PixelArea area = PartOf(layer, document.Selection, settings, scope);
        PixelSize size = filter.ResultSize(layer.Size, scope.Narrow(settings, area));
        DemandRoom(document, size);
        return new DocumentPlan(DocumentOutput.NewImage, size, [new DocumentPiece(index, area, size)]);
    }

    private static DocumentPlan OfWhole(IFilter filter, FilterSettings settings, DocumentOutline document)
    {
        if (document.Layers.All(layer => layer.Kind == DocumentLayerKind.Coverage)) throw new EnlargerException(ErrorKind.Input, "The image has no layer with pixels.");
        DocumentPiece[] pieces = [.. document.Layers.Select((layer, index) => new DocumentPiece(index, layer.Size.Area, filter.ResultSize(layer.Size, settings)))];
        PixelSize size = filter.ResultSize(document.Canvas, settings);
        foreach (PixelSize result in pieces.Select(piece => piece.Size).Append(size)) DemandRoom(document, result);
        return new DocumentPlan(DocumentOutput.InPlace, size, pieces);
    }

    private static DocumentPlan OfParts(IFilter filter, FilterSettings settings, DocumentOutline document, FilterScope scope)
    {
        var pieces = new List<DocumentPiece>();
        foreach ((int index, DocumentLayer layer) in Active(document))
        {
            if (layer.Within(document.Selection) is not { } area) continue;
            if (!scope.FitsInPlace(layer.Size, settings, area))
            {
                throw new EnlargerException(ErrorKind.Usage, $"{filter.Name} enlarges with these settings: take a new image for the result, or the scale 1x.");
            }

            if (layer.LockedBy is { } name) throw new EnlargerException(ErrorKind.Input, $"The pixels of '{name}' are locked: unlock them first.");
            pieces.Add(new DocumentPiece(index, area, area.Size));
        }

        return pieces.Count > 0 ? new DocumentPlan(DocumentOutput.InPlace, document.Canvas, pieces) : throw NotSelected();
    }

    /// <summary>The layers that the user has chosen, at least one.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: there is none.</exception>
    public static (int Index, DocumentLayer Layer)[] Active(DocumentOutline document)
    {
        (int Index, DocumentLayer Layer)[] active = [.. document.Layers.Index().Where(item => item.Item.IsActive)];
        return active.Length > 0 ? active : throw new EnlargerException(ErrorKind.Input, "No layer with pixels is chosen: choose one.");
    }

    private static void DemandRoom(DocumentOutline document, PixelSize size)
    {
        if (Math.Max(size.Width, size.Height) <= document.LongestSide) return;
        throw new EnlargerException(
            ErrorKind.Input, $"The result would have {size} pixels, and {document.Host}'s images have {document.LongestSide} at most, each way: choose a smaller scale.");
    }

    private static EnlargerException NotSelected() => new(ErrorKind.Input, "The selection does not touch the layer: select a part of it, or nothing.");
}
