using System.CommandLine;
using Enlarger.Benchmarks.Support;
using Enlarger.CommandLine;
using Enlarger.CommandLine.Batches;
using Enlarger.CommandLine.Progress;
using Enlarger.CommandLine.Vips;
using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Models;
using Enlarger.Tiling;
using Microsoft.ML.OnnxRuntime;

namespace Enlarger.Benchmarks;

/// <summary>What everything but inference costs: the pipeline against ONNX Runtime over the same tiles, and what their halo costs.</summary>
internal sealed class PipelineCommand : Command
{
    private const string Generator = "realesr-general-x4";
    private const int Scale = 4;
    private const string WithoutHalos = "bare run without halos";

    private readonly Argument<string?> _picture = new("PICTURE") { Arity = ArgumentArity.ZeroOrOne, Description = "A photograph. [default: one of 1632x1224 is made]" };
    private readonly Option<int> _rounds = new("--rounds") { Description = "How often each is run.", DefaultValueFactory = _ => 3 };
    private readonly Option<string[]> _formats = new("--formats") { Description = "The file formats to go through.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => ["jpg", "png", "tiff"] };
    private readonly Option<bool> _small = new("--small") { Description = "A small picture, once." };

    /// <summary>The command.</summary>
    public PipelineCommand()
        : base("pipeline", "Compares the pipeline with the bare network over the same tiles, halos included.")
    {
        Add(_picture);
        Add(_rounds);
        Add(_formats);
        Add(_small);
        SetAction(parsed => Run(parsed.GetValue(_picture), parsed.GetValue(_small), parsed.GetValue(_rounds), parsed.GetValue(_formats)!));
    }

    private static void Run(string? path, bool small, int rounds, string[] formats)
    {
        using Workshop workshop = Workshop.Open(Terminal.OfProcess());
        MemoryPicture picture = path is null ? Photograph.Make(workshop, small ? new PixelSize(204, 153) : new PixelSize(1632, 1224)) : Photograph.Read(path);
        var result = new MemoryPicture(new PixelSize(picture.Size.Width * Scale, picture.Size.Height * Scale));

        IFilter upscale = workshop.Filters.Single(filter => filter.Id == "upscale");
        FilterSettings settings = new FilterSettings(upscale.Parameters).With("model", Generator);
        if (small) settings = settings.With("tile", "128");
        GeneratorDescription description = workshop.Models.Find(Generator);
        TilePlan plan = TileNeeds.Of(description).Plan(picture.Size, picture.Size.Area, Scale, result.Format, settings.Integer("tile"));

        string network = workshop.Models.Require(description, CancellationToken.None);
        using InferenceSession session = NewSession(network, spinning: false);
        using InferenceSession spinningSession = NewSession(network, spinning: true);
        using var bare = new BareRun(session, Scale, [.. plan.Tiles.Select(tile => tile.Input)], picture);
        using var withoutHalo = new BareRun(session, Scale, [.. plan.Tiles.Select(tile => tile.Core)], picture);
        using var spinning = new BareRun(spinningSession, Scale, [.. plan.Tiles.Select(tile => tile.Input)], picture);
        using var scratch = new Scratch();

        var comparison = new Comparison(bare.Run);
        comparison.Add("pipeline, memory to memory", () => upscale.Run(picture, result, settings, null, CancellationToken.None));
        foreach (string format in small ? formats[..1] : formats)
        {
            Photograph.Write(picture, scratch[$"photograph.{format}"]);
            var recipe = new Recipe(upscale, settings, new ReadOptions(), new WriteOptions(Overwrite: true), Format: null, PrintSize: null);
            comparison.Add($"pipeline, {PictureFormat.Named(format).Name} to {PictureFormat.Named(format).Name}", () => Enlarge(scratch[$"photograph.{format}"], scratch[$"result.{format}"], recipe));
        }

        comparison.Add("bare run, idle threads spin", spinning.Run);
        comparison.Add(WithoutHalos, withoutHalo.Run);

        // Loads the generator of the pipeline, and compiles what is run.
        var first = new MemoryPicture(new PixelSize(64, 64));
        upscale.Run(first, new MemoryPicture(new PixelSize(64 * Scale, 64 * Scale)), settings, null, CancellationToken.None);
        comparison.Run(small ? 1 : rounds);
        Print(comparison, picture.Size, plan);
    }

    private static void Enlarge(string input, string output, Recipe recipe)
    {
        using PictureRun run = PictureRun.Open(input, output, recipe);
        run.Run(new NoProgress(Terminal.OfProcess()), replaced: null, whole: null, CancellationToken.None);
    }

    // With as many threads as the pipeline has, which wait as they do; by default they spin, which is another row of the table.
    private static InferenceSession NewSession(string path, bool spinning)
    {
        using var options = new SessionOptions { IntraOpNumThreads = Environment.ProcessorCount, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", spinning ? "1" : "0");
        return new InferenceSession(path, options);
    }

    private static void Print(Comparison comparison, PixelSize picture, TilePlan plan)
    {
        double geometric = plan.Tiles.Sum(tile => (double)tile.Input.Width * tile.Input.Height) / ((double)picture.Width * picture.Height);
        Console.WriteLine($"{Generator}, {picture} pixels, {plan.Columns}x{plan.Rows} tiles with a halo of {plan.Halo}; medians, times the bare run with halos:");
        Console.WriteLine();
        var table = new TextTable("run", "seconds", "times bare", "lowest", "highest", "times its processor time");
        table.Add("bare run", $"{comparison.YardstickSeconds:0.00}", "1.000", "", "", "1.000");
        foreach (ComparedWork work in comparison.Results)
        {
            table.Add(work.Name, $"{work.Seconds:0.00}", $"{work.Ratio:0.000}", $"{work.LowestRatio:0.000}", $"{work.HighestRatio:0.000}", $"{work.ProcessorRatio:0.000}");
        }

        table.Print();
        Console.WriteLine();
        Console.WriteLine($"The halo costs {1 / comparison.Results.Single(work => work.Name == WithoutHalos).Ratio:0.000} times the run without; by its area {geometric:0.000} times.");
    }
}
