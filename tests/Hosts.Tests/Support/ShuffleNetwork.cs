using Enlarger.Models.Builder.Onnx;
using Google.Protobuf;

namespace Enlarger.Tests.Support;

/// <summary>
/// A network that repeats each pixel 4x4 times by operators of real ones (a convolution, a pixel shuffle), which Wine's Direct3D accepts
/// and computes wrongly; networks with more operators it refuses.
/// </summary>
internal static class ShuffleNetwork
{
    private const int Scale = 4, Colors = 3, Outputs = Colors * Scale * Scale, Kernel = 3;

    /// <summary>Its ONNX file.</summary>
    public static byte[] Make()
    {
        float[] weights = new float[Outputs * Colors * Kernel * Kernel];
        for (int output = 0; output < Outputs; output++) weights[(((output * Colors) + (output / (Scale * Scale))) * Kernel * Kernel) + (Kernel * Kernel / 2)] = 1;
        var graph = new OnnxGraph("shuffle");
        string kernel = graph.AddWeights("kernel", [Outputs, Colors, Kernel, Kernel], weights);
        graph.AddNode("Conv", "convolution", [OnnxGraph.Input, kernel], "folded", OnnxGraph.Attribute("kernel_shape", [Kernel, Kernel]), OnnxGraph.Attribute("pads", [1, 1, 1, 1]));
        graph.AddNode("DepthToSpace", "shuffle", ["folded"], OnnxGraph.Output, OnnxGraph.Attribute("blocksize", Scale), OnnxGraph.Attribute("mode", "CRD"));
        return graph.ToModel([1, Colors, 0, 0], [1, Colors, 0, 0]).ToByteArray();
    }
}
