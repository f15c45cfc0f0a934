using System.Buffers.Binary;
using Google.Protobuf;

namespace Enlarger.Models.Builder.Onnx;

/// <summary>
/// Writes an ONNX model with one picture in and one out. The same calls give the same bytes: nothing is dated or ordered by chance.
/// </summary>
/// <param name="name">The graph's name.</param>
internal sealed class OnnxGraph(string name)
{
    /// <summary>The name of the picture that goes in.</summary>
    public const string Input = "input";

    /// <summary>The name of the picture that comes out.</summary>
    public const string Output = "output";

    // The oldest versions that have what is needed, so that older runtimes can read the files.
    private const int IrVersion = 8;
    private const int OperatorSet = 17;

    private readonly GraphProto _graph = new() { Name = name };

    /// <summary>Adds weights.</summary>
    /// <returns>Their name.</returns>
    public string AddWeights(string weights, ReadOnlySpan<long> dimensions, ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int index = 0; index < values.Length; index++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(index * sizeof(float)), values[index]);
        TensorProto tensor = new() { Name = weights, DataType = (int)TensorProto.Types.DataType.Float, RawData = UnsafeByteOperations.UnsafeWrap(bytes) };
        tensor.Dims.AddRange(dimensions.ToArray());
        _graph.Initializer.Add(tensor);
        return weights;
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
        ModelProto model = new() { IrVersion = IrVersion, ProducerName = "Enlarger", Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = OperatorSet });
        return model;
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
