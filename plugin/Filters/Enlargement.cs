using Enlarger.Imaging;
using Enlarger.Inference;
using Enlarger.Tiling;

namespace Enlarger.Filters;

/// <summary>What a filter has decided to do with a picture; at 1x nothing grows.</summary>
internal sealed record Enlargement
{
    /// <summary>What draws the result.</summary>
    public required IGenerator Generator { get; init; }

    /// <summary>What it asks of tiles.</summary>
    public required TileNeeds Needs { get; init; }

    /// <summary>Result pixels per source pixel along each axis.</summary>
    public required int Scale { get; init; }

    /// <summary>The part of the picture that is wanted.</summary>
    public required PixelArea Part { get; init; }

    /// <summary>What is done to the generator's work.</summary>
    public Finishing Finishing { get; init; } = Finishing.None;

    /// <summary>How much of the noise is taken away before, 0..1.</summary>
    public float Denoise { get; init; }

    /// <summary>The side of a tile's core, or 0 to choose one.</summary>
    public int Tile { get; init; }

    /// <summary>Whether tiles are to equal the whole.</summary>
    public bool Exact { get; init; }
}
