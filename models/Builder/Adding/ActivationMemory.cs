using Enlarger.Models.Builder.Onnx;
using Google.Protobuf;

namespace Enlarger.Models.Builder.Adding;

/// <summary>
/// Finds how much memory a network's intermediate results take at once: makes each of them an output, looks how large they are for a
/// small picture, and adds up those that are needed at the same time.
/// </summary>
internal static class ActivationMemory
{
    // Results of so many nodes are asked for in one run, since none of them can be given up before its end.
    private const int NodesPerRun = 256;

    /// <summary>The bytes of all results that are needed at once, at the most.</summary>
    /// <param name="content">The ONNX file.</param>
    /// <param name="signature">What it says about itself.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="picture">A small picture.</param>
    /// <param name="layout">The order of the picture's axes.</param>
    /// <param name="cancellation">Stops the runs.</param>
    public static long Peak(byte[] content, OnnxSignature signature, string file, Planes picture, TensorLayout layout, CancellationToken cancellation)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(content);
        Dictionary<string, long> sizes = [];
        foreach (string[] names in model.Graph.Node.SelectMany(node => node.Output).Where(name => name.Length > 0 && name != signature.Output).Chunk(NodesPerRun))
        {
            ModelProto open = model.Clone();
            open.Graph.Output.AddRange(names.Select(name => new ValueInfoProto { Name = name }));
            try
            {
                using ProbeSession session = new(open.ToByteArray(), signature, file);
                foreach ((string name, long size) in session.Sizes(picture, layout, names, cancellation)) sizes[name] = size;
            }
            catch (EnlargerException)
            {
                // The runtime does not take the network apart in this way; what is seen of a run has to do.
            }
        }

        return Peak(model.Graph, sizes);
    }

    private static long Peak(GraphProto graph, Dictionary<string, long> sizes)
    {
        Dictionary<string, int> lastUses = [];
        for (int index = 0; index < graph.Node.Count; index++)
        {
            foreach (string name in graph.Node[index].Input.Concat(graph.Node[index].Output)) lastUses[name] = index;
        }

        long peak = 0;
        long live = 0;
        for (int index = 0; index < graph.Node.Count; index++)
        {
            NodeProto node = graph.Node[index];
            live += node.Output.Sum(name => sizes.GetValueOrDefault(name));
            peak = Math.Max(peak, live);
            live -= node.Input.Concat(node.Output).Distinct().Where(name => lastUses[name] == index).Sum(name => sizes.GetValueOrDefault(name));
        }

        return peak;
    }
}
