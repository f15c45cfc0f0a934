using Enlarger.Imaging;

namespace Enlarger.Tiling;

/// <summary>A tile on its way: what the generator gets, and what finishing its output needs to know about the source.</summary>
internal sealed class PreparedTile : IDisposable
{
    /// <summary>Where the tile lies.</summary>
    public required Tile Tile { get; init; }

    /// <summary>The generator's input over <see cref="Tile.Input"/>: red, green, blue, 0..1; null where nothing is visible, so that there is nothing to generate.</summary>
    public required FloatPlanes? Input { get; init; }

    /// <summary>The area that the planes below cover: the tile's input, and as much more as they need.</summary>
    public required PixelArea Surroundings { get; init; }

    /// <summary>The source's colours, 0..1; null where nothing is visible or nobody needs them.</summary>
    public required FloatPlanes? Color { get; init; }

    /// <summary>Alpha, 0..1; null if the source has none.</summary>
    public required FloatPlanes? Alpha { get; init; }

    /// <summary>By how much the colours lie outside 0..1; null if they do not.</summary>
    public required FloatPlanes? Excess { get; init; }

    /// <summary>How much colour the result may have over <see cref="Tile.Blend"/>: 0 where the source is grey, 1 where it has colour; null if it has colour everywhere.</summary>
    public required FloatPlanes? Chroma { get; init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Input?.Dispose();
        Color?.Dispose();
        Alpha?.Dispose();
        Excess?.Dispose();
        Chroma?.Dispose();
    }
}
