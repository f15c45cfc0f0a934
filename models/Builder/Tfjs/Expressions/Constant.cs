namespace Enlarger.Models.Builder.Tfjs.Expressions;

/// <summary>Numbers that do not depend on the picture.</summary>
/// <param name="kind">What the numbers are.</param>
/// <param name="shape">The size of the axes.</param>
/// <param name="values">The numbers, the last axis fastest; those of single precision are rounded to it.</param>
/// <param name="isTrained">Whether they are weights as published, at most in another order, rather than computed.</param>
internal sealed class Constant(NumberKind kind, int[] shape, double[] values, bool isTrained = false) : Expression(shape)
{
    /// <summary>What the numbers are.</summary>
    public NumberKind Kind => kind;

    /// <summary>The numbers, the last axis fastest.</summary>
    public double[] Values => values;

    /// <summary>Whether they are weights as published, at most in another order, rather than computed.</summary>
    public bool IsTrained => isTrained;

    /// <summary>A list of whole numbers.</summary>
    public static Constant Integers(params IEnumerable<int> values)
    {
        double[] list = [.. values.Select(value => (double)value)];
        return new Constant(NumberKind.Integer, [list.Length], list);
    }

    /// <summary>The same numbers under another shape of as many.</summary>
    public Constant WithShape(int[] shape) => new(kind, shape, values, isTrained);

    /// <summary>Whether it is one number, up to the last bits of single precision.</summary>
    public bool Is(double number) => values.Length == 1 && Math.Abs(values[0] - number) <= Math.Abs(number) * 1e-6;
}
