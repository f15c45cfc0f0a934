using System.Buffers.Binary;
using Google.Protobuf;

namespace Enlarger.Models.Builder.Onnx;

/// <summary>
/// Writes an ONNX model with one picture in and one out. The same calls give the same bytes: nothing is dated or ordered by chance.
/// </summary>
/// <param name="name">The graph's name.</param>
/// <param name="operatorSet">The version of the operators.</param>
/// <param name="irVersion">The version of the format.</param>
internal sealed class OnnxGraph(string name, int operatorSet = OnnxGraph.OldestOperatorSet, int irVersion = OnnxGraph.OldestIrVersion)
{
    /// <summary>The name of the picture that goes in.</summary>
    public const string Input = "input";

    /// <summary>The name of the picture that comes out.</summary>
    public const string Output = "output";

    // The oldest versions that have what most need, so that older runtimes can read the files.
    private const int OldestIrVersion = 8;
    private const int OldestOperatorSet = 17;

    private readonly GraphProto _graph = new() { Name = name };

    /// <summary>Adds weights.</summary>
    /// <returns>Their name.</returns>
    public string AddWeights(string weights, ReadOnlySpan<long> dimensions, ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int index = 0; index < values.Length; index++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(index * sizeof(float)), values[index]);
        return Add(weights, dimensions, TensorProto.Types.DataType.Float, bytes);
    }

    /// <summary>Adds weights that are stored in half precision and widened to single when the model is loaded.</summary>
    /// <returns>The name of the widened ones.</returns>
    public string AddHalfWeights(string weights, ReadOnlySpan<long> dimensions, ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(ushort)];
        for (int index = 0; index < values.Length; index++) BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(index * sizeof(ushort)), (Half)values[index]);
        string stored = Add($"{weights}.half", dimensions, TensorProto.Types.DataType.Float16, bytes);
        AddNode("Cast", weights, [stored], weights, Attribute("to", (long)TensorProto.Types.DataType.Float));
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
        added.Input.AddRange(inputs);
        added.Output.Add(output);
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
        graph.Input.Add(Picture(Input, inputShape));
        graph.Output.Add(Picture(Output, outputShape));
        ModelProto model = new() { IrVersion = irVersion, ProducerName = "Enlarger", Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = operatorSet });
        return model;
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
