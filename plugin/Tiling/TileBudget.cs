using Enlarger.Imaging;
using Enlarger.Inference;
using Enlarger.Inference.Devices;

namespace Enlarger.Tiling;

/// <summary>
/// Chooses the core of tiles: a halo h costs ((N + 2h) / N)², so the larger the core the better, as far as memory allows and until the
/// halo costs next to nothing.
/// </summary>
internal sealed class TileBudget
{
    /// <summary>The smallest core that is chosen, however little memory there is.</summary>
    public const int SmallestCore = 32;

    // Beyond this cost of the halo a larger core only makes progress coarser and cancelling slower.
    private const double AcceptedHaloCost = 1.18;

    // Of the strips of finished rows, which are as wide as the picture.
    private const long StripBytes = 128L << 20;

    // Of those of a plain enlargement: its halo costs less than writing the result does, so it takes narrower strips.
    private const long PlainStripBytes = 16L << 20;

    // GPUs like sizes that are multiples of this.
    private const int Alignment = 16;

    // The sides of windows to choose from, few, since a device is checked with each: beyond the largest, checking takes longer and nothing gets faster.
    private static readonly int[] Windows = [512, 384, 256, 192, 128];

    private readonly long _bytes;
    private readonly int _largest = int.MaxValue;

    /// <summary>A budget of so many bytes for a tile.</summary>
    public TileBudget(long bytes) => _bytes = bytes;

    private TileBudget(long bytes, int largest)
    {
        _bytes = bytes;
        _largest = largest;
        HasOneSize = true;
    }

    /// <summary>Whether all tiles are to have one size, for which a device prepares itself.</summary>
    public bool HasOneSize { get; }

    /// <summary>
    /// Half of what is free of a device's memory, since its runtime and other programs take of the rest; and no more than a third of the
    /// machine's, since the processor has to make the same tile when the device is checked.
    /// </summary>
    /// <param name="device">The device.</param>
    /// <param name="machineBytes">The machine's memory; looked up if null.</param>
    public static TileBudget OfDevice(DeviceInfo device, long? machineBytes = null) =>
        new(Math.Min(device.FreeBytes / 2, (machineBytes ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes) / 3), int.MaxValue);

    /// <summary>The same budget for tiles of one size, none of which is larger than that.</summary>
    public TileBudget AtMost(int side) => new(_bytes, Math.Min(side, _largest));

    /// <summary>The smallest side of a window that has room for a core.</summary>
    public static int SmallestWindow(TileNeeds needs, int halo) => Align((2 * (halo + needs.Multiple - 1)) + SmallestCore, needs, up: true);

    /// <summary>The size of all tiles, halo included.</summary>
    /// <param name="needs">What the generator asks of tiles.</param>
    /// <param name="halo">The halo that tiles will have.</param>
    /// <param name="tile">The core that the user asks for; 0 for the largest that is worth its memory.</param>
    public PixelSize Window(TileNeeds needs, int halo, int tile)
    {
        if (needs.Window is { } only) return new PixelSize(only, only);
        int affordable = (int)Math.Min(int.MaxValue, Math.Sqrt(_bytes / (double)BytesPerPixel(needs)));
        int side = tile != 0 ? Align(tile + (2 * halo), needs, up: true) : Windows.FirstOrDefault(side => side <= affordable, Windows[^1]);
        side = Math.Max(SmallestWindow(needs, halo), Align(Math.Min(side, _largest), needs, up: false));
        return new PixelSize(side, side);
    }

    /// <summary>An eighth of this machine's memory, and 2 GiB at the most.</summary>
    public static TileBudget OfThisMachine() => new(Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8, 256L << 20, 2L << 30));

    /// <summary>The core for a picture.</summary>
    /// <param name="needs">What the generator asks of tiles.</param>
    /// <param name="halo">The halo that tiles will have.</param>
    /// <param name="width">The width of the picture.</param>
    /// <param name="scale">The result's scale.</param>
    /// <param name="format">The result's format.</param>
    public int Core(TileNeeds needs, int halo, int width, int scale, PixelFormat format)
    {
        long affordable = (long)Math.Sqrt(_bytes / (double)BytesPerPixel(needs)) - (2 * halo);
        long strip = (needs.IsPlain ? PlainStripBytes : StripBytes) / ((long)width * scale * format.BytesPerPixel * scale);
        long useful = (long)Math.Ceiling(2 * Math.Max(halo, LanczosGenerator.Halo) / (Math.Sqrt(AcceptedHaloCost) - 1));
        return (int)Math.Max(SmallestCore, Math.Min(Math.Min(affordable, strip), useful));
    }

    /// <summary>Whether a picture can be one single tile.</summary>
    public bool FitsWhole(TileNeeds needs, PixelSize picture) =>
        (needs.Window is not { } window || Math.Max(picture.Width, picture.Height) <= window) && (long)picture.Width * picture.Height <= _bytes / BytesPerPixel(needs);

    private static int Align(int length, TileNeeds needs, bool up)
    {
        int unit = Alignment % needs.Multiple == 0 ? Alignment : needs.Multiple;
        return (up ? length + unit - 1 : length) / unit * unit;
    }

    // The generator's own, and the planes of a tile on their way: three inputs and outputs.
    private static long BytesPerPixel(TileNeeds needs) => needs.BytesPerPixel + (3L * 3 * sizeof(float) * (1 + (needs.Scale * needs.Scale)));
}
