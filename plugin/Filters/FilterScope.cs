using Enlarger.Imaging;

namespace Enlarger.Filters;

/// <summary>What a selection is for a filter, the same in every editor: the crop, or the region to work on, or nothing to one that enlarges whole pictures.</summary>
public sealed class FilterScope
{
    private readonly IFilter _filter;
    private readonly AreaParameter _area;

    /// <summary>The scope of a filter; every filter declares an area.</summary>
    public FilterScope(IFilter filter)
    {
        _filter = filter;
        _area = filter.Parameters.OfType<AreaParameter>().OrderByDescending(area => area.IsRequired).First();
    }

    /// <summary>Whether the filter cuts out what is selected, so that its result is a picture of its own unless the user says otherwise.</summary>
    public bool IsCrop => _area.IsRequired;

    /// <summary>Whether whole pictures become larger with these settings, so that a selected part alone cannot.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: the result would be too large to address.</exception>
    public bool Enlarges(PixelSize size, FilterSettings settings) => !IsCrop && _filter.ResultSize(size, settings) != size;

    /// <summary>The settings for a part of the picture.</summary>
    /// <param name="settings">The values of the parameters.</param>
    /// <param name="part">The part, in the picture's pixels.</param>
    public FilterSettings Narrow(FilterSettings settings, PixelArea part) => settings.With(_area.Id, _area.Format(part));

    /// <summary>Whether the result of a part takes that part's place, being of its size.</summary>
    public bool FitsInPlace(PixelSize picture, FilterSettings settings, PixelArea part) => _filter.ResultSize(picture, Narrow(settings, part)) == part.Size;
}
