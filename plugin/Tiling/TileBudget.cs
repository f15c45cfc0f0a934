using Enlarger.Imaging;
using Enlarger.Inference;

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

    private readonly long _bytes;

    /// <summary>A budget of so many bytes for a tile.</summary>
    public TileBudget(long bytes) => _bytes = bytes;

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

    // The generator's own, and the planes of a tile on their way: three inputs and outputs.
    private static long BytesPerPixel(TileNeeds needs) => needs.BytesPerPixel + (3L * 3 * sizeof(float) * (1 + (needs.Scale * needs.Scale)));
}
