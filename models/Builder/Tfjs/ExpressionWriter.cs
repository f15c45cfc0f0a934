using Enlarger.Models.Builder.Onnx;
using Enlarger.Models.Builder.Tfjs.Expressions;

namespace Enlarger.Models.Builder.Tfjs;

/// <summary>Writes a result and all it depends on as an ONNX graph, what is computed first coming first.</summary>
internal sealed class ExpressionWriter
{
    // Gelu came with this version of the operators, and that with this version of the format.
    private const int OperatorSet = 20;
    private const int IrVersion = 9;

    private readonly OnnxGraph _graph;
    private readonly Dictionary<Expression, string> _names = [];
    private readonly Dictionary<ConstantKey, string> _constants = [];
    private readonly Operation _result;

    private ExpressionWriter(Operation result, Picture picture, string name)
    {
        _graph = new OnnxGraph(name, OperatorSet, IrVersion);
        _result = result;
        _names.Add(picture, OnnxGraph.Input);
    }

    /// <summary>Writes a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="picture">The picture that it depends on.</param>
    /// <param name="name">The graph's name.</param>
    public static ModelProto Write(Operation result, Picture picture, string name)
    {
        ExpressionWriter writer = new(result, picture, name);
        foreach (Operation operation in Ordered(result)) writer.Add(operation);
        return writer._graph.ToModel(Array.ConvertAll(picture.Shape, size => (long)size), Array.ConvertAll(result.Shape, size => (long)size));
    }

    /// <summary>The operations that a result needs, each behind those that it reads.</summary>
    private static List<Operation> Ordered(Operation result)
    {
        List<Operation> ordered = [];
        HashSet<Expression> begun = [];
        HashSet<Expression> done = [];
        Stack<Operation> waiting = new([result]);
        while (waiting.TryPeek(out Operation? operation))
        {
            if (begun.Add(operation))
            {
                foreach (Operation input in operation.Inputs.OfType<Operation>().Reverse()) waiting.Push(input);
            }
            else
            {
                waiting.Pop();
                if (done.Add(operation)) ordered.Add(operation);
            }
        }

        return ordered;
    }

    private void Add(Operation operation)
    {
        string name = operation == _result ? OnnxGraph.Output : $"{operation.Type}.{_names.Count}";
        _names.Add(operation, name);
        if (operation.Type == Operation.Contraction)
        {
            AddContraction(operation, name);
            return;
        }

        _graph.AddNode(operation.Type, name, operation.Inputs.Select(NameOf), name, operation.Attributes.Select(attribute => attribute.Value switch
        {
            long number => OnnxGraph.Attribute(attribute.Name, number),
            float number => OnnxGraph.Attribute(attribute.Name, number),
            string text => OnnxGraph.Attribute(attribute.Name, text),
            _ => OnnxGraph.Attribute(attribute.Name, (long[])attribute.Value),
        }));
    }

    /// <summary>The last axis is multiplied by the matrix from the right; any other from the left, with all axes behind it as one.</summary>
    private void AddContraction(Operation operation, string name)
    {
        (Expression value, Constant matrix) = (operation.Inputs[0], (Constant)operation.Inputs[1]);
        int axis = (int)operation.Attribute<long>("axis");
        if (axis == value.Rank - 1)
        {
            _graph.AddNode("MatMul", name, [NameOf(value), NameOf(matrix)], name);
            return;
        }

        string source = NameOf(value);
        string product = name;
        bool isReshaped = axis < value.Rank - 2;
        if (isReshaped)
        {
            int behind = value.Shape[(axis + 1)..].Aggregate(1, (count, size) => count * size);
            source = $"{name}.source";
            product = $"{name}.product";
            _graph.AddNode("Reshape", source, [NameOf(value), NameOf(Constant.Integers([.. value.Shape[..(axis + 1)], behind]))], source);
        }

        _graph.AddNode("MatMul", product, [NameOf(ConstantMath.Transpose(matrix, [1, 0])), source], product);
        if (isReshaped) _graph.AddNode("Reshape", name, [product, NameOf(Constant.Integers(operation.Shape))], name);
    }

    private string NameOf(Expression value)
    {
        if (value is not Constant constant) return _names[value];
        ConstantKey key = new(constant);
        if (_constants.TryGetValue(key, out string? known)) return known;
        string name = $"constant.{_constants.Count}";
        _constants.Add(key, name);
        long[] shape = Array.ConvertAll(constant.Shape, size => (long)size);
        if (constant.Kind != NumberKind.Single) return _graph.AddIntegers(name, shape, Array.ConvertAll(constant.Values, number => (long)number));
        float[] values = Array.ConvertAll(constant.Values, number => (float)number);

        // Vectors are small, and what was computed, such as the weights of an enlargement, should stay what it is.
        bool isMatrix = constant.Shape.Count(size => size > 1) > 1;
        bool isHalf = isMatrix && constant.IsTrained && Array.TrueForAll(values, value => Math.Abs(value) <= (float)Half.MaxValue);
        return isHalf ? _graph.AddHalfWeights(name, shape, values) : _graph.AddWeights(name, shape, values);
    }

    /// <summary>Constants of the same numbers and shape are written once.</summary>
    private readonly struct ConstantKey(Constant constant) : IEquatable<ConstantKey>
    {
        private readonly Constant _constant = constant;
        private readonly int _hash = Hash(constant);

        public bool Equals(ConstantKey other) =>
            _hash == other._hash
            && _constant.Kind == other._constant.Kind
            && _constant.IsTrained == other._constant.IsTrained
            && _constant.Shape.AsSpan().SequenceEqual(other._constant.Shape)
            && _constant.Values.AsSpan().SequenceEqual(other._constant.Values);

        public override bool Equals(object? obj) => obj is ConstantKey other && Equals(other);

        public override int GetHashCode() => _hash;

        private static int Hash(Constant constant)
        {
            HashCode hash = default;
            hash.Add(constant.Kind);
            foreach (int size in constant.Shape) hash.Add(size);
            foreach (double value in constant.Values) hash.Add(value);
            return hash.ToHashCode();
        }
    }
}
