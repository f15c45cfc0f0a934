using System.Globalization;
using Enlarger.Models.Builder.Tfjs.Expressions;

namespace Enlarger.Models.Builder.Tfjs;

/// <summary>
/// Says what TensorFlow's operations are in ONNX. What depends on constants and shapes alone, such as all arithmetic of sizes, is
/// computed at once; what is left depends on the picture.
/// </summary>
/// <param name="node">The node.</param>
/// <param name="inputs">What it reads.</param>
internal sealed class TfjsMapping(TfjsNode node, IReadOnlyList<Expression> inputs)
{
    /// <summary>What a node gives.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: its operation is not known here, or its inputs do not fit it.</exception>
    public static Expression Map(TfjsNode node, IReadOnlyList<Expression> inputs) => new TfjsMapping(node, inputs).Map();

    private Expression Map() => node.Type switch
    {
        "Identity" => Input(0),
        "Abs" => Function("Abs", Math.Abs),
        "Floor" => Function("Floor", Math.Floor),
        "Neg" => Function("Neg", value => -value),
        "Reciprocal" => Function("Reciprocal", value => 1 / value),
        "Sign" => Function("Sign", value => Math.Sign(value)),
        "Square" => Square(),
        "Rsqrt" => InverseRoot(),

        // Machines round these differently, and constants must be the same everywhere.
        "Exp" => Simplified.Function("Exp", Input(0)),
        "Tanh" => Simplified.Function("Tanh", Input(0)),

        "AddV2" or "Add" => Combination("Add", (a, b) => a + b),
        "Sub" => Combination("Sub", (a, b) => a - b),
        "Mul" => Combination("Mul", (a, b) => a * b),
        "RealDiv" => Combination("Div", (a, b) => a / b),
        "Maximum" => Combination("Max", Math.Max),
        "Minimum" => Combination("Min", Math.Min),
        "FloorDiv" => ConstantCombination((a, b) => Math.Floor(a / b)),
        "FloorMod" => ConstantCombination((a, b) => a - (Math.Floor(a / b) * b)),
        "GreaterEqual" => Comparison("GreaterOrEqual", (a, b) => a >= b),
        "Greater" => Comparison("Greater", (a, b) => a > b),
        "LessEqual" => Comparison("LessOrEqual", (a, b) => a <= b),
        "Less" => Comparison("Less", (a, b) => a < b),
        "Equal" => Comparison("Equal", (a, b) => a == b),
        "NotEqual" => ConstantCombination((a, b) => a == b ? 0 : 1, NumberKind.Boolean),
        "LogicalAnd" => ConstantCombination((a, b) => a * b, NumberKind.Boolean),
        "SelectV2" => Selection(),
        "Cast" => Cast(),

        "Shape" => Constant.Integers(Input(0).Shape),
        "Range" => Range(),
        "Pack" => Pack(),
        "ConcatV2" => Concatenation(),
        "StridedSlice" => Slice(),
        "GatherV2" => Gather(),
        "BroadcastTo" => Repetition(),
        "Reshape" => Reshaped(ShapeFrom(Integers(1), Input(0).Count)),
        "ExpandDims" => ExpandDims(),
        "Squeeze" => Squeeze(),
        "Transpose" => Transposition(),
        "Sum" => Sum(),
        "Einsum" => new EinsumMapping(node, Input(0), Input(1)).Map(),
        "Conv2D" => ConvolutionMapping.Convolution(node, Input(0), Kernel(1)),
        "Conv2DBackpropInput" => ConvolutionMapping.Transposed(node, Integers(0), Kernel(1), Input(2)),
        _ => throw node.Unknown("the operation is not known to Enlarger"),
    };

    private Expression Function(string type, Func<double, double> function) =>
        Input(0) is Constant constant ? ConstantMath.Map(constant, function) : Simplified.Function(type, Input(0));

    private Expression Square() =>
        Input(0) is Constant constant ? ConstantMath.Map(constant, value => value * value) : Simplified.Combine("Mul", Input(0), Input(0));

    private Expression InverseRoot() => Input(0) is Constant constant
        ? ConstantMath.Map(constant, value => 1 / Math.Sqrt(value))
        : Simplified.Function("Reciprocal", Simplified.Function("Sqrt", Input(0)));

