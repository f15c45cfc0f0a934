using Enlarger.Imaging;
using Enlarger.Inference;
using Enlarger.Models;

namespace Enlarger.Tiling;

/// <summary>What a generator asks of the tiles it is given, and the plan that meets it.</summary>
internal sealed record TileNeeds
{
    /// <summary>What to call the generator in errors.</summary>
    public required string Name { get; init; }

    /// <summary>The halo that serves.</summary>
    public required int Halo { get; init; }

    /// <summary>The halo with which tiles equal the whole; null if none does.</summary>
    public required int? Exact { get; init; }

    /// <summary>How far neighbours are blended on either side of their border.</summary>
    public int Feather { get; init; }

    /// <summary>What inputs begin at a multiple of.</summary>
    public int Multiple { get; init; } = 1;

    /// <summary>The width and height of every input, where the generator takes one size only.</summary>
    public int? Window { get; init; }

    /// <summary>Output pixels per input pixel along each axis.</summary>
    public required int Scale { get; init; }

    /// <summary>Memory that it takes per input pixel, in bytes, beside the planes that come and go.</summary>
    public required long BytesPerPixel { get; init; }

    /// <summary>Whether every pixel of a tile depends on all of it, so that a part of a picture must be made of the whole's tiles to come out the same.</summary>
    public bool KeepsTiles { get; init; }

    /// <summary>Whether its tiles cost less than writing their result does.</summary>
    public bool IsPlain { get; init; }

    /// <summary>The needs of a network.</summary>
    public static TileNeeds Of(GeneratorDescription generator) => new()
    {
        Name = generator.Id,
        Halo = generator.Halo.Default,
        Exact = generator.Halo.Exact,
        Feather = generator.Halo.Feather,
        Multiple = generator.SizeMultiple,
        Window = generator.InputSize,
        Scale = generator.Scale,
        BytesPerPixel = generator.BytesPerPixel,
    };

    /// <summary>The needs of a plain enlargement.</summary>
    public static TileNeeds Lanczos(int scale) => new()
    {
        Name = LanczosGenerator.Name,
        Halo = LanczosGenerator.Halo,
        Exact = LanczosGenerator.Halo,
        Scale = scale,
        BytesPerPixel = 0,
        IsPlain = true,
    };

    /// <summary>The tiles into which a picture, or a part of it, is cut. A part's tiles meet where those of the whole do.</summary>
    /// <param name="picture">The size of the picture.</param>
    /// <param name="part">The part that is wanted.</param>
    /// <param name="scale">Result pixels per source pixel.</param>
    /// <param name="format">The format of the result.</param>
    /// <param name="tile">The core that the user asks for; 0 for the largest that is worth its memory.</param>
    /// <param name="exact">Whether tiles are to equal the whole.</param>
    /// <param name="budget">The memory for a tile; that of this machine if null.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: tiles of this generator cannot equal the whole.</exception>
    public TilePlan Plan(PixelSize picture, PixelArea part, int scale, PixelFormat format, int tile = 0, bool exact = false, TileBudget? budget = null)
    {
        budget ??= TileBudget.OfThisMachine();
        if (exact && Exact is null)
        {
            // No halo would be wide enough, but a single tile is exact by itself.
            return budget.FitsWhole(this, picture)
                ? TilePlan.OfWindows(picture, WholeOf(picture), 0, 0, part)
                : throw new EnlargerException(ErrorKind.Usage, $"The generator {Name} sees too far for exact tiles, and a picture of {picture} is too large to be one tile: leave exact off.");
        }

        if (Window is { } side) return TilePlan.OfWindows(picture, new PixelSize(side, side), Halo, Feather, part);
        int halo = exact ? Exact!.Value : Halo;
        if (budget.HasOneSize)
        {
            // What is filled up would not equal the whole: an exact tile is no larger than the picture.
            PixelSize window = budget.Window(this, halo, tile), whole = WholeOf(picture);
            if (exact) window = new PixelSize(Math.Min(window.Width, whole.Width), Math.Min(window.Height, whole.Height));
            return TilePlan.OfWindows(picture, window, halo, exact ? 0 : Feather, part, Multiple);
        }

        int core = tile != 0 ? tile : budget.Core(this, halo, picture.Width, scale, format);
        return new TilePlan(picture, core, halo, exact ? 0 : Feather, Multiple, part, KeepsTiles);
    }

    // What an input must measure to hold the whole picture.
    private PixelSize WholeOf(PixelSize picture)
    {
        int Fit(int length) => Window ?? ((length + Multiple - 1) / Multiple * Multiple);
        return new PixelSize(Fit(picture.Width), Fit(picture.Height));
    }
}
