using Enlarger.Inference;
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
            return new NetworkGenerator(Describe(scale), new OnnxSession("bilinear", path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static GeneratorDescription Describe(int scale) => new()
    {
        Id = "bilinear",
        Name = "Bilinear",
        Purpose = GeneratorPurpose.Other,
        Network = "Resize",
        Scale = scale,
        Layout = TensorLayout.Nchw,
        White = 1,
        SizeMultiple = 1,
        Halo = new HaloDescription { Default = Halo, Exact = Halo, Feather = 0 },
        BytesPerPixel = 400,
        Licence = "unknown",
        Sha256 = new string('0', 64),
        Source = null,
    };
}
