using System.Globalization;
using Enlarger.Imaging;
using Enlarger.Models;

namespace Enlarger.Filters;

/// <summary>
/// Gives a crop the pixels back that cropping threw away: takes noise and JPEG blocks out of it, and enlarges it by the smallest of 1, 2
/// and 4 that makes it as long as the picture was. The generator enlarges 4x whatever is wanted, since that is how it cleans; what is
/// too much is averaged. It sees the picture around the crop, so that at 1x the result goes back into its place without a border.
/// </summary>
internal sealed class EnhanceCrop(Darkroom darkroom) : IFilter
{
    private static readonly int[] Scales = [1, 2, 4];

    /// <inheritdoc/>
    public string Id => "enhance-crop";

    /// <inheritdoc/>
    public string Name => "Enhance crop";

    /// <inheritdoc/>
    public string Description => "Cleans a crop of noise and JPEG blocks and enlarges it by the smallest of 1, 2 and 4 that makes it as long as the picture was.";

    /// <inheritdoc/>
    public IReadOnlyList<FilterParameter> Parameters { get; } =
    [
        new AreaParameter("crop", "Crop", "The part of the picture to keep, in its pixels: column, row, width, height.", IsRequired: true),
        new ChoiceParameter(
            "scale",
            "Scale",
            "How many times wider and higher the crop becomes: auto takes the smallest that brings its long side to the picture's, else 4.",
            [new(CommonParameters.Auto, "Automatic"), new("1", "1x"), new("2", "2x"), new("4", "4x")]),
        CommonParameters.Model(
            "The generator: auto takes the fast one for photographs.", darkroom.Generators.Where(generator => generator.Scale % 4 == 0)),

        // A little of the crop as it was keeps skin and feathers from looking painted.
        CommonParameters.Strength("the crop as it was, plainly enlarged (Lanczos-3)", byDefault: 80),
        CommonParameters.Invention,
        CommonParameters.ColorLock,
        CommonParameters.Denoise(CommonParameters.AutomaticDenoise),
        CommonParameters.Grain,
        CommonParameters.Seed,
        CommonParameters.Region,
        CommonParameters.Device,
        CommonParameters.Tile,
        CommonParameters.Exact,
    ];

    /// <inheritdoc/>
    public PixelSize ResultSize(PixelSize source, FilterSettings settings) => Areas.Enlarge(Part(source, settings), source, Scale(source, settings));

    /// <inheritdoc/>
    public string ResultSuffix(FilterSettings settings) => "enhanced" + Areas.Suffix(settings);

    /// <inheritdoc/>
    public bool ReadsTwice(FilterSettings settings) => Control.LooksFirst(settings);

    /// <inheritdoc/>
    public string ResultIdentity(FilterSettings settings) => Darkroom.Identity(Choose(settings)) + darkroom.DenoiseIdentity(settings);

    /// <inheritdoc/>
    public void Run(IPixelSource source, IPixelSink sink, FilterSettings settings, IProgress<double>? progress, CancellationToken cancellation) =>
        darkroom.Enlarge(
            source, sink, Choose(settings), Scale(source.Size, settings), Part(source.Size, settings), Crop(source.Size, settings), settings, progress, cancellation);

    private static PixelArea Crop(PixelSize picture, FilterSettings settings) => Areas.Within(
        settings.Area("crop") ?? throw new EnlargerException(ErrorKind.Usage, "Enhance crop needs the crop: select it, or name it like 100,50,640,480."), picture, "crop");

    // The region of the crop that is wanted.
    private static PixelArea Part(PixelSize picture, FilterSettings settings)
    {
        PixelArea crop = Crop(picture, settings);
        if (settings.Area("region") is not { } region) return crop;
        return region.Intersect(crop) == region
            ? region
            : throw new EnlargerException(ErrorKind.Usage, $"The region of {region.Size} pixels at column {region.X} and row {region.Y} does not lie within the crop: choose another one.");
    }

    private static int Scale(PixelSize picture, FilterSettings settings)
    {
        string scale = settings.Choice("scale");
        if (scale != CommonParameters.Auto) return int.Parse(scale, CultureInfo.InvariantCulture);
        PixelArea crop = Crop(picture, settings);
        long wanted = Math.Max(picture.Width, picture.Height), given = Math.Max(crop.Width, crop.Height);
        return Scales.FirstOrDefault(times => given * times >= wanted, Scales[^1]);
    }

    private GeneratorDescription Choose(FilterSettings settings) => darkroom.Choose(settings, GeneratorPurpose.PhotoFast, Scales[^1]);
}
