using Enlarger.Imaging;
using Enlarger.Inference;
using Enlarger.Models;
using Enlarger.Tiling;

namespace Enlarger.Filters;

/// <summary>Enlarges a picture 2 or 4 times with a generator.</summary>
internal sealed class Upscale : IFilter
{
    /// <summary>The model that is no generator but a plain Lanczos-3 enlargement, to compare with.</summary>
    public const string Lanczos = "lanczos";

    private const string Auto = "auto";

    // Of the widest result a row of the smallest tiles can still be held in one array, in any format.
    private const int WidestResult = 1_000_000;
    private const int HighestResult = 100_000_000;

    private readonly ModelStore _models;
    private readonly GeneratorPool _generators;
    private readonly IPixelOperations _operations = new VectorPixelOperations();

    /// <summary>The filter, with the generators that there are.</summary>
    public Upscale(ModelStore models, GeneratorPool generators)
    {
        _models = models;
        _generators = generators;
        Parameters =
        [
            new ChoiceParameter("scale", "Scale", "How many times wider and higher the picture becomes.", [new("4", "4x"), new("2", "2x")]),
            new ChoiceParameter(
                "model",
                "Model",
                "The generator: auto chooses one for photographs that suits the device; lanczos is the plain enlargement, to compare with.",
                [new(Auto, "Automatic"), .. models.Generators.Where(generator => generator.Scale % 2 == 0).Select(generator => new FilterChoice(generator.Id, generator.Name)), new(Lanczos, "None (Lanczos-3)")]),
            new ChoiceParameter("device", "Device", "What the generator runs on; this version knows the CPU.", [new(Auto, "Automatic"), new("cpu", "CPU")], IsOpen: true),
            new IntegerParameter(
                "tile", "Tile size", "The side of a tile without its halo, in pixels; auto is the largest that is worth its memory.", TileBudget.SmallestCore, 4096, 0, Automatic: 0),
            new SwitchParameter("exact", "Exact", "Gives tiles a halo as wide as the generator sees, so that the result equals the untiled one; slower.", false),
        ];
    }

    /// <inheritdoc/>
    public string Id => "upscale";

    /// <inheritdoc/>
    public string Name => "Upscale";

    /// <inheritdoc/>
    public string Description => "Enlarges the picture 2 or 4 times with a generator that was trained on photographs or drawings.";

    /// <inheritdoc/>
    public IReadOnlyList<FilterParameter> Parameters { get; }

    /// <inheritdoc/>
    public PixelSize ResultSize(PixelSize source, FilterSettings settings)
    {
        long scale = Scale(settings);
        if (source.Width * scale > WidestResult || source.Height * scale > HighestResult)
        {
            throw new EnlargerException(
                ErrorKind.Input, $"A picture of {source} pixels is too large to be enlarged {scale}x: the result may be {WidestResult} pixels wide and {HighestResult} high.");
        }

        return new PixelSize((int)(source.Width * scale), (int)(source.Height * scale));
    }

    /// <inheritdoc/>
    public string ResultSuffix(FilterSettings settings) => $"upscaled-{Scale(settings)}x";

    /// <inheritdoc/>
    public bool ReadsTwice(FilterSettings settings) => false;

    /// <inheritdoc/>
    public string ResultIdentity(FilterSettings settings) => Choose(settings.Choice("model"), Scale(settings)) is { } generator ? $"{generator.Id}:{generator.Sha256}" : Lanczos;

    /// <inheritdoc/>
    public void Run(IPixelSource source, IPixelSink sink, FilterSettings settings, IProgress<double>? progress, CancellationToken cancellation)
    {
        int scale = Scale(settings);
        PixelSize result = ResultSize(source.Size, settings);
        if (sink.Size != result) throw new ArgumentException($"The sink takes {sink.Size} pixels and the result has {result}.", nameof(sink));

        Device device = settings.Choice("device") == Auto ? Device.Cpu : Device.Parse(settings.Choice("device"));
        GeneratorDescription? description = Choose(settings.Choice("model"), scale);
        IGenerator generator = description is null ? new LanczosGenerator(scale) : _generators.Load(description, device, cancellation);
        TilePlan plan = Plan(description, settings, source.Size, result, sink.Format);
        try
        {
            new TileRun(generator, scale, plan, _operations, new PlanePool()).Run(source, sink, progress, cancellation);
        }
        catch (OutOfMemoryException e)
        {
            throw new EnlargerException(ErrorKind.Device, "There is not enough memory for tiles of this size: choose a smaller tile.", e);
        }
    }

    private static int Scale(FilterSettings settings) => settings.Choice("scale") == "2" ? 2 : 4;

    private GeneratorDescription? Choose(string model, int scale)
    {
        if (model == Lanczos) return null;
        if (model == Auto)
        {
            return _models.Generators.FirstOrDefault(generator => generator.Purpose == GeneratorPurpose.PhotoFast && generator.Scale % scale == 0)
                ?? throw new EnlargerException(ErrorKind.Model, $"There is no generator for photographs that enlarges {scale}x.");
        }

        GeneratorDescription chosen = _models.Find(model);
        return chosen.Scale % scale == 0
            ? chosen
            : throw new EnlargerException(ErrorKind.Usage, $"The generator {chosen.Id} enlarges {chosen.Scale}x, which cannot become {scale}x: choose another model or scale.");
    }

    /// <summary>The tiles into which a picture is cut.</summary>
    /// <param name="generator">The generator, or null for a plain enlargement.</param>
    /// <param name="settings">The values of <see cref="Parameters"/>.</param>
    /// <param name="picture">The size of the picture.</param>
    /// <param name="result">The size of the result.</param>
    /// <param name="format">The format of the result.</param>
    internal static TilePlan Plan(GeneratorDescription? generator, FilterSettings settings, PixelSize picture, PixelSize result, PixelFormat format)
    {
        var budget = TileBudget.OfThisMachine();
        bool exact = settings.Switch("exact") && generator is not null;
        if (exact && generator!.Halo.Exact is null)
        {
            // No halo would be wide enough, but a single tile is exact by itself.
            return budget.FitsWhole(generator, picture)
                ? new TilePlan(picture, Math.Max(picture.Width, picture.Height), 0, 0, generator.SizeMultiple)
                : throw new EnlargerException(ErrorKind.Usage, $"The generator {generator.Id} sees too far for exact tiles, and a picture of {picture} is too large to be one tile: leave exact off.");
        }

        int halo = generator is null ? LanczosGenerator.Halo : exact ? generator.Halo.Exact!.Value : generator.Halo.Default;
        int feather = generator is null || exact ? 0 : generator.Halo.Feather;
        int tile = settings.Integer("tile");
        int core = tile != 0 ? tile : budget.Core(generator, halo, result, result.Width / picture.Width, format);
        return new TilePlan(picture, core, halo, feather, generator?.SizeMultiple ?? 1);
    }
}