    private Expression Combination(string type, Func<double, double, double> function)
    {
        DemandFit(Input(0), Input(1));
        if (Input(0) is not Constant first || Input(1) is not Constant second) return Simplified.Combine(type, Input(0), Input(1));
        if (first.Kind != second.Kind) throw node.Wrong("numbers of two types are combined");
        return ConstantMath.Combine(first, second, first.Kind, function);
    }

    private Expression Comparison(string type, Func<double, double, bool> function)
    {
        DemandFit(Input(0), Input(1));
        return Input(0) is Constant first && Input(1) is Constant second
            ? ConstantMath.Combine(first, second, NumberKind.Boolean, (a, b) => function(a, b) ? 1 : 0)
            : Simplified.Combine(type, Input(0), Input(1));
    }

    private Constant ConstantCombination(Func<double, double, double> function, NumberKind? kind = null)
    {
        (Constant first, Constant second) = (ConstantInput(0), ConstantInput(1));
        DemandFit(first, second);
        Constant result = ConstantMath.Combine(first, second, kind ?? first.Kind, function);
        return Array.TrueForAll(result.Values, double.IsFinite) ? result : throw node.Wrong("a number is divided by zero");
    }

    private Expression Selection()
    {
        (Expression condition, Expression first, Expression second) = (Input(0), Input(1), Input(2));
        int[] values = DemandFit(first, second);
        int[] shape = node.DemandShape(Axes.Broadcast(condition.Shape, values) ?? throw node.Wrong("the shapes of its inputs do not fit"));
        if (condition is Constant { Count: 1 } single)
        {
            Expression chosen = single.Values[0] != 0 ? first : second;
            return chosen is Constant number ? ConstantMath.Broadcast(number, node.DemandConstantShape(shape)) : Simplified.Repeat(chosen, shape);
        }

        if (condition is Constant choice && first is Constant one && second is Constant other)
        {
            node.DemandConstantShape(shape);
            double[] chooses = ConstantMath.Broadcast(choice, shape).Values;
            double[] ones = ConstantMath.Broadcast(one, shape).Values;
            double[] others = ConstantMath.Broadcast(other, shape).Values;
            return new Constant(one.Kind, shape, [.. chooses.Select((chosen, index) => chosen != 0 ? ones[index] : others[index])]);
        }

        return Fusions.Apply(new Operation("Where", shape, [condition, first, second]));
    }

    private Constant Cast() => ConstantMath.Cast(ConstantInput(0), node.NumberType("DstT") switch
    {
        "DT_FLOAT" => NumberKind.Single,
        "DT_INT32" or "DT_INT64" => NumberKind.Integer,
        "DT_BOOL" => NumberKind.Boolean,
        string other => throw node.Unknown($"the type '{other}' is not known to Enlarger"),
    });

    private Constant Range()
    {
        (int start, int end, int step) = (Integer(0), Integer(1), Integer(2));
        if (step == 0) throw node.Wrong("the range never ends");
        long count = (end - (long)start + step - Math.Sign(step)) / step;
        double[] values = new double[node.DemandConstantShape(count)[0]];
        for (int index = 0; index < values.Length; index++) values[index] = start + ((long)index * step);
        return new Constant(NumberKind.Integer, [values.Length], values);
    }

    private Constant Pack()
    {
        if (node.Integer("axis") != 0) throw node.Unknown("values are packed along another axis than the first");
        List<Constant> parts = [.. inputs.Select((_, index) => ConstantInput(index))];
        if (parts.Count == 0 || parts.Any(part => !part.Shape.AsSpan().SequenceEqual(parts[0].Shape))) throw node.Wrong("the shapes of its inputs differ");
        node.DemandConstantShape([parts.Count, .. parts[0].Shape]);
        return ConstantMath.Concatenate([.. parts.Select(part => part.WithShape([1, .. part.Shape]))], 0);
    }

