using Enlarger.Documents;
using Enlarger.Filters;
using Enlarger.Gimp2.Native;
using Enlarger.Gimp2.Pixels;
using Enlarger.Imaging;

namespace Enlarger.Gimp2.Work;

/// <summary>What a command will do with an image. Whatever can be refused is refused here, before the work begins.</summary>
/// <param name="From">The size of what is worked on.</param>
/// <param name="To">The size of its result.</param>
/// <param name="Parts">The drawables that are worked on, where they are selected; none where the whole image grows.</param>
internal sealed record Plan(PixelSize From, PixelSize To, IReadOnlyList<(int Drawable, PixelArea Area)> Parts)
{
    // GIMP_MAX_IMAGE_SIZE.
    private const int Longest = 524288;

    /// <summary>Whether the whole image grows.</summary>
    public bool EnlargesImage => Parts.Count == 0;

    /// <summary>Makes the plan.</summary>
    /// <exception cref="EnlargerException">It cannot be done, and why.</exception>
    public static Plan Of(IFilter filter, FilterSettings settings, Document document, DocumentOutput target)
    {
        document.DemandOpen();
        var scope = new FilterScope(filter);
        return target == DocumentOutput.NewImage ? OfNewImage(filter, settings, document, scope)
            : scope.Enlarges(document.Canvas, settings) ? OfImage(filter, settings, document)
            : OfPart(settings, document, scope, filter.Name);
    }

    /// <summary>The part of the active drawable that a filter works on.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: none of it is selected.</exception>
    public static PixelArea PartOf(Document document, FilterSettings settings, FilterScope scope)
    {
        PixelSize size = DrawablePixels.SizeOf(document.Drawable);
        return scope.Enlarges(size, settings) ? size.Area : Selected(document.Drawable) ?? throw NotSelected();
    }

    /// <summary>Where the selection meets a drawable, in its pixels; all of it where nothing is selected, and null if they do not meet.</summary>
    public static PixelArea? Selected(int drawable) =>
        LibGimp.gimp_drawable_mask_intersect(drawable, out int x, out int y, out int width, out int height) ? new PixelArea(x, y, width, height) : null;

    private static Plan OfNewImage(IFilter filter, FilterSettings settings, Document document, FilterScope scope)
    {
        if (!LibGimp.gimp_item_is_layer(document.Drawable)) throw new EnlargerException(ErrorKind.Input, "A new image can be made of a layer: choose one, not a mask or channel.");
        PixelArea area = PartOf(document, settings, scope);
        PixelSize size = filter.ResultSize(DrawablePixels.SizeOf(document.Drawable), scope.Narrow(settings, area));
        DemandRoom(size);
        return new Plan(area.Size, size, [(document.Drawable, area)]);
    }

    private static Plan OfImage(IFilter filter, FilterSettings settings, Document document)
    {
        foreach (int leaf in document.Leaves) DemandRoom(filter.ResultSize(DrawablePixels.SizeOf(leaf), settings));
        PixelSize size = filter.ResultSize(document.Canvas, settings);
        DemandRoom(size);
        return new Plan(document.Canvas, size, []);
    }

    private static Plan OfPart(FilterSettings settings, Document document, FilterScope scope, string name)
    {
        PixelSize size = PartOf(document, settings, scope).Size;
        (int Drawable, PixelArea Area)[] parts =
            [.. from leaf in Document.LeavesOf(document.Drawable) let area = Selected(leaf) where area is not null select (leaf, area.Value)];
        if (parts.Length == 0) throw NotSelected();
        foreach ((int drawable, PixelArea area) in parts)
        {
            if (!scope.FitsInPlace(DrawablePixels.SizeOf(drawable), settings, area))
            {
                throw new EnlargerException(ErrorKind.Usage, $"{name} enlarges with these settings: take a new image for the result, or the scale 1x.");
            }

            foreach (int item in Document.LocksOf(drawable))
            {
                throw new EnlargerException(ErrorKind.Input, $"The pixels of '{Document.NameOf(item)}' are locked: unlock them first.");
            }
        }

        return new Plan(size, size, parts);
    }

    private static void DemandRoom(PixelSize size)
    {
        if (Math.Max(size.Width, size.Height) <= Longest) return;
        throw new EnlargerException(ErrorKind.Input, $"The result would have {size} pixels, and GIMP's images have {Longest} at most, each way: choose a smaller scale.");
    }

    private static EnlargerException NotSelected() => new(ErrorKind.Input, "The selection does not touch the layer: select a part of it, or nothing.");
}
