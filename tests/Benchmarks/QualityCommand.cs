using System.CommandLine;
using Enlarger.Benchmarks.Support;
using Enlarger.CommandLine;
using Enlarger.CommandLine.Vips;
using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Imaging.Quality;

namespace Enlarger.Benchmarks;

/// <summary>How much of a blur the filter takes back at its default settings, or a generator alone, in decibels, against doing nothing and against plain unsharp masking.</summary>
internal sealed class QualityCommand : Command
{
    private const string Filter = "restore-blur";

    // Where development machines keep photographs, seen from the folder above the repository.
    private static readonly string Photographs = Path.Combine("shared", "data", "Set14", "image_SRF_4");
    private const string PhotographPattern = "*HR.png";

    // Of the sample picture, mirrored at its borders; and of one picture per row.
    private static readonly PixelSize SampleSize = new(384, 384);
    private static readonly PixelSize SmallSize = new(192, 192);

    private readonly Option<bool> _small = new("--small") { Description = "One small crop per row." };
    private readonly Option<string?> _data = new("--data") { Description = "A folder of sharp photographs. [default: ../shared/data where present, else the sample picture]", HelpName = "FOLDER" };
    private readonly Option<string?> _model = new("--model") { Description = "A generator at 1x to measure alone, on every picture, with colour lock. [default: the filter, which chooses]", HelpName = "ID" };

    /// <summary>The command.</summary>
    public QualityCommand()
        : base("quality", "Blurs sharp photographs and measures what Restore blur makes of them.")
    {
        Add(_small);
        Add(_data);
        Add(_model);
        SetAction(parsed => Run(parsed.GetValue(_small), parsed.GetValue(_data), parsed.GetValue(_model)));
    }

    private static void Run(bool small, string? folder, string? model)
    {
        using Workshop workshop = Workshop.Open(Terminal.OfProcess());
        using RestoringGenerator? generator = model is null ? null : new RestoringGenerator(workshop.Models, model);
        using var scratch = new Scratch();
        FloatPlanes[] pictures = [.. Pictures(workshop, folder, small)];
        var table = new TextTable("picture", "dB in", "dB out", "gain", "lowest gain", "unsharp masking's gain");
        foreach (Degradation row in Degradation.All)
        {
            var results = new List<(double In, double Out, double Unsharp)>();
            for (int i = 0; i < pictures.Length; i++)
            {
                (MemoryPicture spoilt, MemoryPicture sharp) = row.Apply(pictures[i], seed: i, scratch["noisy.jpg"]);
                results.Add((Compare(spoilt, sharp), Compare(generator?.Restore(spoilt) ?? Restore(workshop, spoilt), sharp), Compare(UnsharpMask.Sharpen(spoilt), sharp)));
            }

            double before = results.Average(result => result.In), after = results.Average(result => result.Out);
            table.Add(
                row.Name,
                Decibels(before),
                Decibels(after),
                Gain(after - before),
                Gain(results.Min(result => result.Out - result.In)),
                Gain(results.Average(result => result.Unsharp) - before));
            Console.Error.WriteLine($"  {row.Name}: {Gain(after - before)}");
        }

        Console.WriteLine($"{(model is null ? $"{Filter} at default settings" : $"{model} alone")}, mean over {pictures.Length} pictures; unsharp masking by 1.5 px, amount 1:");
        Console.WriteLine();
        table.Print();
    }

    private static MemoryPicture Restore(Workshop workshop, MemoryPicture picture)
    {
        var restored = new MemoryPicture(picture.Size);
        IFilter filter = workshop.Filters.Single(filter => filter.Id == Filter);
        filter.Run(picture, restored, new FilterSettings(filter.Parameters), null, CancellationToken.None);
        return restored;
    }

    private static IEnumerable<FloatPlanes> Pictures(Workshop workshop, string? folder, bool small)
    {
        folder ??= FindPhotographs();
        if (folder is null)
        {
            using PictureReader sample = PictureReader.Open(workshop.Builder.RestoreSample(workshop.Models, "flower", CancellationToken.None));
            using FloatPlanes flower = ToPlanes(sample);
            PixelSize size = small ? SmallSize : SampleSize;
            var mirrored = new FloatPlanes(3, size.Width, size.Height);
            for (int channel = 0; channel < 3; channel++)
            {
                for (int i = 0; i < size.Width * size.Height; i++)
                {
                    mirrored.Plane(channel)[i] = flower.Row(channel, Photograph.Mirror(i / size.Width, flower.Height))[Photograph.Mirror(i % size.Width, flower.Width)];
                }
            }

            yield return mirrored;
            yield break;
        }

        string[] files = [.. Directory.EnumerateFiles(folder, folder.EndsWith(Photographs, StringComparison.Ordinal) ? PhotographPattern : "*").Where(file => PictureFormat.OfName(file) is not null).Order(StringComparer.Ordinal)];
        foreach (string file in small ? files.Take(1) : files)
        {
            using PictureReader reader = PictureReader.Open(file);
            FloatPlanes planes = ToPlanes(reader);
            yield return small ? planes.Cut(new PixelArea(0, 0, Math.Min(SmallSize.Width, planes.Width), Math.Min(SmallSize.Height, planes.Height)), new PlanePool()) : planes;
        }
    }

    private static string? FindPhotographs()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string photographs = Path.Combine(folder.FullName, Photographs);
            if (Directory.Exists(photographs)) return photographs;
        }

        return null;
    }

    private static FloatPlanes ToPlanes(PictureReader source)
    {
        PixelSize size = source.Size;
        byte[] pixels = new byte[size.Width * size.Height * source.Format.BytesPerPixel];
        source.Read(new PixelArea(0, 0, size.Width, size.Height), pixels);
        var planes = new FloatPlanes(3, size.Width, size.Height);
        new VectorPixelOperations().ToPlanes(pixels, source.Format, planes.Plane(0), planes.Plane(1), planes.Plane(2), []);
        return planes;
    }

    private static double Compare(MemoryPicture picture, MemoryPicture sharp)
    {
        var meter = new QualityMeter(sharp.Size);
        for (int y = 0; y < sharp.Size.Height; y++) meter.Add(picture.Row(y), picture.Format, sharp.Row(y), sharp.Format);

        // Equal pictures must not make a mean infinite.
        return Math.Min(99, meter.Result().Psnr);
    }

    private static string Decibels(double value) => value >= 99 ? "equal" : $"{value:0.00}";

    private static string Gain(double value) => $"{value:+0.00;-0.00;0.00}";
}