    private Expression Concatenation()
    {
        List<Expression> parts = [.. inputs.SkipLast(1)];
        if (parts.Count == 0) throw node.Wrong("there is nothing to join");
        int axis = Axis(Integer(inputs.Count - 1), parts[0].Rank);
        bool fits = parts.TrueForAll(part =>
            part.Rank == parts[0].Rank && Enumerable.Range(0, part.Rank).All(other => other == axis || part.Shape[other] == parts[0].Shape[other]));
        if (!fits) throw node.Wrong("the shapes of its inputs do not fit");
        long[] shape = Array.ConvertAll(parts[0].Shape, size => (long)size);
        shape[axis] = parts.Sum(part => (long)part.Shape[axis]);
        if (!parts.TrueForAll(part => part is Constant)) return new Operation("Concat", node.DemandShape(shape), [.. parts], ("axis", (long)axis));
        node.DemandConstantShape(shape);
        return ConstantMath.Concatenate([.. parts.Cast<Constant>()], axis);
    }

    private Expression Slice()
    {
        Expression value = Input(0);
        bool isPlain = node.Integer("ellipsis_mask") == 0 && node.Integer("new_axis_mask") == 0;
        if (!isPlain) throw node.Unknown("an ellipsis or a new axis is not known to Enlarger");
        (int[] begins, int[] ends, int[] steps) = (Integers(1), Integers(2), Integers(3));
        if (begins.Length > value.Rank || ends.Length != begins.Length || steps.Length != begins.Length) throw node.Wrong("its limits do not fit its input");
        if (steps.Any(step => step < 1)) throw node.Unknown("it steps backwards");
        (int[] starts, int[] counts, int[] strides) = ([.. value.Shape.Select(_ => 0)], [.. value.Shape], [.. value.Shape.Select(_ => 1)]);
        List<int> shape = [];
        for (int axis = 0; axis < value.Rank; axis++)
        {
            bool isDropped = axis < begins.Length && IsSet("shrink_axis_mask", axis);
            if (axis < begins.Length)
            {
                int size = value.Shape[axis];
                starts[axis] = IsSet("begin_mask", axis) ? 0 : Place(begins[axis], size);
                int end = isDropped ? starts[axis] + 1 : IsSet("end_mask", axis) ? size : Place(ends[axis], size);

                // A step that leaves the value takes one place, however far it goes.
                strides[axis] = Math.Clamp(steps[axis], 1, Math.Max(1, size));
                counts[axis] = (int)((Math.Max(0L, end - starts[axis]) + strides[axis] - 1) / strides[axis]);
                if (counts[axis] == 0 || end > size) throw node.Wrong("it takes nothing, or more than there is");
            }

            if (!isDropped) shape.Add(counts[axis]);
        }

        if (value is Constant constant) return ConstantMath.Slice(constant, starts, counts, strides).WithShape([.. shape]);
        int[] axes = [.. Enumerable.Range(0, value.Rank).Where(axis => counts[axis] != value.Shape[axis])];
        if (axes.Length == 0) return Simplified.Reshape(value, [.. shape]);
        Constant[] limits =
        [
            Constant.Integers(axes.Select(axis => starts[axis])),
            Constant.Integers(axes.Select(axis => starts[axis] + (counts[axis] * strides[axis]))),
            Constant.Integers(axes),
            Constant.Integers(axes.Select(axis => strides[axis])),
        ];
        return Simplified.Reshape(new Operation("Slice", counts, [value, .. limits]), [.. shape]);
    }

    private Expression Gather()
    {
        if (node.Integer("batch_dims") != 0) throw node.Unknown("it gathers in batches");
        Expression value = Input(0);
        Constant places = ConstantInput(1);
        int axis = Axis(Integer(2), value.Rank);
        if (!Array.TrueForAll(places.Values, place => place >= 0 && place < value.Shape[axis])) throw node.Wrong("it takes more than there is");
        int[] shape = [.. value.Shape[..axis], .. places.Shape, .. value.Shape[(axis + 1)..]];
        if (value is not Constant constant) return new Operation("Gather", node.DemandShape(shape), [value, places], ("axis", (long)axis));
        node.DemandConstantShape(shape);
        return ConstantMath.Gather(constant, places, axis);
    }

