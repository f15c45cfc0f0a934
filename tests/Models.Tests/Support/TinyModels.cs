using Enlarger.Models.Builder.Onnx;
using Google.Protobuf;

namespace Enlarger.Tests.Support;

/// <summary>Networks of a few nodes, for tests of what is done with networks of unknown origin.</summary>
internal static class TinyModels
{
    private static readonly long[] FreePicture = [1, 3, 0, 0];

    /// <summary>Every pixel repeated.</summary>
    public static ModelProto Nearest(int scale, long[]? shape = null)
    {
        OnnxGraph graph = new("nearest");
        AddResize(graph, OnnxGraph.Input, OnnxGraph.Output, scale, "nearest");
        return graph.ToModel(shape ?? FreePicture, shape ?? FreePicture);
    }

    /// <summary>A bilinear enlargement.</summary>
    public static ModelProto Bilinear(int scale)
    {
        OnnxGraph graph = new("bilinear");
        AddResize(graph, OnnxGraph.Input, OnnxGraph.Output, scale, "linear");
        return graph.ToModel(FreePicture, FreePicture);
    }

    /// <summary>A bilinear enlargement by two with the channels last.</summary>
    public static ModelProto ChannelsLast(long[] shape)
    {
        OnnxGraph graph = new("channels last");
        graph.AddNode("Transpose", "in", [OnnxGraph.Input], "planes", OnnxGraph.Attribute("perm", [0, 3, 1, 2]));

        // A convolution makes the network insist on three channels.
        float[] identity = [1, 0, 0, 0, 1, 0, 0, 0, 1];
        graph.AddNode("Conv", "mix", ["planes", graph.AddWeights("identity", [3, 3, 1, 1], identity)], "mixed");
        AddResize(graph, "mixed", "large", 2, "linear");
        graph.AddNode("Transpose", "out", ["large"], OnnxGraph.Output, OnnxGraph.Attribute("perm", [0, 2, 3, 1]));
        return graph.ToModel(shape, shape);
    }

    /// <summary>Repeats pixels and rounds them, which does no harm only where white is 255.</summary>
    public static ModelProto Rounding()
    {
        OnnxGraph graph = new("rounding");
        AddResize(graph, OnnxGraph.Input, "large", 2, "nearest");
        graph.AddNode("Round", "round", ["large"], OnnxGraph.Output);
        return graph.ToModel(FreePicture, FreePicture);
    }

    /// <summary>Makes blocks into channels and back, so that sizes must be multiples of a block; then repeats pixels.</summary>
    public static ModelProto Blocks(int block)
    {
        OnnxGraph graph = new("blocks");
        graph.AddNode("SpaceToDepth", "apart", [OnnxGraph.Input], "channels", OnnxGraph.Attribute("blocksize", block));
        graph.AddNode("DepthToSpace", "together", ["channels"], "picture", OnnxGraph.Attribute("blocksize", block));
        AddResize(graph, "picture", OnnxGraph.Output, 2, "nearest");
        return graph.ToModel(FreePicture, FreePicture);
    }

    /// <summary>The mean of a large neighbourhood, at the same size.</summary>
    public static ModelProto Mean(int radius)
    {
        int kernel = (2 * radius) + 1;
        OnnxGraph graph = new("mean");
        graph.AddNode(
            "AveragePool",
            "mean",
            [OnnxGraph.Input],
            OnnxGraph.Output,
            OnnxGraph.Attribute("kernel_shape", [kernel, kernel]),
            OnnxGraph.Attribute("pads", [radius, radius, radius, radius]));
        return graph.ToModel(FreePicture, FreePicture);
    }

    /// <summary>The picture turned into its negative.</summary>
    public static ModelProto Negative()
    {
        OnnxGraph graph = new("negative");
        graph.AddNode("Sub", "sub", [graph.AddWeights("one", [], [1]), OnnxGraph.Input], OnnxGraph.Output);
        return graph.ToModel(FreePicture, FreePicture);
    }

    /// <summary>A bilinear enlargement by two that takes and gives half precision.</summary>
    public static ModelProto Half()
    {
        const int Single = (int)TensorProto.Types.DataType.Float;
        const int HalfPrecision = (int)TensorProto.Types.DataType.Float16;
        OnnxGraph graph = new("half");
        graph.AddNode("Cast", "widen", [OnnxGraph.Input], "single", OnnxGraph.Attribute("to", Single));
        AddResize(graph, "single", "large", 2, "linear");
        graph.AddNode("Cast", "narrow", ["large"], OnnxGraph.Output, OnnxGraph.Attribute("to", HalfPrecision));
        ModelProto model = graph.ToModel(FreePicture, FreePicture);
        model.Graph.Input[0].Type.TensorType.ElemType = HalfPrecision;
        model.Graph.Output[0].Type.TensorType.ElemType = HalfPrecision;
        return model;
    }

    /// <summary>Writes a network to a file.</summary>
    public static string Save(this ModelProto model, string path)
    {
        File.WriteAllBytes(path, model.ToByteArray());
        return path;
    }

    private static void AddResize(OnnxGraph graph, string input, string output, int scale, string mode)
    {
        string scales = graph.AddWeights($"{output}.scales", [4], [1, 1, scale, scale]);
        graph.AddNode(
            "Resize",
            $"{output}.resize",
            [input, "", scales],
            output,
            OnnxGraph.Attribute("coordinate_transformation_mode", mode == "nearest" ? "asymmetric" : "half_pixel"),
            OnnxGraph.Attribute("mode", mode),
            OnnxGraph.Attribute("nearest_mode", "floor"));
    }
}
