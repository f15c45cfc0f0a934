using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Inference;
using Enlarger.Inference.Devices;
using Enlarger.Models;
using Enlarger.Restoration;
using Enlarger.Tiling;

namespace Enlarger.Filters;

/// <summary>What all filters work with: the generators to choose from, and the way of a picture through them.</summary>
internal sealed class Darkroom(ModelStore models, GeneratorPool generators, IPixelOperations operations, Notices notices)
{
    // A tile of the generator for noise takes about as long as so many of the one for photographs.
    private const int DenoisingTile = 4;

    // A twentieth of the work, or less.
    private const int LookShare = 20;

    // As pixels between two generators are.
    private static readonly PixelFormat Between = new(ChannelLayout.Rgb, SampleType.Float);

    /// <summary>The generators there are.</summary>
    public IReadOnlyList<GeneratorDescription> Generators => models.Generators;

    private GeneratorDescription Denoiser => Choose(CommonParameters.Auto, GeneratorPurpose.Denoise, 1);

    /// <summary>The generator that a user asks for by id, or the first one made for a purpose.</summary>
    /// <param name="id">The id, or auto.</param>
    /// <param name="purpose">What auto is to be good for.</param>
    /// <param name="scale">What its scale must be a multiple of.</param>
    /// <exception cref="EnlargerException">
    /// <see cref="ErrorKind.Model"/>: there is none. <see cref="ErrorKind.Usage"/>: it enlarges by something else.
    /// </exception>
    public GeneratorDescription Choose(string id, GeneratorPurpose purpose, int scale)
    {
        if (id == CommonParameters.Auto)
        {
            return models.Generators.FirstOrDefault(generator => generator.Purpose == purpose && generator.Scale % scale == 0)
                ?? throw new EnlargerException(ErrorKind.Model, $"There is no generator for this ({purpose}) that enlarges {scale}x.");
        }

        GeneratorDescription chosen = models.Find(id);
        return chosen.Scale % scale == 0
            ? chosen
            : throw new EnlargerException(ErrorKind.Usage, $"The generator {chosen.Id} enlarges {chosen.Scale}x, which cannot become {scale}x: choose another model or scale.");
    }

    /// <summary>The generator that a user asks for, as far between it and its faithful twin as the parameter says that all filters have which invent.</summary>
    /// <param name="settings">The values of the filter's parameters.</param>
    /// <param name="purpose">What auto is to be good for; where less is to be invented, it takes the first one with a twin.</param>
    /// <param name="scale">What its scale must be a multiple of.</param>
    /// <exception cref="EnlargerException">
    /// As in <see cref="Choose(string, GeneratorPurpose, int)"/>; <see cref="ErrorKind.Usage"/> also where it has no twin and is to invent less.
    /// </exception>
    public GeneratorDescription Choose(FilterSettings settings, GeneratorPurpose purpose, int scale)
    {
        string model = settings.Choice("model");
        int invention = settings.Integer("invention");
        if (invention == CommonParameters.FullInvention) return Choose(model, purpose, scale);
        List<GeneratorDescription> able = [.. models.Generators.Where(generator => generator.FaithfulTwin is not null && generator.Scale % scale == 0)];
        GeneratorDescription chosen = (model == CommonParameters.Auto ? able.Find(generator => generator.Purpose == purpose) : null) ?? Choose(model, purpose, scale);
        if (chosen.FaithfulTwin is not { } id)
        {
            string others = string.Join(" or ", able.Select(generator => generator.Id));
            throw new EnlargerException(
                ErrorKind.Usage, $"The generator {chosen.Id} has no faithful twin to invent less: set invention to {CommonParameters.FullInvention}, or choose the model {others}.");
        }

        GeneratorDescription faithful = models.Find(id);
        return invention == 0 ? faithful : chosen with { Blend = new TwinBlend(faithful, invention) };
    }