    private Expression Repetition()
    {
        Expression value = Input(0);
        int[] shape = node.DemandShape(Integers(1));
        if (Axes.Broadcast(value.Shape, shape)?.AsSpan().SequenceEqual(shape) != true) throw node.Wrong("its input does not fit the shape to be filled");
        return value is Constant constant ? ConstantMath.Broadcast(constant, node.DemandConstantShape(shape)) : Simplified.Repeat(value, shape);
    }

    private Expression Reshaped(int[] shape) =>
        ShapeLimits.Product(shape.Select(size => (long)size)) == Input(0).Count
            ? Simplified.Reshape(Input(0), node.DemandShape(shape))
            : throw node.Wrong($"{Input(0).Count} numbers do not fit the shape [{string.Join(", ", shape)}]");

    private Expression ExpandDims()
    {
        List<int> shape = [.. Input(0).Shape];
        shape.Insert(Axis(Integer(1), Input(0).Rank + 1), 1);
        return Reshaped([.. shape]);
    }

    private Expression Squeeze()
    {
        int[] axes = [.. node.Integers("squeeze_dims").Select(axis => Axis(axis, Input(0).Rank))];
        return Reshaped([.. Input(0).Shape.Where((size, axis) => size != 1 || (axes.Length > 0 && !axes.Contains(axis)))]);
    }

    private Expression Transposition()
    {
        int[] order = Integers(1);
        bool isOrder = order.Order().SequenceEqual(Enumerable.Range(0, Input(0).Rank));
        return isOrder ? Simplified.Transpose(Input(0), order) : throw node.Wrong("its order of axes does not fit its input");
    }

    private Expression Sum()
    {
        Expression value = Input(0);
        int[] axes = [.. Integers(1).Select(axis => Axis(axis, value.Rank)).Distinct().Order()];
        int[] kept = [.. value.Shape.Select((size, axis) => axes.Contains(axis) ? 1 : size)];
        int[] shape = node.Flag("keep_dims") ? kept : [.. value.Shape.Where((_, axis) => !axes.Contains(axis))];
        return value is Constant constant
            ? ConstantMath.Sum(constant, axes).WithShape(shape)
            : new Operation("ReduceSum", shape, [value, Constant.Integers(axes)], ("keepdims", node.Flag("keep_dims") ? 1L : 0L));
    }

    private Expression Input(int index) => index < inputs.Count ? inputs[index] : throw node.Wrong($"it has {inputs.Count} inputs only");

    private Constant ConstantInput(int index) =>
        Input(index) as Constant ?? throw node.Unknown($"its input {index.ToString(CultureInfo.InvariantCulture)} depends on the picture");

    private Constant Kernel(int index) => ConstantInput(index) is { Rank: 4, Count: > 0 } kernel ? kernel : throw node.Wrong("its kernel must have four axes, none of them empty");

    private int[] Integers(int index)
    {
        double[] values = ConstantInput(index).Values;
        return Array.TrueForAll(values, value => value == Math.Floor(value) && Math.Abs(value) <= int.MaxValue)
            ? Array.ConvertAll(values, value => (int)value)
            : throw node.Wrong("a size or place is no whole number");
    }

    private int Integer(int index) => Integers(index) is [var value] ? value : throw node.Wrong("one number is needed where there are several");

    private int[] DemandFit(Expression first, Expression second)
    {
        int[] shape = Axes.Broadcast(first.Shape, second.Shape)
            ?? throw node.Wrong($"the shapes [{string.Join(", ", first.Shape)}] and [{string.Join(", ", second.Shape)}] do not fit");
        return first is Constant && second is Constant ? node.DemandConstantShape(shape) : node.DemandShape(shape);
    }

    private int[] ShapeFrom(int[] wanted, int count)
    {
        if (wanted.Count(size => size == -1) != 1) return node.DemandShape(wanted);
        long known = ShapeLimits.Product(wanted.Where(size => size > 0).Select(size => (long)size));
        return node.DemandShape([.. wanted.Select(size => size == -1 ? count / known : size)]);
    }

    private int Axis(int axis, int rank) => axis >= -rank && axis < rank ? (axis + rank) % rank : throw node.Wrong($"there is no axis {axis}");

    private bool IsSet(string mask, int axis) => (node.Integer(mask) & (1L << axis)) != 0;

    private static int Place(int place, int size) => Math.Clamp(place < 0 ? place + size : place, 0, size);
}
