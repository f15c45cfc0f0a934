using System.Buffers.Binary;
using Google.Protobuf;

namespace Enlarger.Models.Builder.Onnx;

/// <summary>
/// Writes an ONNX model with one picture in and one out. The same calls give the same bytes: nothing is dated or ordered by chance.
/// </summary>
/// <param name="name">The graph's name.</param>
/// <param name="operatorSet">The version of the operators.</param>
/// <param name="irVersion">The version of the format.</param>
/// <param name="precision">
/// What is computed in. The pictures are of single precision all the same: one of half is made of what goes in, and the other way
/// round of what comes out.
/// </param>
internal sealed class OnnxGraph(
    string name, int operatorSet = OnnxGraph.OldestOperatorSet, int irVersion = OnnxGraph.OldestIrVersion, Precision precision = Precision.Single)
{
    /// <summary>The name of the picture that goes in.</summary>
    public const string Input = "input";

    /// <summary>The name of the picture that comes out.</summary>
    public const string Output = "output";

    // The oldest versions that have what most need, so that older runtimes can read the files.
    private const int OldestIrVersion = 8;
    private const int OldestOperatorSet = 17;

    private readonly GraphProto _graph = new() { Name = name };

    /// <summary>Adds weights, stored in the graph's precision.</summary>
    /// <returns>Their name.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: one is beyond the range of half precision.</exception>
    public string AddWeights(string weights, ReadOnlySpan<long> dimensions, ReadOnlySpan<float> values) =>
        precision == Precision.Half ? AddHalves(weights, dimensions, values) : AddSingles(weights, dimensions, values);

    /// <summary>Adds numbers that an operator wants in single precision whatever is computed in, such as the scales of an enlargement.</summary>
    /// <returns>Their name.</returns>
    public string AddSingles(string singles, ReadOnlySpan<long> dimensions, ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int index = 0; index < values.Length; index++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(index * sizeof(float)), values[index]);
        return Add(singles, dimensions, TensorProto.Types.DataType.Float, bytes);
    }

    /// <summary>Adds weights that are stored in half precision and widened, when the model is loaded, where that is not the graph's own.</summary>
    /// <returns>The name of those to compute with.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: one is beyond the range of half precision.</exception>
    public string AddHalfWeights(string weights, ReadOnlySpan<long> dimensions, ReadOnlySpan<float> values)
    {
        if (precision == Precision.Half) return AddHalves(weights, dimensions, values);
        string stored = AddHalves(HalfOf(weights), dimensions, values);
        _graph.Node.Add(Cast(stored, weights, weights, TensorProto.Types.DataType.Float));
        return weights;
    }

    /// <summary>Adds whole numbers, such as a shape.</summary>
    /// <returns>Their name.</returns>
    public string AddIntegers(string integers, ReadOnlySpan<long> dimensions, ReadOnlySpan<long> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(long)];
        for (int index = 0; index < values.Length; index++) BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(index * sizeof(long)), values[index]);
        return Add(integers, dimensions, TensorProto.Types.DataType.Int64, bytes);
    }

    /// <summary>Adds a node with one output.</summary>
    public void AddNode(string operation, string node, IEnumerable<string> inputs, string output, params IEnumerable<AttributeProto> attributes)
    {
        NodeProto added = new() { OpType = operation, Name = node };
        added.Input.AddRange(inputs.Select(Inside));
        added.Output.Add(Inside(output));
        added.Attribute.AddRange(attributes);
        _graph.Node.Add(added);
    }

    /// <summary>The attribute of that name and value.</summary>
    public static AttributeProto Attribute(string attribute, long value) =>
        new() { Name = attribute, Type = AttributeProto.Types.AttributeType.Int, I = value };

    /// <inheritdoc cref="Attribute(string, long)"/>
    public static AttributeProto Attribute(string attribute, float value) =>
        new() { Name = attribute, Type = AttributeProto.Types.AttributeType.Float, F = value };

    /// <inheritdoc cref="Attribute(string, long)"/>
    public static AttributeProto Attribute(string attribute, string value) =>
        new() { Name = attribute, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    /// <inheritdoc cref="Attribute(string, long)"/>
    public static AttributeProto Attribute(string attribute, long[] values)
    {
        AttributeProto added = new() { Name = attribute, Type = AttributeProto.Types.AttributeType.Ints };
        added.Ints.AddRange(values);
        return added;
    }

    /// <summary>The model: the nodes so far, between a picture named "input" and one named "output".</summary>
    /// <param name="inputShape">The size of the input's axes; 0 for one that is free.</param>
    /// <param name="outputShape">The size of the output's axes; 0 for one that is free.</param>
    public ModelProto ToModel(long[] inputShape, long[] outputShape)
    {
        GraphProto graph = _graph.Clone();
        if (precision == Precision.Half)
        {
            graph.Node.Insert(0, Cast(Input, "narrow", HalfOf(Input), TensorProto.Types.DataType.Float16));
            graph.Node.Add(Cast(HalfOf(Output), "widen", Output, TensorProto.Types.DataType.Float));
        }

        graph.Input.Add(Picture(Input, inputShape));
        graph.Output.Add(Picture(Output, outputShape));
        ModelProto model = new() { IrVersion = irVersion, ProducerName = "Enlarger", Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = operatorSet });
        return model;
    }

    private static string HalfOf(string value) => $"{value}.half";

    /// <summary>The name under which the nodes know a value: between the pictures, one of half precision stands for either of them.</summary>
    private string Inside(string value) => precision == Precision.Half && value is Input or Output ? HalfOf(value) : value;

    private static NodeProto Cast(string input, string node, string output, TensorProto.Types.DataType type) =>
        new() { OpType = "Cast", Name = node, Input = { input }, Output = { output }, Attribute = { Attribute("to", (long)type) } };

    private string AddHalves(string halves, ReadOnlySpan<long> dimensions, ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(ushort)];
        for (int index = 0; index < values.Length; index++)
        {
            Half half = (Half)values[index];
            if (!Half.IsFinite(half)) throw new EnlargerException(ErrorKind.Model, $"The generator {name} cannot be converted to half precision: its {halves} are too large for that.");
            BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(index * sizeof(ushort)), half);
        }

        return Add(halves, dimensions, TensorProto.Types.DataType.Float16, bytes);
    }

    private string Add(string name, ReadOnlySpan<long> dimensions, TensorProto.Types.DataType type, byte[] bytes)
    {
        TensorProto tensor = new() { Name = name, DataType = (int)type, RawData = UnsafeByteOperations.UnsafeWrap(bytes) };
        tensor.Dims.AddRange(dimensions.ToArray());
        _graph.Initializer.Add(tensor);
        return name;
    }

    private static ValueInfoProto Picture(string picture, long[] shape)
    {
        TensorShapeProto axes = new();
        for (int axis = 0; axis < shape.Length; axis++)
        {
            axes.Dim.Add(shape[axis] > 0
                ? new TensorShapeProto.Types.Dimension { DimValue = shape[axis] }
                : new TensorShapeProto.Types.Dimension { DimParam = $"{picture}_{axis}" });
        }

        return new ValueInfoProto
        {
            Name = picture,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = axes } },
        };
    }
}
