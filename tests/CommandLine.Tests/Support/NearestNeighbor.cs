using Enlarger.Filters;
using Enlarger.Imaging;

namespace Enlarger.Tests.Support;

/// <summary>
/// Enlarges by repeating pixels, so that tests can tell every pixel of a result; it has a parameter of each kind, gives a part of its result, and
/// can look at the picture first.
/// </summary>
internal sealed class NearestNeighbor : IFilter
{
    public string Id => "upscale";

    public string Name => "Nearest neighbour";

    public string Description => "Repeats pixels.";

    /// <summary>The scales to choose from.</summary>
    public string[] Scales { get; init; } = ["4", "2", "1"];

    /// <summary>Whether the area is required.</summary>
    public bool DemandsRegion { get; init; }

    public IReadOnlyList<FilterParameter> Parameters =>
    [
        new ChoiceParameter("scale", "Scale", "How many times.", [.. Scales.Select(scale => new FilterChoice(scale, $"{scale}x"))]),
        new ChoiceParameter("device", "Device", "Where to run.", [new FilterChoice("auto", "Automatic")], IsOpen: true),
        new IntegerParameter("tile", "Tile", "Side of a tile.", 16, 4096, 0, Automatic: 0),
        new SwitchParameter("exact", "Exact", "Exact tiles.", false),
        new SwitchParameter("color-lock", "Colour lock", "No tint.", true),
        new AreaParameter("region", "Region", "The part to do.", DemandsRegion),
        new SwitchParameter("look", "Look", "Looks at the picture first, and demands to see the same afterwards.", false),
    ];

    public FilterSettings? LastSettings { get; private set; }

    /// <summary>Called before each row, to make things go wrong.</summary>
    public Action<int>? BeforeRow { get; set; }

    /// <summary>Called before each row of the first look.</summary>
    public Action<int>? BeforeLook { get; init; }

    /// <summary>Called between the two.</summary>
    public Action? BeforeRewind { get; init; }

    /// <summary>Stands for the generator that a filter chooses.</summary>
    public string Identity { get; init; } = "nearest";

    public string Suffix { get; init; } = "upscaled";

    public PixelSize ResultSize(PixelSize source, FilterSettings settings)
    {
        int scale = Scale(settings);
        PixelArea area = Area(source, settings);
        if (!area.IsWithin(source)) throw new EnlargerException(ErrorKind.Usage, $"The region {settings.Text("region")} does not lie within the picture, which has {source} pixels.");
        return (long)area.Width * scale > 1_000_000
            ? throw new EnlargerException(ErrorKind.Usage, "Too large.")
            : new PixelSize(area.Width * scale, area.Height * scale);
    }

    public string ResultSuffix(FilterSettings settings) => $"{Suffix}{(settings.Area("region") is null || DemandsRegion ? "" : "-part")}-{settings.Choice("scale")}x";

    public bool ReadsTwice(FilterSettings settings) => settings.Switch("look");

    public string ResultIdentity(FilterSettings settings) => Identity;

    public void Run(IPixelSource source, IPixelSink sink, FilterSettings settings, IProgress<double>? progress, CancellationToken cancellation)
    {
        LastSettings = settings;
        int pixel = source.Format.BytesPerPixel, scale = Scale(settings);
        PixelArea area = Area(source.Size, settings);
        byte[][] seen = settings.Switch("look") ? Look(source, area, cancellation) : [];
        byte[] row = new byte[area.Width * pixel];
        byte[] wide = new byte[row.Length * scale];
        for (int y = 0; y < area.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            BeforeRow?.Invoke(y);
            source.Read(new PixelArea(area.X, area.Y + y, area.Width, 1), row);
            if (seen.Length > 0 && !row.AsSpan().SequenceEqual(seen[y])) throw new InvalidOperationException($"Row {area.Y + y} is not what was seen.");
            for (int x = 0; x < sink.Size.Width; x++) row.AsSpan(x / scale * pixel, pixel).CopyTo(wide.AsSpan(x * pixel));
            byte[] converted = sink.Format == source.Format ? wide : Narrow(wide, source.Format, sink.Format);
            for (int repeat = 0; repeat < scale; repeat++) sink.Write(converted);
            progress?.Report((y + 1.0) / area.Height);
        }
    }

    private byte[][] Look(IPixelSource source, PixelArea area, CancellationToken cancellation)
    {
        byte[][] rows = [.. Enumerable.Range(0, area.Height).Select(_ => new byte[area.Width * source.Format.BytesPerPixel])];
        for (int y = 0; y < area.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            BeforeLook?.Invoke(y);
            source.Read(new PixelArea(area.X, area.Y + y, area.Width, 1), rows[y]);
        }

        BeforeRewind?.Invoke();
        source.Rewind();
        return rows;
    }

    private static int Scale(FilterSettings settings) => settings.Choice("scale") is var scale && scale == "auto" ? 1 : int.Parse(scale, System.Globalization.CultureInfo.InvariantCulture);

    private static PixelArea Area(PixelSize source, FilterSettings settings) => settings.Area("region") ?? new PixelArea(0, 0, source.Width, source.Height);

    // The command line asks for other samples only to make them narrower.
    private static byte[] Narrow(byte[] row, PixelFormat from, PixelFormat to)
    {
        byte[] narrow = new byte[row.Length / from.BytesPerSample * to.BytesPerSample];
        for (int sample = 0; sample < row.Length / from.BytesPerSample; sample++)
        {
            double value = from.Sample == SampleType.Float ? BitConverter.ToSingle(row, sample * 4) : BitConverter.ToUInt16(row, sample * 2) / 65535.0;
            if (to.Sample == SampleType.UInt8) narrow[sample] = (byte)Math.Round(value * 255);
            else BitConverter.TryWriteBytes(narrow.AsSpan(sample * 2), (ushort)Math.Round(value * 65535));
        }

        return narrow;
    }
}
