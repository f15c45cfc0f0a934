using Enlarger.Models.Builder.Tfjs.Expressions;

namespace Enlarger.Models.Builder.Tfjs;

/// <summary>Maps Einstein sums that multiply one axis of a value by a constant matrix and may bring the axes into another order.</summary>
/// <param name="node">The node.</param>
/// <param name="first">The first factor.</param>
/// <param name="second">The second factor.</param>
internal sealed class EinsumMapping(TfjsNode node, Expression first, Expression second)
{
    /// <summary>What the sum is.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: it is another sum, or its factors do not fit.</exception>
    public Expression Map()
    {
        string equation = node.Text("equation");
        if (equation.Split("->") is not [var factors, var result] || factors.Split(',') is not [var left, var right]) throw Unknown(equation);
        return second is Constant { Rank: 2 } matrix ? Contract(first, left, matrix, right, result, equation)
            : first is Constant { Rank: 2 } other ? Contract(second, right, other, left, result, equation)
            : throw Unknown(equation);
    }

    private Expression Contract(Expression value, string axes, Constant matrix, string sides, string result, string equation)
    {
        if (axes.Length != value.Rank || sides.Length != 2) throw node.Wrong($"the equation '{equation}' does not fit its inputs");
        if (axes.Contains(sides[1], StringComparison.Ordinal))
        {
            sides = $"{sides[1]}{sides[0]}";
            matrix = ConstantMath.Transpose(matrix, [1, 0]);
        }

        string contracted = axes.Replace(sides[0], sides[1]);
        int axis = axes.IndexOf(sides[0], StringComparison.Ordinal);
        bool isKnown = axis >= 0 && !axes.Contains(sides[1], StringComparison.Ordinal) && axes.Distinct().Count() == axes.Length
            && contracted.Order().SequenceEqual(result.Order());
        if (!isKnown) throw Unknown(equation);
        if (value.Shape[axis] != matrix.Shape[0]) throw node.Wrong($"the equation '{equation}' does not fit its inputs");
        node.DemandShape([.. value.Shape[..axis], matrix.Shape[1], .. value.Shape[(axis + 1)..]]);
        return Simplified.Transpose(Simplified.Contract(value, matrix, axis), [.. result.Select(label => contracted.IndexOf(label, StringComparison.Ordinal))]);
    }

    private EnlargerException Unknown(string equation) => node.Unknown($"the equation '{equation}' is not known to Enlarger");
}
