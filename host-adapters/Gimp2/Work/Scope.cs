using Enlarger.Filters;
using Enlarger.Gimp2.Menu;
using Enlarger.Gimp2.Native;
using Enlarger.Imaging;

namespace Enlarger.Gimp2.Work;

/// <summary>The part of a drawable that a filter works on: what is selected, or for a filter that enlarges whole pictures all of it.</summary>
/// <param name="filter">The filter.</param>
internal sealed class Scope(IFilter filter)
{
    private readonly AreaParameter _area = filter.Parameters.OfType<AreaParameter>().OrderByDescending(area => area.IsRequired).First();

    /// <summary>Where a result goes unless the user says otherwise: a crop is a picture of its own.</summary>
    public Target UsualTarget => _area.IsRequired ? Target.NewImage : Target.InPlace;

    /// <summary>Whether whole pictures become larger with these settings.</summary>
    public bool Enlarges(PixelSize size, FilterSettings settings) => !_area.IsRequired && filter.ResultSize(size, settings) != size;

    /// <summary>The part, in the drawable's own pixels.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: none of it is selected.</exception>
    public PixelArea Part(int drawable, FilterSettings settings)
    {
        PixelSize size = SizeOf(drawable);
        return Enlarges(size, settings) ? size.Area
            : Selected(drawable) ?? throw new EnlargerException(ErrorKind.Input, "The selection does not touch the layer: select a part of it, or nothing.");
    }

    /// <summary>The settings for a part.</summary>
    public FilterSettings Narrow(FilterSettings settings, PixelArea part) => settings.With(_area.Id, _area.Format(part));

    /// <summary>Where the selection meets a drawable, in its pixels; all of it where nothing is selected, and null if they do not meet.</summary>
    public static PixelArea? Selected(int drawable) =>
        LibGimp.gimp_drawable_mask_intersect(drawable, out int x, out int y, out int width, out int height) ? new PixelArea(x, y, width, height) : null;

    /// <summary>The size of a drawable.</summary>
    public static PixelSize SizeOf(int drawable) => new(LibGimp.gimp_drawable_width(drawable), LibGimp.gimp_drawable_height(drawable));
}
