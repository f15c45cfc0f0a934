using Enlarger.Models.Builder.Onnx;
using Google.Protobuf;

namespace Enlarger.Tests.Gimp;

/// <summary>A network that repeats each pixel 4x4 times until it meets a tile that is white all over: it looks for what is not there then.</summary>
internal static class FragileNetwork
{
    private const int Scale = 4, Colors = 3, Int64 = 7;

    // Of the darkest value; with it, white alone reaches the number 1.
    private const float NearlyWhite = 0.01f;

    /// <summary>Its ONNX file.</summary>
    public static byte[] Make()
    {
        var graph = new OnnxGraph("fragile");
        graph.AddNode("ReduceMin", "darkest", [OnnxGraph.Input], "minimum");
        graph.AddNode("Add", "lift", ["minimum", graph.AddWeights("nearly", [1], [NearlyWhite])], "lifted");
        graph.AddNode("Floor", "whole", ["lifted"], "number");
        graph.AddNode("Cast", "index", ["number"], "place", OnnxGraph.Attribute("to", Int64));
        graph.AddNode("Gather", "look-up", [graph.AddWeights("table", [1], [1f]), "place"], "factor");

        // In the way of the picture, so that it cannot be left out.
        graph.AddNode("Mul", "keep", [OnnxGraph.Input, "factor"], "kept");
        graph.AddNode("Resize", "repeat", ["kept", "", graph.AddSingles("scales", [4], [1, 1, Scale, Scale])], OnnxGraph.Output, OnnxGraph.Attribute("mode", "nearest"), OnnxGraph.Attribute("coordinate_transformation_mode", "asymmetric"), OnnxGraph.Attribute("nearest_mode", "floor"));
        return graph.ToModel([1, Colors, 0, 0], [1, Colors, 0, 0]).ToByteArray();
    }
}
