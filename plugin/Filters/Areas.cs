using Enlarger.Imaging;

namespace Enlarger.Filters;

/// <summary>The areas that settings name, held against the picture.</summary>
internal static class Areas
{
    // Of the widest result a row of the smallest tiles can still be held in one array, in any format.
    private const int WidestResult = 1_000_000;
    private const int HighestResult = 100_000_000;

    /// <summary>The region that is wanted; the whole picture if there is none.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: it does not lie within the picture.</exception>
    public static PixelArea Region(PixelSize picture, FilterSettings settings) => Within(settings.Area("region") ?? picture.Area, picture, "region");

    /// <summary>An area that must lie within the picture.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: it does not.</exception>
    public static PixelArea Within(PixelArea area, PixelSize picture, string name) => area.IsWithin(picture)
        ? area
        : throw new EnlargerException(
            ErrorKind.Usage, $"The {name} of {area.Size} pixels at column {area.X} and row {area.Y} does not lie within the picture, which has {picture}: choose a smaller one.");

    /// <summary>The size of a part's enlargement.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: it is too large to be addressed.</exception>
    public static PixelSize Enlarge(PixelArea part, PixelSize picture, long scale) =>
        part.Width * scale <= WidestResult && Math.Max(picture.Width, picture.Height) * scale <= int.MaxValue && part.Height * scale <= HighestResult
            ? new PixelSize((int)(part.Width * scale), (int)(part.Height * scale))
            : throw new EnlargerException(
                ErrorKind.Input, $"A picture of {part.Size} pixels is too large to be enlarged {scale}x: the result may be {WidestResult} pixels wide and {HighestResult} high.");

    /// <summary>What the name of a result gets if it shows a region only, so that it is not taken for the whole.</summary>
    public static string Suffix(FilterSettings settings) => settings.Area("region") is null ? "" : "-part";
}
