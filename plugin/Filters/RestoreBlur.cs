using Enlarger.Imaging;
using Enlarger.Inference;
using Enlarger.Models;
using Enlarger.Restoration;
using Enlarger.Tiling;

namespace Enlarger.Filters;

/// <summary>
/// Takes blur out of a picture of the same size. It first looks how the picture is blurred. Where a disk, a bell or a line explains it, a
/// deconvolution with that kernel takes it back, farther than a network does; where nothing does, it is a hand that shook, and a
/// network's work; and a sharp picture is left as it is.
/// </summary>
internal sealed class RestoreBlur(Darkroom darkroom) : IFilter
{
    private const string Motion = "motion";
    private const string OutOfFocus = "out-of-focus";
    private const int AutomaticRadius = 0;

    // Another number when the estimate or the deconvolution gives other results than before.
    private const string Method = "deconvolution:1";
    private const string ColorMethod = "colors:1";

    private static readonly SwitchParameter CorrectColor = new(
        "correct-color",
        "Correct colour",
        "Takes a colour cast away: a generator made for restoring looks at the whole picture, and what it does to the colours is done to all of it alike. Colour lock is off then; strength counts for colours too.",
        false);

    /// <inheritdoc/>
    public string Id => "restore-blur";

    /// <inheritdoc/>
    public string Name => "Restore blur";

    /// <inheritdoc/>
    public string Description => "Takes motion blur and defocus out of the picture, which keeps its size; a sharp picture is left as it is.";

    /// <inheritdoc/>
    public IReadOnlyList<FilterParameter> Parameters { get; } =
    [
        new ChoiceParameter(
            "kind", "Kind of blur", "What blurred the picture: auto finds out.", [new(CommonParameters.Auto, "Automatic"), new(Motion, "Motion"), new(OutOfFocus, "Out of focus")]),
        new IntegerParameter(
            "radius", "Radius", "How far a point is spread, in pixels: the radius of the defocus, or half the length of the motion; auto finds out.", 1, 16, AutomaticRadius, AutomaticRadius),
        CommonParameters.Model(
            "The generator for blur that no line or disk explains, such as a shaken hand's: auto takes the one made for it.",
            darkroom.Generators.Where(generator => generator.Scale == 1 && generator.Purpose != GeneratorPurpose.Denoise)),
        CommonParameters.Strength("the picture as it is"),
        CommonParameters.ColorLock,
        CorrectColor,
        CommonParameters.Grain,
        CommonParameters.Seed,
        CommonParameters.Region,
        CommonParameters.Device,
    ];

    /// <inheritdoc/>
    public PixelSize ResultSize(PixelSize source, FilterSettings settings) => Areas.Enlarge(Areas.Region(source, settings), source, 1);

    /// <inheritdoc/>
    public string ResultSuffix(FilterSettings settings) => "restored" + Areas.Suffix(settings);

    /// <inheritdoc/>
    public bool ReadsTwice(FilterSettings settings) => settings.Integer("strength") > 0;

    /// <inheritdoc/>
    public string ResultIdentity(FilterSettings settings) =>
        $"{Method} {Darkroom.Identity(Choose(settings))}{(ChooseCorrector(settings) is { } corrector ? $" {ColorMethod} {Darkroom.Identity(corrector)}" : "")}";

    /// <inheritdoc/>
    public void Run(IPixelSource source, IPixelSink sink, FilterSettings settings, IProgress<double>? progress, CancellationToken cancellation)
    {
        PixelArea part = Areas.Region(source.Size, settings);
        if (settings.Integer("strength") == 0)
        {
            darkroom.Copy(source, sink, part, progress, cancellation);
            return;
        }

        // The whole picture, whatever part is wanted: the part is to come out as it would in the whole.
        (IProgress<double>? looking, progress) = Darkroom.Split(progress);
        GeneratorDescription? corrector = ChooseCorrector(settings);
        Miniature? miniature = corrector is null || source.Format.IsGray ? null : new Miniature(source.Size);
        PatchSurvey survey = darkroom.Survey(source, source.Size.Area, looking, cancellation, miniature);
        BlurEstimate estimate = BlurEstimator.Estimate(survey.Patches, Constraints(settings), new PlanePool(), cancellation);
        Finishing finishing = Control.FinishingOf(settings, estimate.Noise);
        if (miniature is not null)
        {
            // A generator would correct every tile in its own way. Held to the picture's colours and corrected after that, tiles agree whoever draws them.
            finishing = finishing with { ColorLock = true, Colors = darkroom.Correction(miniature, corrector!, settings, cancellation) };
        }

        if (estimate.Kernel.Kind != BlurKind.None)
        {
            var deconvolver = new Deconvolver(estimate.Kernel, estimate.Noise);
            Work(deconvolver, Needs(deconvolver), finishing);
        }
        else if (settings.Choice("kind") == Motion || EdgeWidth.IsBlurred(survey.Patches))
        {
            // Blurred, but by no kernel that has a name: a hand does not move along a line.
            GeneratorDescription description = Choose(settings);
            Work(darkroom.Load(description, settings), TileNeeds.Of(description), finishing);
        }
        else if (finishing.Colors is not null)
        {
            Work(new LanczosGenerator(1), TileNeeds.Lanczos(1), finishing with { ColorLock = false });
        }
        else if (finishing.Grain > 0f)
        {
            Work(new LanczosGenerator(1), TileNeeds.Lanczos(1), finishing.GrainAlone);
        }
        else
        {
            darkroom.Copy(source, sink, part, progress, cancellation);
        }

        void Work(IGenerator generator, TileNeeds needs, Finishing finish) => darkroom.Run(
            source, sink, new Enlargement { Generator = generator, Needs = needs, Scale = 1, Part = part, Finishing = finish }, settings, progress, cancellation);
    }

    private static BlurConstraints Constraints(FilterSettings settings)
    {
        int radius = settings.Integer("radius");
        string kind = settings.Choice("kind");
        return new BlurConstraints(kind != OutOfFocus, kind != Motion, radius == AutomaticRadius ? null : radius);
    }

    private static TileNeeds Needs(Deconvolver deconvolver) => new()
    {
        Name = "deconvolution",
        Halo = deconvolver.Halo,
        Exact = null,
        Feather = deconvolver.Halo / 2,
        Scale = 1,
        BytesPerPixel = Deconvolver.BytesPerPixel,
        KeepsTiles = true,
    };

    // The generator that was chosen, if it can do that too; null if colours are to stay.
    private GeneratorDescription? ChooseCorrector(FilterSettings settings)
    {
        if (!settings.Switch(CorrectColor.Id)) return null;
        GeneratorDescription chosen = Choose(settings);
        if (chosen.Purpose == GeneratorPurpose.Restore) return chosen;
        return darkroom.Generators.FirstOrDefault(generator => generator is { Purpose: GeneratorPurpose.Restore, Scale: 1 })
            ?? throw new EnlargerException(ErrorKind.Model, "There is no generator that corrects colours (one whose purpose is restore): leave correct-color off.");
    }

    private GeneratorDescription Choose(FilterSettings settings) => darkroom.Choose(settings.Choice("model"), GeneratorPurpose.Deblur, 1);
}
