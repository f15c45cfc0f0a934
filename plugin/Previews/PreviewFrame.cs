using Enlarger.Filters;
using Enlarger.Imaging;

namespace Enlarger.Previews;

/// <summary>The part of a picture that a preview shows, one pixel of the result to a pixel of the screen. Pure geometry.</summary>
public sealed record PreviewFrame
{
    private PreviewFrame()
    {
    }

    /// <summary>The part, in pixels of the picture.</summary>
    public required PixelArea Region { get; init; }

    /// <summary>How many times the filter enlarges it.</summary>
    public required int Factor { get; init; }

    /// <summary>The point in the middle, in fractions of a pixel so that slow drags add up.</summary>
    public required PicturePoint Centre { get; init; }

    /// <summary>The size of the part's result.</summary>
    public PixelSize Size => Region.Scale(Factor).Size;

    /// <summary>
    /// Frames the part around a point. Its result fills the view up to less than a pixel of the picture; where there is too little picture
    /// it is smaller than the view, and only where a single pixel is enlarged beyond the view it is larger.
    /// </summary>
    /// <param name="picture">The size of the picture.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="settings">The values of its parameters. Nothing is shown that the command would not make: the frame lies within their region or crop.</param>
    /// <param name="view">The size of the view, in pixels of the screen.</param>
    /// <param name="centre">The point wanted in the middle, which gives way at borders; null for the middle of all there is.</param>
    /// <exception cref="EnlargerException">What <see cref="IFilter.ResultSize"/> says of the settings.</exception>
    public static PreviewFrame Of(PixelSize picture, IFilter filter, FilterSettings settings, PixelSize view, PicturePoint? centre)
    {
        PixelSize result = filter.ResultSize(picture, settings);
        PixelArea bounds = Bounds(picture, filter, settings);
        int factor = Math.Max(1, result.Width / bounds.Width);
        (int x, int width, double middleX) = Place(bounds.X, bounds.Width, view.Width / factor, centre?.X);
        (int y, int height, double middleY) = Place(bounds.Y, bounds.Height, view.Height / factor, centre?.Y);
        return new PreviewFrame { Region = new PixelArea(x, y, width, height), Factor = factor, Centre = new PicturePoint(middleX, middleY) };
    }

    /// <summary>The point in the middle after the user has taken hold of the picture and moved it.</summary>
    /// <param name="x">Pixels of the screen to the right.</param>
    /// <param name="y">Pixels of the screen down.</param>
    /// <returns>A point that may lie beyond the picture: <see cref="Of"/> brings it back.</returns>
    public PicturePoint Drag(double x, double y) => new(Centre.X - (x / Factor), Centre.Y - (y / Factor));

    /// <summary>The settings for the part alone.</summary>
    internal FilterSettings Narrow(FilterSettings settings) => settings.With(CommonParameters.Region.Id, CommonParameters.Region.Format(Region));

    // What the command would work on.
    private static PixelArea Bounds(PixelSize picture, IFilter filter, FilterSettings settings) =>
        settings.Area(CommonParameters.Region.Id)
        ?? filter.Parameters.OfType<AreaParameter>().Where(parameter => parameter.IsRequired).Select(parameter => settings.Area(parameter.Id)).FirstOrDefault()
        ?? picture.Area;

    private static (int First, int Length, double Middle) Place(int first, int available, int wanted, double? middle)
    {
        int length = Math.Clamp(wanted, 1, available);
        double half = length / 2.0;
        double place = Math.Clamp(middle ?? first + (available / 2.0), first + half, first + available - half);
        return ((int)Math.Floor(place - half + 0.5), length, place);
    }
}
