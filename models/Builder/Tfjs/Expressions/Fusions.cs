namespace Enlarger.Models.Builder.Tfjs.Expressions;

/// <summary>Recognises, in the operation that ends them, the steps of what ONNX has one operation for.</summary>
internal static class Fusions
{
    private const double GeluCubic = 0.044715;
    private static readonly double GeluScale = Math.Sqrt(2 / Math.PI);

    /// <summary>The one operation that does what this one and those before it do; this one if there is none.</summary>
    public static Expression Apply(Operation operation) => operation.Type switch
    {
        "Add" => Normalization(operation) ?? Bias(operation) ?? operation,
        "Mul" => Gelu(operation) ?? operation,
        "Reciprocal" => Sigmoid(operation) ?? operation,
        "Where" => LeakyRelu(operation) ?? operation,
        _ => operation,
    };

    /// <summary>(x - mean) · (scale / √(variance + ε)) + bias over the last axis, the variance being the mean square less the squared mean.</summary>
    private static Operation? Normalization(Operation operation)
    {
        if (!WithConstant(operation, "Add", out Expression normalized, out Constant bias)) return null;
        if (normalized is not Operation { Type: "Mul", Inputs: [Operation { Type: "Sub", Inputs: [var value, var mean] }, var factor] }) return null;
        if (!WithConstant(factor, "Mul", out Expression root, out Constant scale)) return null;
        if (root is not Operation { Type: "Reciprocal", Inputs: [Operation { Type: "Sqrt", Inputs: [var radicand] }] }) return null;
        if (!WithConstant(radicand, "Add", out Expression variance, out Constant epsilon) || epsilon.Count != 1) return null;
        if (!WithConstant(Flat(variance), "Max", out Expression difference, out Constant zero) || !zero.Is(0)) return null;
        if (difference is not Operation { Type: "Sub", Inputs: [var meanSquare, Operation { Type: "Mul", Inputs: [var left, var right] }] }) return null;
        if (left != right || left != Flat(mean) || MeanOf(left) != value) return null;
        if (MeanOf(meanSquare) is not Operation { Type: "Mul", Inputs: [var one, var other] } || one != value || other != value) return null;

        int channels = value.Shape[^1];
        return scale.Count != channels || bias.Count != channels ? null : new Operation(
            "LayerNormalization",
            value.Shape,
            [value, scale.WithShape([channels]), bias.WithShape([channels])],
            ("axis", -1L),
            ("epsilon", (float)epsilon.Values[0]));
    }

    /// <summary>What a value is the mean of over its last axis; null if it is none.</summary>
    private static Expression? MeanOf(Expression value) =>
        WithConstant(value, "Mul", out Expression sum, out Constant factor)
        && sum is Operation { Type: "ReduceSum", Inputs: [var summed, Constant { Values: [var axis] }] }
        && (int)axis == summed.Rank - 1
        && factor.Is(1.0 / summed.Shape[^1])
            ? summed
            : null;

    /// <summary>A bias added to what a convolution gives, whose channels were brought to the end.</summary>
    private static Expression? Bias(Operation operation)
    {
        if (!WithConstant(operation, "Add", out Expression value, out Constant bias)) return null;
        if (value is not Operation { Type: "Transpose", Inputs: [Operation convolution] } transposition) return null;
        if (convolution is not { Type: "Conv" or "ConvTranspose", Inputs.Count: 2 }) return null;
        int[] order = Simplified.OrderOf(transposition);
        if (order[^1] != 1 || bias.Shape is not [.., var channels] || channels != bias.Count || channels != value.Shape[^1]) return null;
        Operation biased = new(
            convolution.Type, convolution.Shape, [.. convolution.Inputs, bias.WithShape([bias.Count])], [.. convolution.Attributes]);
        return Simplified.Transpose(biased, order);
    }

    /// <summary>½·x · (1 + tanh(√(2/π) · (x + 0.044715·x³))).</summary>
    private static Operation? Gelu(Operation operation)
    {
        if (operation.Inputs is not [var half, var gate]) return null;
        if (!WithConstant(half, "Mul", out Expression value, out Constant one) || !one.Is(0.5)) return null;
        if (!WithConstant(gate, "Add", out Expression tangent, out one) || !one.Is(1)) return null;
        if (tangent is not Operation { Type: "Tanh", Inputs: [var argument] }) return null;
        if (!WithConstant(argument, "Mul", out Expression sum, out Constant scale) || !scale.Is(GeluScale)) return null;
        if (sum is not Operation { Type: "Add", Inputs: [var first, Operation { Type: "Mul", Inputs: [var scaled, var square] }] }) return null;
        if (!WithConstant(scaled, "Mul", out Expression third, out Constant cubic) || first != value || third != value || !cubic.Is(GeluCubic)) return null;
        return square is Operation { Type: "Mul", Inputs: [var left, var right] } && left == value && right == value
            ? new Operation("Gelu", value.Shape, [value], ("approximate", "tanh"))
            : null;
    }

    /// <summary>1 / (1 + exp(-x)).</summary>
    private static Operation? Sigmoid(Operation operation) =>
        WithConstant(operation.Inputs[0], "Add", out Expression exponential, out Constant one)
        && one.Is(1)
        && exponential is Operation { Type: "Exp", Inputs: [Operation { Type: "Neg", Inputs: [var value] }] }
            ? new Operation("Sigmoid", value.Shape, [value])
            : null;

    /// <summary>x where x ≥ 0, else slope · x.</summary>
    private static Operation? LeakyRelu(Operation operation) =>
        operation.Inputs is [Operation { Type: "GreaterOrEqual", Inputs: [var compared, Constant zero] }, var value, var scaled]
        && compared == value
        && zero.Is(0)
        && WithConstant(scaled, "Mul", out Expression multiplied, out Constant slope)
        && multiplied == value
        && slope.Count == 1
            ? new Operation("LeakyRelu", value.Shape, [value], ("alpha", (float)slope.Values[0]))
            : null;

    /// <summary>Takes an operation of two inputs apart, one of which is a constant.</summary>
    private static bool WithConstant(Expression value, string type, out Expression other, out Constant constant)
    {
        (other, constant) = value switch
        {
            Operation { Inputs: [var first, Constant second] } operation when operation.Type == type => (first, second),
            Operation { Inputs: [Constant first, var second] } operation when operation.Type == type => (second, first),
            _ => (null!, null!),
        };
        return constant is not null;
    }

    private static Expression Flat(Expression value) => value is Operation { Type: "Reshape" } reshape ? reshape.Inputs[0] : value;
}
