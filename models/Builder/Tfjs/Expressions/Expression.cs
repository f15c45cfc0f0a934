namespace Enlarger.Models.Builder.Tfjs.Expressions;

/// <summary>
/// A value of a network: its picture, a constant, or what an operation makes of others. Values are compared by reference, so that one
/// used twice is computed once.
/// </summary>
/// <param name="shape">The size of its axes.</param>
internal abstract class Expression(int[] shape)
{
    /// <summary>The size of its axes.</summary>
    public int[] Shape => shape;

    /// <summary>The number of its axes.</summary>
    public int Rank => shape.Length;

    /// <summary>The number of its numbers.</summary>
    public int Count => shape.Aggregate(1, (count, size) => checked(count * size));
}
