using Enlarger.Imaging;
using Enlarger.Inference;
using Enlarger.Models;

namespace Enlarger.Filters;

/// <summary>Enlarges a picture 2 or 4 times with a generator.</summary>
internal sealed class Upscale(Darkroom darkroom) : IFilter
{
    /// <inheritdoc/>
    public string Id => "upscale";

    /// <inheritdoc/>
    public string Name => "Upscale";

    /// <inheritdoc/>
    public string Description => "Enlarges the picture 2 or 4 times with a generator that was trained on photographs or drawings.";

    /// <inheritdoc/>
    public IReadOnlyList<FilterParameter> Parameters { get; } =
    [
        new ChoiceParameter("scale", "Scale", "How many times wider and higher the picture becomes.", [new("4", "4x"), new("2", "2x")]),
        CommonParameters.Model(
            "The generator: auto takes the fast one for photographs; lanczos is the plain enlargement, to compare with.",
            darkroom.Generators.Where(generator => generator.Scale % 2 == 0),
            new FilterChoice(LanczosGenerator.Name, "None (Lanczos-3)")),
        CommonParameters.Strength("the plain enlargement (Lanczos-3)"),
        CommonParameters.Invention,
        CommonParameters.ColorLock,
        CommonParameters.Denoise(byDefault: 0),
        CommonParameters.Grain,
        CommonParameters.Seed,
        CommonParameters.Region,
        CommonParameters.Device,
        CommonParameters.Tile,
        CommonParameters.Exact,
    ];

    /// <inheritdoc/>
    public PixelSize ResultSize(PixelSize source, FilterSettings settings) => Areas.Enlarge(Areas.Region(source, settings), source, Scale(settings));

    /// <inheritdoc/>
    public string ResultSuffix(FilterSettings settings) => $"upscaled-{Scale(settings)}x{Areas.Suffix(settings)}";

    /// <inheritdoc/>
    public bool ReadsTwice(FilterSettings settings) => Control.LooksFirst(settings);

    /// <inheritdoc/>
    public string ResultIdentity(FilterSettings settings) => (Choose(settings) is { } generator ? Darkroom.Identity(generator) : LanczosGenerator.Name) + darkroom.DenoiseIdentity(settings);

    /// <inheritdoc/>
    public void Run(IPixelSource source, IPixelSink sink, FilterSettings settings, IProgress<double>? progress, CancellationToken cancellation) =>
        darkroom.Enlarge(source, sink, Choose(settings), Scale(settings), Areas.Region(source.Size, settings), source.Size.Area, settings, progress, cancellation);

    private static int Scale(FilterSettings settings) => settings.Choice("scale") == "2" ? 2 : 4;

    private GeneratorDescription? Choose(FilterSettings settings) =>
        settings.Choice("model") == LanczosGenerator.Name ? null : darkroom.Choose(settings, GeneratorPurpose.PhotoFast, Scale(settings));
}
