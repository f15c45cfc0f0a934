using Enlarger.Filters;
using Enlarger.Imaging;

namespace Enlarger.Tests.Previews;

/// <summary>A filter whose result tells its strength, which is added to every byte, and which repeats each pixel. It insists on running alone.</summary>
internal sealed class MarkingFilter(int factor, bool needsCrop = false) : IFilter
{
    private readonly AreaParameter _crop = new("crop", "Crop", "The part to keep.", IsRequired: true);
    private int _running;

    public string Id => "marking";

    public string Name => "Marking";

    public string Description => "Marks a picture.";

    public IReadOnlyList<FilterParameter> Parameters =>
    [
        .. needsCrop ? [_crop] : Array.Empty<FilterParameter>(),
        new IntegerParameter("strength", "Strength", "What is added.", 0, 100, 100),
        new AreaParameter("region", "Region", "The part to make."),
    ];

    public FilterSettings Settings => new(Parameters);

    /// <summary>Called before each row, with the strength.</summary>
    public Action<int>? OnRow { get; set; }

    /// <summary>How many runs have begun, and how many of them have ended.</summary>
    public (int Begun, int Ended) Runs { get; private set; }

    /// <summary>Whether two runs ever met.</summary>
    public bool Clashed { get; private set; }

    public FilterSettings Strength(int strength) => Settings.With("strength", $"{strength}");

    public PixelSize ResultSize(PixelSize source, FilterSettings settings)
    {
        PixelArea part = Part(source, settings);
        return part.IsWithin(source) ? part.Scale(factor).Size : throw new EnlargerException(ErrorKind.Usage, "The part does not lie within the picture.");
    }

    public string ResultSuffix(FilterSettings settings) => "marked";

    public bool ReadsTwice(FilterSettings settings) => false;

    public string ResultIdentity(FilterSettings settings) => "marking";

    public void Run(IPixelSource source, IPixelSink sink, FilterSettings settings, IProgress<double>? progress, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _running) > 1) Clashed = true;
        Runs = (Runs.Begun + 1, Runs.Ended);
        try
        {
            int strength = settings.Integer("strength"), pixel = source.Format.BytesPerPixel;
            PixelArea part = Part(source.Size, settings);
            byte[] row = new byte[part.Width * pixel], wide = new byte[row.Length * factor];
            for (int y = 0; y < part.Height; y++)
            {
                OnRow?.Invoke(strength);
                cancellation.ThrowIfCancellationRequested();
                source.Read(new PixelArea(part.X, part.Y + y, part.Width, 1), row);
                for (int i = 0; i < wide.Length; i++) wide[i] = (byte)(row[(i / pixel / factor * pixel) + (i % pixel)] + strength);
                for (int i = 0; i < factor; i++) sink.Write(wide);
                progress?.Report((y + 1.0) / part.Height);
            }
        }
        finally
        {
            Runs = (Runs.Begun, Runs.Ended + 1);
            Interlocked.Decrement(ref _running);
        }
    }

    private PixelArea Part(PixelSize source, FilterSettings settings) =>
        settings.Area("region") ?? (needsCrop ? settings.Area("crop") ?? throw new EnlargerException(ErrorKind.Usage, "The crop is missing: select it.") : source.Area);
}
