using Enlarger.Models.Builder.Onnx;
using Google.Protobuf;

namespace Enlarger.Models.Builder.Adding;

/// <summary>
/// Looks into an ONNX file before anything runs it. Refused are files that reach beyond themselves (external data, custom
/// operators, contexts of execution providers) and those that do not take one picture and give one.
/// </summary>
internal sealed class OnnxInspector
{
    /// <summary>The largest file that is looked at, in bytes; a protobuf file ends at 2 GiB in any case.</summary>
    public const long LargestFile = 1L << 30;

    private static readonly HashSet<string> KnownDomains = ["", "ai.onnx", "com.microsoft"];

    private readonly string _file;
    private readonly HashSet<(string Domain, string Name)> _functions = [];

    private OnnxInspector(string file) => _file = file;

    /// <summary>Inspects a file.</summary>
    /// <param name="content">The file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: the file is refused, and why.</exception>
    public static OnnxSignature Inspect(byte[] content, string file)
    {
        OnnxInspector inspector = new(file);
        ModelProto model;
        try
        {
            model = ModelProto.Parser.WithDiscardUnknownFields(true).ParseFrom(content);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw inspector.Refusal("is damaged or no ONNX file", exception);
        }

        return model is { Graph.Node.Count: > 0, OpsetImport.Count: > 0 } ? inspector.Inspect(model) : throw inspector.Refusal("is damaged or no ONNX file");
    }

    private OnnxSignature Inspect(ModelProto model)
    {
        if (model.TrainingInfo.Count > 0) throw Refusal("holds instructions for training: export it for inference");
        foreach (FunctionProto function in model.Functions) _functions.Add((function.Domain, function.Name));
        foreach (FunctionProto function in model.Functions)
        {
            foreach (AttributeProto attribute in function.AttributeProto) Check(attribute);
            foreach (NodeProto node in function.Node) Check(node);
        }

        GraphProto graph = model.Graph;
        Check(graph);
        HashSet<string> weights = [.. graph.Initializer.Select(tensor => tensor.Name), .. graph.SparseInitializer.Select(tensor => tensor.Values?.Name ?? "")];
        List<ValueInfoProto> inputs = [.. graph.Input.Where(input => !weights.Contains(input.Name))];
        if (inputs.Count != 1 || graph.Output.Count != 1)
        {
            throw Refusal($"takes {inputs.Count} inputs and gives {graph.Output.Count} outputs, where one picture each is needed");
        }

        TypeProto.Types.Tensor input = Picture(inputs[0], "input");
        TypeProto.Types.Tensor output = Picture(graph.Output[0], "output");
        if (input.ElemType != output.ElemType) throw Refusal("takes and gives numbers of different precision");

        // An axis that is named, negative or left out is free.
        List<long?> shape = [.. input.Shape.Dim.Select(axis => axis.DimValue > 0 ? axis.DimValue : (long?)null)];
        return new OnnxSignature(inputs[0].Name, graph.Output[0].Name, shape, input.ElemType == (int)TensorProto.Types.DataType.Float16, OnnxLabels.Of(model));
    }

    private TypeProto.Types.Tensor Picture(ValueInfoProto value, string role)
    {
        TypeProto.Types.Tensor tensor = value.Type?.TensorType ?? throw Refusal($"has an {role} that is no tensor");
        if ((TensorProto.Types.DataType)tensor.ElemType is not (TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Float16))
        {
            throw Refusal($"has an {role} of another type than 32-bit or 16-bit floating point");
        }

        // An output without a shape is judged by what comes out.
        bool hasFourAxes = tensor.Shape is null ? role == "output" : tensor.Shape.Dim.Count == 4;
        return hasFourAxes ? tensor : throw Refusal($"has an {role} without the four axes of a picture (batch, channels, rows, columns)");
    }

    private void Check(GraphProto graph)
    {
        foreach (TensorProto tensor in graph.Initializer) Check(tensor);
        foreach (SparseTensorProto tensor in graph.SparseInitializer) Check(tensor);
        foreach (NodeProto node in graph.Node) Check(node);
    }

    private void Check(NodeProto node)
    {
        if (!KnownDomains.Contains(node.Domain) && !_functions.Contains((node.Domain, node.OpType)))
        {
            throw Refusal($"needs the custom operator {node.Domain}.{node.OpType}, which Enlarger does not have");
        }

        // Its attribute may name a file to be loaded.
        if (node.OpType == "EPContext") throw Refusal("was compiled for one device (EPContext): use the original ONNX file");
        foreach (AttributeProto attribute in node.Attribute) Check(attribute);
    }

    private void Check(AttributeProto attribute)
    {
        if (attribute.T is { } tensor) Check(tensor);
        if (attribute.SparseTensor is { } sparse) Check(sparse);
        if (attribute.G is { } graph) Check(graph);
        foreach (TensorProto one in attribute.Tensors) Check(one);
        foreach (SparseTensorProto one in attribute.SparseTensors) Check(one);
        foreach (GraphProto one in attribute.Graphs) Check(one);
    }

    private void Check(SparseTensorProto tensor)
    {
        if (tensor.Values is { } values) Check(values);
        if (tensor.Indices is { } indices) Check(indices);
    }

    private void Check(TensorProto tensor)
    {
        if (tensor.DataLocation != TensorProto.Types.DataLocation.Default || tensor.ExternalData.Count > 0)
        {
            throw Refusal("keeps its weights in another file: export it as one single file");
        }

        const long MostValues = 1L << 40;
        long values = 1;
        foreach (long size in tensor.Dims)
        {
            if (size < 0 || size > MostValues / Math.Max(1, values)) throw Refusal($"has weights '{tensor.Name}' of an impossible size");
            values *= size;
        }
    }

    private EnlargerException Refusal(string reason, Exception? inner = null) => new(ErrorKind.Model, $"{_file} {reason}.", inner);
}
