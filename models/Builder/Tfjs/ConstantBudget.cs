using Enlarger.Models.Builder.Tfjs.Expressions;

namespace Enlarger.Models.Builder.Tfjs;

/// <summary>
/// Counts the numbers of all constants that are computed and kept, so that a file of a few thousand bytes cannot fill the memory.
/// </summary>
internal sealed class ConstantBudget
{
    // Weights may be wanted in another order of axes, so that what is computed grows with them.
    private const int MostComputed = 1 << 24;

    private readonly HashSet<Expression> _counted = [];
    private readonly HashSet<double[]> _numbers = [];
    private long _left = MostComputed;

    /// <summary>Begins to count.</summary>
    /// <param name="weights">What is not computed but was read.</param>
    public ConstantBudget(IEnumerable<Constant> weights)
    {
        foreach (Constant weight in weights)
        {
            _numbers.Add(weight.Values);
            _left += weight.Values.Length;
        }
    }

    /// <summary>Counts what a node gives, and all that it depends on and that was not counted before.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: there are too many numbers by now.</exception>
    public void Add(TfjsNode node, Expression value)
    {
        Stack<Expression> waiting = new([value]);
        while (waiting.TryPop(out Expression? expression))
        {
            if (!_counted.Add(expression)) continue;
            if (expression is Constant constant && _numbers.Add(constant.Values)) _left -= constant.Values.Length;
            if (expression is not Operation operation) continue;
            foreach (Expression input in operation.Inputs) waiting.Push(input);
        }

        if (_left < 0) throw node.Wrong("more constants are computed than any network needs");
    }
}
