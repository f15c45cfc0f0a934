using Enlarger.Inference;
using Enlarger.Inference.Devices;
using Enlarger.Models;
using Enlarger.Models.Builder.Onnx;
using Google.Protobuf;

namespace Enlarger.Tests.Support;

/// <summary>A bilinear enlargement as an ONNX file: a generator whose geometry is known exactly.</summary>
internal static class LinearGenerator
{
    /// <summary>The halo with which its tiles equal the whole.</summary>
    public const int Halo = 2;

    public static NetworkGenerator Load(int scale)
    {
        var graph = new OnnxGraph("bilinear");
        string scales = graph.AddWeights("scales", [4], [1, 1, scale, scale]);
        graph.AddNode(
            "Resize",
            "resize",
            [OnnxGraph.Input, "", scales],
            OnnxGraph.Output,
            OnnxGraph.Attribute("mode", "linear"),
            OnnxGraph.Attribute("coordinate_transformation_mode", "half_pixel"));
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"bilinear-{scale}-{Environment.ProcessId}.onnx");
        File.WriteAllBytes(path, graph.ToModel([1, 3, 0, 0], [1, 3, 0, 0]).ToByteArray());
        try
        {
            return new NetworkGenerator(Descriptions.Of(scale), new OnnxSessionOpener().Open("bilinear", NetworkFile.At(path), Device.Cpu, null));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
