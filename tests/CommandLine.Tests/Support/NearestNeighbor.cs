using Enlarger.Filters;
using Enlarger.Imaging;

namespace Enlarger.Tests.Support;

/// <summary>
/// Enlarges by repeating pixels, so that tests can tell every pixel of a result; it has a parameter of each kind.
/// </summary>
internal sealed class NearestNeighbor : IFilter
{
    public string Id => "upscale";

    public string Name => "Nearest neighbour";

    public string Description => "Repeats pixels.";

    public IReadOnlyList<FilterParameter> Parameters { get; } =
    [
        new ChoiceParameter("scale", "Scale", "How many times.", [new FilterChoice("4", "4x"), new FilterChoice("2", "2x"), new FilterChoice("1", "1x")]),
        new ChoiceParameter("device", "Device", "Where to run.", [new FilterChoice("auto", "Automatic")], IsOpen: true),
        new IntegerParameter("tile", "Tile", "Side of a tile.", 16, 4096, 0, Automatic: 0),
        new SwitchParameter("exact", "Exact", "Exact tiles.", false),
        new SwitchParameter("color-lock", "Colour lock", "No tint.", true),
    ];

    public FilterSettings? LastSettings { get; private set; }

    /// <summary>Called before each row, to make things go wrong.</summary>
    public Action<int>? BeforeRow { get; set; }

    /// <summary>Stands for the generator that a filter chooses.</summary>
    public string Identity { get; init; } = "nearest";

    public string Suffix { get; init; } = "upscaled";

    public PixelSize ResultSize(PixelSize source, FilterSettings settings)
    {
        int scale = int.Parse(settings.Choice("scale"), System.Globalization.CultureInfo.InvariantCulture);
        return (long)source.Width * scale > 1_000_000
            ? throw new EnlargerException(ErrorKind.Usage, "Too large.")
            : new PixelSize(source.Width * scale, source.Height * scale);
    }

    public string ResultSuffix(FilterSettings settings) => $"{Suffix}-{settings.Choice("scale")}x";

    public bool ReadsTwice(FilterSettings settings) => false;

    public string ResultIdentity(FilterSettings settings) => Identity;

    public void Run(IPixelSource source, IPixelSink sink, FilterSettings settings, IProgress<double>? progress, CancellationToken cancellation)
    {
        LastSettings = settings;
        int scale = sink.Size.Width / source.Size.Width, pixel = source.Format.BytesPerPixel;
        byte[] row = new byte[source.Size.Width * pixel];
        byte[] wide = new byte[row.Length * scale];
        for (int y = 0; y < source.Size.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            BeforeRow?.Invoke(y);
            source.Read(new PixelArea(0, y, source.Size.Width, 1), row);
            for (int x = 0; x < sink.Size.Width; x++) row.AsSpan(x / scale * pixel, pixel).CopyTo(wide.AsSpan(x * pixel));
            byte[] converted = sink.Format == source.Format ? wide : Narrow(wide, source.Format, sink.Format);
            for (int repeat = 0; repeat < scale; repeat++) sink.Write(converted);
            progress?.Report((y + 1.0) / source.Size.Height);
        }
    }

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
