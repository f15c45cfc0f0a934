using Enlarger.Imaging;
using Enlarger.Inference;
using Enlarger.Models;

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
    /// <param name="generator">The generator, or null for a plain enlargement.</param>
    /// <param name="halo">The halo that tiles will have.</param>
    /// <param name="result">The size of the result.</param>
    /// <param name="scale">The result's scale.</param>
    /// <param name="format">The result's format.</param>
    public int Core(GeneratorDescription? generator, int halo, PixelSize result, int scale, PixelFormat format)
    {
        long affordable = (long)Math.Sqrt(_bytes / (double)BytesPerPixel(generator, scale)) - (2 * halo);
        long strip = (generator is null ? PlainStripBytes : StripBytes) / ((long)result.Width * format.BytesPerPixel * scale);
        long useful = (long)Math.Ceiling(2 * Math.Max(halo, LanczosGenerator.Halo) / (Math.Sqrt(AcceptedHaloCost) - 1));
        return (int)Math.Max(SmallestCore, Math.Min(Math.Min(affordable, strip), useful));
    }

    /// <summary>Whether a picture can be one single tile.</summary>
    public bool FitsWhole(GeneratorDescription generator, PixelSize picture) =>
        (long)picture.Width * picture.Height <= _bytes / BytesPerPixel(generator, generator.Scale);

    // The network's activations, and the planes of a tile on their way: three inputs and outputs.
    private static long BytesPerPixel(GeneratorDescription? generator, int scale)
    {
        int outputScale = generator?.Scale ?? scale;
        return (generator?.BytesPerPixel ?? 0) + (3L * 3 * sizeof(float) * (1 + (outputScale * outputScale)));
    }
}
