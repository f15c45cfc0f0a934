namespace Enlarger.Models.Builder.Tfjs.Expressions;

/// <summary>
/// Makes operations, simplified as they are made: what changes nothing is left out, reshapes and transpositions are joined, and those
/// that undo each other vanish together.
/// </summary>
internal static class Simplified
{
    // These work number by number, so that they can be done before a transposition as well as after it.
    private static readonly HashSet<string> Functions = ["Gelu", "LeakyRelu", "Neg", "Exp", "Reciprocal", "Sigmoid", "Sqrt", "Tanh"];

    // How far back a transposition is looked for that another one undoes, and past how many numbers of a constant.
    private const int MostSteps = 64;
    private const int MostMovedNumbers = 1 << 16;

    private static readonly int[] ToChannelsFirst = [0, 3, 1, 2];
    private static readonly int[] ToChannelsLast = [0, 2, 3, 1];

    /// <summary>A function of each number.</summary>
    public static Expression Function(string type, Expression value, params (string Name, object Value)[] attributes) =>
        Fusions.Apply(new Operation(type, value.Shape, [value], attributes));

    /// <summary>A function of two values' numbers, either repeated to fit the other; their shapes must fit.</summary>
    public static Expression Combine(string type, Expression first, Expression second)
    {
        // Constants come second, so that there is one order to look for.
        if (first is Constant && (type is "Add" or "Mul" or "Max" or "Min")) (first, second) = (second, first);
        int[] shape = Axes.Broadcast(first.Shape, second.Shape)!;
        first = WithoutRepetition(first, second, shape);
        second = WithoutRepetition(second, first, shape);
        return Fusions.Apply(new Operation(type, shape, [first, second]));
    }

    /// <summary>The same numbers under another shape of as many.</summary>
    public static Expression Reshape(Expression value, int[] shape) => value switch
    {
        _ when value.Shape.AsSpan().SequenceEqual(shape) => value,
        Constant constant => constant.WithShape(shape),
        Operation { Type: "Reshape" } earlier => Reshape(earlier.Inputs[0], shape),
        _ => new Operation("Reshape", shape, [value, Constant.Integers(shape)]),
    };

    /// <summary>A value repeated along axes of size one to fill a shape.</summary>
    public static Expression Repeat(Expression value, int[] shape) =>
        value.Shape.AsSpan().SequenceEqual(shape) ? value : new Operation("Expand", shape, [value, Constant.Integers(shape)]);

    /// <summary>A value with its axes in another order.</summary>
    public static Expression Transpose(Expression value, int[] order)
    {
        if (Axes.IsIdentity(order)) return value;
        if (value is Constant constant) return ConstantMath.Transpose(constant, order);
        if (value is Operation { Type: "Transpose" } earlier) return Transpose(earlier.Inputs[0], Axes.Permute(OrderOf(earlier), order));
        if (WithoutTransposition(value, order) is { } simple) return simple;
        int[] shape = Axes.Permute(value.Shape, order);
        return Axes.KeepsPlaces(value.Shape, order)
            ? Reshape(value, shape)
            : new Operation("Transpose", shape, [value], ("perm", Array.ConvertAll(order, axis => (long)axis)));
    }

    /// <summary>An axis multiplied by a matrix of old by new size.</summary>
    public static Operation Contract(Expression value, Constant matrix, int axis)
    {
        int[] shape = [.. value.Shape];
        shape[axis] = matrix.Shape[1];
        return new Operation(Operation.Contraction, shape, [value, matrix], ("axis", (long)axis));
    }

    /// <summary>An operation of ONNX on channels first, for a value whose channels are last.</summary>
    /// <param name="type">The operation.</param>
    /// <param name="value">Batch, row, column, channel.</param>
    /// <param name="weights">The kernel.</param>
    /// <param name="shape">The shape of the result, channels last.</param>
    /// <param name="attributes">The operation's attributes.</param>
    public static Expression ChannelsFirst(string type, Expression value, Constant weights, int[] shape, params (string Name, object Value)[] attributes)
    {
        Operation operation = new(type, Axes.Permute(shape, ToChannelsFirst), [Transpose(value, ToChannelsFirst), weights], attributes);
        return Transpose(operation, ToChannelsLast);
    }

    /// <summary>The order of axes that a transposition makes.</summary>
    public static int[] OrderOf(Operation transposition) => Array.ConvertAll(transposition.Attribute<long[]>("perm"), axis => (int)axis);

    // What is combined number by number is repeated by that itself.
    private static Expression WithoutRepetition(Expression value, Expression other, int[] shape) =>
        value is Operation { Type: "Expand" } repetition && Axes.Broadcast(repetition.Inputs[0].Shape, other.Shape)?.AsSpan().SequenceEqual(shape) == true
            ? repetition.Inputs[0]
            : value;

    /// <summary>
    /// A value with its axes in another order, where that undoes an earlier transposition behind operations that can be done without
    /// both; else null.
    /// </summary>
    private static Expression? WithoutTransposition(Expression value, int[] order)
    {
        Stack<Operation> passed = [];
        while (value is Operation operation && operation.Type != "Transpose")
        {
            if (passed.Count == MostSteps || !CanPass(operation)) return null;
            passed.Push(operation);
            value = operation.Inputs[0];
        }

        if (value is not Operation transposition || !Axes.IsIdentity(Axes.Permute(OrderOf(transposition), order))) return null;
        return passed.Aggregate(transposition.Inputs[0], (inner, operation) => Moved(operation, inner, order));
    }

    /// <summary>Whether an operation can be done before a transposition of its first input as well as after it.</summary>
    private static bool CanPass(Operation operation) =>
        Functions.Contains(operation.Type)
        || operation is { Type: Operation.Contraction, Inputs: [_, Constant] }
        || (operation is { Type: "Add" or "Mul", Inputs: [var term, Constant { Count: <= MostMovedNumbers }] } && term.Rank == operation.Rank);

    /// <summary>An operation that <see cref="CanPass"/> on a value whose axes are in another order.</summary>
    private static Expression Moved(Operation operation, Expression value, int[] order)
    {
        if (Functions.Contains(operation.Type)) return new Operation(operation.Type, value.Shape, [value], [.. operation.Attributes]);
        Constant constant = (Constant)operation.Inputs[1];
        if (operation.Type == Operation.Contraction) return Contract(value, constant, Array.IndexOf(order, (int)operation.Attribute<long>("axis")));
        int[] padded = [.. Enumerable.Repeat(1, operation.Rank - constant.Rank), .. constant.Shape];
        return Combine(operation.Type, value, ConstantMath.Transpose(constant.WithShape(padded), order));
    }
}
