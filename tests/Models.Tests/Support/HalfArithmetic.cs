using System.Buffers.Binary;
using Enlarger.Models.Builder.Onnx;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace Enlarger.Tests.Support;

/// <summary>
/// Makes a CPU compute as a GPU does in half precision. ONNX Runtime's own way there is to widen what it has no half kernels for, and
/// to leave out the roundings in between; so that nothing would be learnt about them.
/// </summary>
internal static class HalfArithmetic
{
    /// <summary>Half has 13 bits less behind the point than single.</summary>
    private const float Splitter = (1 << 13) + 1;

    private const int Single = (int)TensorProto.Types.DataType.Float;
    private const int Half = (int)TensorProto.Types.DataType.Float16;

    // What only moves values gives none that is not rounded already.
    private static readonly HashSet<string> Moves = ["Concat", "Resize", "DepthToSpace", "Cast"];

    /// <summary>Runs a network of half precision on a picture of the given shape.</summary>
    /// <returns>The result, and the largest magnitude of all results of its nodes.</returns>
    public static (float[] Result, float Largest) Run(byte[] model, float[] picture, long[] shape)
    {
        // Looking for what can be made simpler would take longer than the run.
        using SessionOptions options = new() { GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL };
        float[][] outputs = RestoredModels.Run(Emulated(model).ToByteArray(), picture, shape, options, "output", "largest");
        return (outputs[0], outputs[1].Single());
    }

    /// <summary>
    /// A network of half precision, written in single: its weights are the same values, and the result of every node is rounded to the
    /// 11 significant bits of half (Veltkamp 1968, Dekker 1971). Its second output, "largest", is the largest magnitude of all of them.
    /// </summary>
    private static ModelProto Emulated(byte[] model)
    {
        ModelProto emulated = ModelProto.Parser.ParseFrom(model);
        GraphProto graph = emulated.Graph;
        foreach (TensorProto weights in graph.Initializer.Where(weights => weights.DataType == Half)) Widen(weights);

        List<NodeProto> nodes = [.. graph.Node];
        graph.Node.Clear();
        string largest = "";
        foreach (NodeProto node in nodes)
        {
            string output = node.Output[0];
            bool isNarrowing = node.OpType == "Cast" && node.Attribute[0].I == Half;
            if (isNarrowing) node.Attribute[0].I = Single;
            if (!isNarrowing && Moves.Contains(node.OpType))
            {
                graph.Node.Add(node);
                continue;
            }

            // Rounded x = scaled - (scaled - x), where scaled is x times the splitter.
            (string exact, string scaled, string low, string splitter) = ($"{output}:exact", $"{output}:scaled", $"{output}:low", $"{output}:splitter");
            (string magnitude, string most, string before) = ($"{output}:magnitude", $"{output}:most", largest);
            node.Output[0] = exact;
            largest = $"{output}:largest";
            graph.Initializer.Add(new TensorProto { Name = splitter, DataType = Single, RawData = ByteString.CopyFrom(BitConverter.GetBytes(Splitter)) });
            graph.Node.AddRange(
            [
                node,
                Node("Mul", scaled, exact, splitter),
                Node("Sub", low, scaled, exact),
                Node("Sub", output, scaled, low),
                Node("Abs", magnitude, exact),
                Node("ReduceMax", most, magnitude),
                before.Length == 0 ? Node("Identity", largest, most) : Node("Max", largest, most, before),
            ]);
        }

        graph.Node.Add(Node("Identity", "largest", largest));
        graph.Output.Add(new ValueInfoProto { Name = "largest", Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = Single } } });
        return emulated;
    }

    private static NodeProto Node(string type, string output, params string[] inputs) =>
        new() { OpType = type, Name = $"{type}:{output}", Input = { inputs }, Output = { output } };

    private static void Widen(TensorProto weights)
    {
        ReadOnlySpan<byte> halves = weights.RawData.Span;
        byte[] singles = new byte[halves.Length * 2];
        for (int index = 0; index < halves.Length; index += sizeof(ushort))
        {
            BinaryPrimitives.WriteSingleLittleEndian(singles.AsSpan(index * 2), (float)BinaryPrimitives.ReadHalfLittleEndian(halves[index..]));
        }

        weights.RawData = ByteString.CopyFrom(singles);
        weights.DataType = Single;
    }
}
