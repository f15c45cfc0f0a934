namespace Enlarger.Models.Builder.Tfjs;

/// <summary>
/// What shapes may be: large enough for every network that is restored here, and small enough that their sizes can be multiplied, and
/// constants computed, without a second thought.
/// </summary>
internal static class ShapeLimits
{
    /// <summary>The most axes.</summary>
    public const int MostAxes = 8;

    // Values that depend on the picture are not computed here; constants are.
    private const int MostNumbers = 1 << 26;
    private const int MostConstantNumbers = 1 << 22;

    /// <summary>A shape that a node's result may have.</summary>
    /// <param name="node">The node, for messages.</param>
    /// <param name="shape">The sizes, which may come from a damaged file.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: it has too many axes or numbers, or an axis without any.</exception>
    public static int[] DemandShape(this TfjsNode node, params long[] shape) => Demand(node, shape, MostNumbers);

    /// <inheritdoc cref="DemandShape(TfjsNode, long[])"/>
    public static int[] DemandShape(this TfjsNode node, int[] shape) => Demand(node, Longs(shape), MostNumbers);

    /// <summary>A shape that a constant may have that a node computes.</summary>
    /// <param name="node">The node, for messages.</param>
    /// <param name="shape">The sizes, which may come from a damaged file.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: it has too many axes or numbers, or an axis without any.</exception>
    public static int[] DemandConstantShape(this TfjsNode node, params long[] shape) => Demand(node, shape, MostConstantNumbers);

    /// <inheritdoc cref="DemandConstantShape(TfjsNode, long[])"/>
    public static int[] DemandConstantShape(this TfjsNode node, int[] shape) => Demand(node, Longs(shape), MostConstantNumbers);

    /// <summary>The product of sizes, none of them negative; the largest number there is where it is larger.</summary>
    public static long Product(IEnumerable<long> sizes) =>
        sizes.Aggregate(1L, (product, size) => size > 0 && product > long.MaxValue / size ? long.MaxValue : product * size);

    private static int[] Demand(TfjsNode node, long[] shape, int most)
    {
        if (shape.Length > MostAxes) throw node.Wrong($"there are {shape.Length} axes, where {MostAxes} are the most");
        return Array.TrueForAll(shape, size => size > 0) && Product(shape) <= most
            ? Array.ConvertAll(shape, size => (int)size)
            : throw node.Wrong($"the shape [{string.Join(", ", shape)}] is impossible");
    }

    private static long[] Longs(int[] shape) => Array.ConvertAll(shape, size => (long)size);
}