    /// <summary>What tells the results of a generator from those of another.</summary>
    public static string Identity(GeneratorDescription generator) => generator.Blend is { } blend
        ? $"{generator.Id}:{generator.Sha256}:{blend.Invention}:{blend.Faithful.Sha256}"
        : $"{generator.Id}:{generator.Sha256}";

    /// <summary>What tells the noise taken away by one generator from that by another; empty if none is.</summary>
    public string DenoiseIdentity(FilterSettings settings) => settings.Integer("denoise") == 0 ? "" : $" {Identity(Denoiser)}";

    /// <summary>The generator on the device that a user asks for.</summary>
    public ReliableGenerator Load(GeneratorDescription description, FilterSettings settings)
    {
        notices.TellHere();
        string device = settings.Choice("device");
        return generators.Get(description, device == CommonParameters.Auto ? null : Device.Parse(device));
    }

    /// <summary>The progress of a first look at the picture, and that of the work that follows.</summary>
    public static (IProgress<double>? Look, IProgress<double>? Work) Split(IProgress<double>? progress) => progress is null
        ? (null, null)
        : (new PartialProgress(progress, 0, 1, LookShare), new PartialProgress(progress, 1, LookShare - 1, LookShare));

    /// <summary>A first look at a part of a picture, which is rewound then.</summary>
    public PatchSurvey Survey(IPixelSource source, PixelArea part, IProgress<double>? progress, CancellationToken cancellation, Miniature? miniature = null)
    {
        PatchSurvey survey = PatchSurvey.Of(source, part, operations, progress, cancellation, miniature);
        source.Rewind();
        return survey;
    }

    /// <summary>What a generator does to the colours of a picture, found out on a small copy of all of it.</summary>
    /// <param name="miniature">The copy.</param>
    /// <param name="corrector">The generator, at 1x.</param>
    /// <param name="settings">The values of a filter's parameters.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The change; null if there is none to be seen.</returns>
    public ColorTransform? Correction(Miniature miniature, GeneratorDescription corrector, FilterSettings settings, CancellationToken cancellation)
    {
        (FloatPlanes color, FloatPlanes alpha) = miniature.Develop();
        if (!CastEstimator.HasColor(color)) return null;
        try
        {
            ReliableGenerator generator = Load(corrector, settings);
            var pool = new PlanePool();
            TilePlan plan = generator.Settle(budget => TileNeeds.Of(corrector).Plan(miniature.Size, miniature.Size.Area, 1, Between, budget: budget), cancellation);
            using FloatPlanes corrected = TileParts.Run(part => generator.Run(part, pool, cancellation), plan, 1, color, operations, pool);
            return CastEstimator.Estimate(color, alpha, corrected);
        }
        finally
        {
            notices.Deliver();
        }
    }

    /// <summary>Enlarges a part of a picture as the parameters say that all filters that enlarge have.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="sink">Takes the part, enlarged.</param>
    /// <param name="generator">The generator, or null for the plain enlargement.</param>
    /// <param name="scale">Result pixels per source pixel along each axis.</param>
    /// <param name="part">The part.</param>
    /// <param name="subject">What of the picture is looked at for its noise.</param>
    /// <param name="settings">The values of the filter's parameters.</param>
    /// <param name="progress">Told the finished part, 0..1.</param>
    /// <param name="cancellation">Stops it.</param>
    public void Enlarge(
        IPixelSource source, IPixelSink sink, GeneratorDescription? generator, int scale, PixelArea part, PixelArea subject, FilterSettings settings, IProgress<double>? progress, CancellationToken cancellation)
    {
        float noise = 0f;
        if (Control.LooksFirst(settings))
        {
            (IProgress<double>? looking, progress) = Split(progress);
            noise = Survey(source, subject, looking, cancellation).Noise();
        }

        Control control = Control.Of(settings, noise);
        if (control.IsOff && scale == 1)
        {
            Copy(source, sink, part, progress, cancellation);
            return;
        }

        if (control.IsOff) generator = null;
        var enlargement = new Enlargement
        {
            Generator = generator is null ? new LanczosGenerator(scale) : Load(generator, settings),
            Needs = generator is null ? TileNeeds.Lanczos(scale) : TileNeeds.Of(generator),
            Scale = scale,
            Part = part,
            Finishing = generator is null ? control.Finishing.GrainAlone : control.Finishing,
            Denoise = control.Denoise,
            Tile = settings.Integer("tile"),
            Exact = settings.Switch("exact"),
        };
        Run(source, sink, enlargement, settings, progress, cancellation);
    }

