using System.CommandLine;
using System.Diagnostics;
using Enlarger.Benchmarks.Support;
using Enlarger.CommandLine;
using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Models;

namespace Enlarger.Benchmarks;

/// <summary>How many megapixels a second each generator enlarges, halos and all, from memory to memory.</summary>
internal sealed class SpeedCommand : Command
{
    private const string Plain = "lanczos";
    private const int LargestScale = 4;
    private const int TinySide = 64;
    private const int SmallestSide = 128;
    private const int LargestSide = 4096;

    // The picture grows until it takes so long: then what happens once no longer counts.
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(10);

    private readonly Option<bool> _small = new("--small") { Description = "A tiny picture." };
    private readonly Option<string> _device = new("--device") { Description = "What generators run on.", DefaultValueFactory = _ => "cpu" };

    /// <summary>The command.</summary>
    public SpeedCommand()
        : base("speed", "Measures the generators that are installed, in megapixels of input a second.")
    {
        Add(_small);
        Add(_device);
        SetAction(parsed => Run(parsed.GetValue(_device)!, parsed.GetValue(_small)));
    }

    private static void Run(string device, bool small)
    {
        using Workshop workshop = Workshop.Open(Terminal.OfProcess());
        var table = new TextTable("generator", "picture", "seconds", "megapixels a second");
        foreach (GeneratorDescription generator in workshop.Models.Catalog.Generators.Where(generator => generator.Scale > 1))
        {
            bool restored = generator.Source is { Automatic: true };
            if (restored || workshop.Models.Check(generator) == ModelState.Present) Measure(workshop, generator.Id, Math.Min(generator.Scale, LargestScale), device, small, table);
            else table.Add(generator.Id, "not installed", "", "");
        }

        Measure(workshop, Plain, LargestScale, device, small, table);
        table.Print();
    }

    private static void Measure(Workshop workshop, string model, int scale, string device, bool small, TextTable table)
    {
        int side = small ? TinySide : SmallestSide;
        TimeSpan time = Time(workshop, model, scale, device, side);
        while (!small && time < LongEnough && side < LargestSide)
        {
            side *= 2;
            time = Time(workshop, model, scale, device, side);
        }

        table.Add(model, $"{side}x{side}", $"{time.TotalSeconds:0.00}", $"{side * side / 1e6 / time.TotalSeconds:0.000}");
    }

    private static TimeSpan Time(Workshop workshop, string model, int scale, string device, int side)
    {
        IFilter upscale = workshop.Filters.Single(filter => filter.Id == "upscale");
        FilterSettings settings = new FilterSettings(upscale.Parameters).With("model", model).With("scale", $"{scale}").With("device", device);
        MemoryPicture picture = Photograph.Make(workshop, new PixelSize(side, side));
        var result = new MemoryPicture(new PixelSize(side * scale, side * scale));
        var clock = Stopwatch.StartNew();
        upscale.Run(picture, result, settings, null, CancellationToken.None);
        return clock.Elapsed;
    }
}
