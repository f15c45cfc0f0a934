using Enlarger.Filters;
using Enlarger.Gimp2.Native;
using Enlarger.Imaging;

namespace Enlarger.Gimp2.Work;

/// <summary>The selection, which is one for the whole image, as drawables see it.</summary>
internal static class Selection
{
    /// <summary>Where the selection meets a drawable, in its pixels; all of it where nothing is selected, and null if they do not meet.</summary>
    public static PixelArea? In(int drawable) =>
        LibGimp.gimp_drawable_mask_intersect(drawable, out int x, out int y, out int width, out int height) ? new PixelArea(x, y, width, height) : null;

    /// <summary>The part of a drawable that a filter works on.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: none of it is selected.</exception>
    public static PixelArea PartFor(FilterScope scope, FilterSettings settings, int drawable)
    {
        PixelSize size = SizeOf(drawable);
        return scope.Enlarges(size, settings) ? size.Area
            : In(drawable) ?? throw new EnlargerException(ErrorKind.Input, "The selection does not touch the layer: select a part of it, or nothing.");
    }

    /// <summary>The size of a drawable.</summary>
    public static PixelSize SizeOf(int drawable) => new(LibGimp.gimp_drawable_width(drawable), LibGimp.gimp_drawable_height(drawable));
}