    /// <summary>Takes a picture through its generators into the sink.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="sink">Takes the part, enlarged.</param>
    /// <param name="enlargement">What to do.</param>
    /// <param name="settings">The values of a filter's parameters.</param>
    /// <param name="progress">Told the finished part, 0..1.</param>
    /// <param name="cancellation">Stops it.</param>
    public void Run(IPixelSource source, IPixelSink sink, Enlargement enlargement, FilterSettings settings, IProgress<double>? progress, CancellationToken cancellation)
    {
        PixelArea part = enlargement.Part;
        PixelSize result = part.Scale(enlargement.Scale).Size;
        if (sink.Size != result) throw new ArgumentException($"The sink takes {sink.Size} pixels and the result has {result}.", nameof(sink));
        try
        {
            TilePlan plan = Settle(
                enlargement.Generator,
                budget => enlargement.Needs.Plan(source.Size, part, enlargement.Scale, sink.Format, enlargement.Tile, enlargement.Exact, budget),
                cancellation);
            var run = new TileRun(enlargement.Generator, enlargement.Scale, plan, operations, new PlanePool(), enlargement.Finishing);
            if (enlargement.Denoise == 0f)
            {
                foreach (int tile in run.Steps(source, sink, cancellation)) Report((double)tile / run.Tiles);
                return;
            }

            PixelArea needed = TileReader.Needed(plan, source.Format.HasAlpha);
            TileRun denoising = Denoising(source, needed, enlargement.Denoise, settings, cancellation);
            int finished = 0, total = run.Tiles + (DenoisingTile * denoising.Tiles);
            void Step(int work) => Report((double)(finished += work) / total);
            using var quiet = new StagedSource(source, denoising, needed, () => Step(DenoisingTile), cancellation);
            foreach (int tile in run.Steps(quiet, sink, cancellation)) Step(1);
        }
        catch (OutOfMemoryException e)
        {
            throw new EnlargerException(ErrorKind.Device, "There is not enough memory for tiles of this size: choose a smaller tile.", e);
        }
        finally
        {
            notices.Deliver();
        }

        void Report(double done)
        {
            notices.Deliver();
            progress?.Report(done);
        }
    }

    /// <summary>Brings a part of a picture to the sink as it is.</summary>
    public void Copy(IPixelSource source, IPixelSink sink, PixelArea part, IProgress<double>? progress, CancellationToken cancellation) =>
        PixelCopy.Run(source, sink, part, operations, progress, cancellation);

    private static TilePlan Settle(IGenerator generator, Func<TileBudget, TilePlan> plan, CancellationToken cancellation) =>
        generator is ReliableGenerator network ? network.Settle(plan, cancellation) : plan(TileBudget.OfThisMachine());

    private TileRun Denoising(IPixelSource source, PixelArea part, float amount, FilterSettings settings, CancellationToken cancellation)
    {
        ReliableGenerator generator = Load(Denoiser, settings);
        TilePlan plan = Settle(generator, budget => TileNeeds.Of(Denoiser).Plan(source.Size, part, 1, StagedSource.FormatOf(source), budget: budget), cancellation);
        return new TileRun(generator, 1, plan, operations, new PlanePool(), new Finishing(amount, ColorLock: true));
    }
}
