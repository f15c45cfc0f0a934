using Enlarger.Models.Builder.Ncnn.Operations;
using Enlarger.Models.Builder.Onnx;

namespace Enlarger.Models.Builder.Ncnn;

/// <summary>Writes a network as ONNX, operation by operation; input and output are [1, 3, rows, columns] of single precision.</summary>
internal sealed class NcnnConverter
{
    private readonly NcnnNetwork _network;
    private readonly OnnxGraph _graph;

    private NcnnConverter(NcnnNetwork network, string name, Precision precision)
    {
        _network = network;
        _graph = new OnnxGraph(name, precision: precision);
    }

    /// <summary>Converts a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="name">The name of the graph.</param>
    /// <param name="precision">What is computed in.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: a weight is beyond the range of half precision.</exception>
    public static ModelProto Convert(NcnnNetwork network, string name, Precision precision = Precision.Single)
    {
        NcnnConverter converter = new(network, name, precision);
        foreach (NcnnOperation operation in network.Operations) converter.Add(operation);
        return converter._graph.ToModel([1, 3, 0, 0], [1, 3, 0, 0]);
    }

    private void Add(NcnnOperation operation)
    {
        switch (operation)
        {
            case Convolution convolution: AddConvolution(convolution); break;
            case ParametricRelu relu: AddParametricRelu(relu); break;
            case Concatenation: AddNode(operation, "Concat", Inputs(operation), OnnxGraph.Attribute("axis", 1)); break;
            case WeightedSum sum: AddSum(sum); break;
            case NearestEnlargement enlargement: AddEnlargement(enlargement); break;
            case PixelShuffle shuffle: AddPixelShuffle(shuffle); break;
            default: throw new NotSupportedException($"No conversion for {operation.GetType()}.");
        }
    }

    private void AddConvolution(Convolution convolution)
    {
        int kernel = convolution.Kernel;
        int padding = kernel / 2;
        List<string> inputs = [.. Inputs(convolution)];
        long[] shape = [convolution.OutputChannels, convolution.InputChannels, kernel, kernel];
        inputs.Add(_graph.AddWeights($"{convolution.Name}.weight", shape, convolution.Weights));
        if (convolution.Bias is { } bias) inputs.Add(_graph.AddWeights($"{convolution.Name}.bias", [bias.Length], bias));

        AttributeProto[] attributes =
        [
            OnnxGraph.Attribute("kernel_shape", [kernel, kernel]),
            OnnxGraph.Attribute("pads", [padding, padding, padding, padding]),
        ];
        if (convolution.NegativeSlope is not { } slope)
        {
            AddNode(convolution, "Conv", inputs, attributes);
            return;
        }

        string before = $"{convolution.Name}.linear";
        _graph.AddNode("Conv", convolution.Name, inputs, before, attributes);
        _graph.AddNode("LeakyRelu", $"{convolution.Name}.activation", [before], Blob(convolution.Output), OnnxGraph.Attribute("alpha", slope));
    }

    private void AddParametricRelu(ParametricRelu relu)
    {
        string slopes = _graph.AddWeights($"{relu.Name}.slope", [relu.Slopes.Length, 1, 1], relu.Slopes);
        AddNode(relu, "PRelu", Inputs(relu).Append(slopes));
    }

    private void AddSum(WeightedSum sum)
    {
        List<string> terms = [.. Inputs(sum)];
        for (int index = 0; index < terms.Count; index++)
        {
            if (sum.Factors[index] == 1) continue;
            string factor = _graph.AddWeights($"{sum.Name}.factor.{index}", [], [sum.Factors[index]]);
            string term = $"{sum.Name}.term.{index}";
            _graph.AddNode("Mul", term, [terms[index], factor], term);
            terms[index] = term;
        }

        AddNode(sum, terms.Count == 2 ? "Add" : "Sum", terms);
    }

    private void AddEnlargement(NearestEnlargement enlargement)
    {
        string scales = _graph.AddSingles($"{enlargement.Name}.scales", [4], [1, 1, enlargement.Factor, enlargement.Factor]);
        AddNode(
            enlargement,
            "Resize",
            [.. Inputs(enlargement), "", scales],
            OnnxGraph.Attribute("coordinate_transformation_mode", "asymmetric"),
            OnnxGraph.Attribute("mode", "nearest"),
            OnnxGraph.Attribute("nearest_mode", "floor"));
    }

    private void AddPixelShuffle(PixelShuffle shuffle) =>
        AddNode(shuffle, "DepthToSpace", Inputs(shuffle), OnnxGraph.Attribute("blocksize", shuffle.Factor), OnnxGraph.Attribute("mode", "CRD"));

    private void AddNode(NcnnOperation operation, string type, IEnumerable<string> inputs, params AttributeProto[] attributes) =>
        _graph.AddNode(type, operation.Name, inputs, Blob(operation.Output), attributes);

    private IEnumerable<string> Inputs(NcnnOperation operation) => operation.Inputs.Select(Blob);

    // Names that a file makes up get a mark, so that none can be taken for the picture's or for one made up here.
    private string Blob(string name) => name == _network.Input ? OnnxGraph.Input : name == _network.Output ? OnnxGraph.Output : $"blob:{name}";
}
