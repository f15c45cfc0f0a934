using System.CommandLine;
using Enlarger.Benchmarks.Support;
using Enlarger.Imaging;

namespace Enlarger.Benchmarks;

/// <summary>The memory that the program takes at most, by the size of the picture: it enlarges pictures that are made here, 4x.</summary>
internal sealed class MemoryCommand : Command
{
    private const string Plain = "lanczos";
    private const string Generator = "realesr-general-x4";

    private static readonly string[] Formats = ["jpg", "png", "tiff"];

    private readonly Option<bool> _small = new("--small") { Description = "Small pictures." };
    private readonly Option<bool> _long = new("--long") { Description = "64 megapixels through the generator too, which takes a long time." };

    /// <summary>The command.</summary>
    public MemoryCommand()
        : base("memory", "Measures the peak of the resident memory of 'enlarger upscale' on Linux.")
    {
        Add(_small);
        Add(_long);
        SetAction(parsed => Run(parsed.GetValue(_small), parsed.GetValue(_long)));
    }

    private static void Run(bool small, bool isLong)
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.WriteLine("Peak memory is measured on Linux only.");
            return;
        }

        // The sides of square pictures.
        int[] plain = small ? [500, 1000] : [1000, 2000, 4000, 8000];
        int[] generated = small ? [200] : isLong ? [1000, 2000, 8000] : [1000, 2000];
        int[] sides = [.. plain.Union(generated).Order()];
        var table = new TextTable(["model, format", .. sides.Select(side => $"{side * side / 1e6:0.##} megapixels"), "growth"]);
        foreach (string format in Formats) Measure(Plain, format, plain, sides, table);
        foreach (string format in small ? Formats[..1] : Formats) Measure(Generator, format, generated, sides, table);

        Console.WriteLine("Peak of the resident memory in MB:");
        Console.WriteLine();
        table.Print();
    }

    private static void Measure(string model, string format, int[] measured, int[] sides, TextTable table)
    {
        var peaks = measured.ToDictionary(side => side, side => Peak(model, format, side) / 1e6);
        string growth = measured.Length > 1 ? $"{peaks[measured[^1]] - peaks[measured[0]]:0}" : "";
        table.Add([$"{model}, {format}", .. sides.Select(side => peaks.TryGetValue(side, out double peak) ? $"{peak:0}" : ""), growth]);
    }

    private static long Peak(string model, string format, int side)
    {
        using var scratch = new Scratch();
        string input = scratch[$"picture.{format}"];
        SmoothNoise.Write(input, new PixelSize(side, side));
        long peak = MeasuredProcess.Run("upscale", input, "--model", model, "--output", scratch[$"result.{format}"], "--quiet");
        Console.Error.WriteLine($"  {model}, {format}, {side}x{side}: {peak / 1e6:0} MB");
        return peak;
    }
}
