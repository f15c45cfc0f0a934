using Enlarger.Imaging;
using Enlarger.Layers;

namespace Enlarger.Documents;

/// <summary>A layer, mask or channel that holds pixels. Groups hold none and are not among them.</summary>
/// <param name="Name">What the user calls it.</param>
/// <param name="Offset">Where its upper left corner lies on the canvas.</param>
/// <param name="Size">Its size.</param>
/// <param name="Kind">What its pixels are.</param>
/// <param name="IsActive">Whether the user has chosen it, or a group that it lies in.</param>
/// <param name="LockedBy">The name of what keeps its pixels from being changed, itself or a group around it; null if nothing does.</param>
public sealed record DocumentLayer(string Name, LayerOffset Offset, PixelSize Size, DocumentLayerKind Kind, bool IsActive, string? LockedBy)
{
    /// <summary>The part of it, in its own pixels, that lies within an area of the canvas; null if none does.</summary>
    /// <param name="selection">The area; null for everything, also what lies beyond the canvas.</param>
    public PixelArea? Within(PixelArea? selection)
    {
        if (selection is null) return Size.Area;
        PixelArea common = selection.Value.Intersect(new PixelArea(Offset.X, Offset.Y, Size.Width, Size.Height));
        return common is { Width: > 0, Height: > 0 } ? common with { X = common.X - Offset.X, Y = common.Y - Offset.Y } : null;
    }
}
