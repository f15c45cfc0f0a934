using Enlarger.Models.Builder.Ncnn.Operations;

namespace Enlarger.Models.Builder.Ncnn;

/// <summary>Reads a network out of its .param and .bin files. Nothing is believed: counts, names, sizes and channels must agree.</summary>
internal sealed class NcnnReader
{
    private const int PictureChannels = 3;
    private const int LargestScale = 8;
    private const int LargestKernel = 15;
    private const int MostChannels = 1 << 16;

    private readonly NcnnWeights _weights;
    private readonly Dictionary<string, Blob> _waiting = [];
    private readonly HashSet<string> _blobNames = [];
    private readonly HashSet<string> _layerNames = [];
    private readonly List<NcnnOperation> _operations = [];
    private string? _input;

    private NcnnReader(NcnnWeights weights) => _weights = weights;

    /// <summary>Reads a network.</summary>
    /// <param name="parameters">The .param file.</param>
    /// <param name="parametersFile">Its name, for messages.</param>
    /// <param name="weights">The .bin file.</param>
    /// <param name="weightsFile">Its name, for messages.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: a file is malformed, or is no network from picture to picture.</exception>
    public static NcnnNetwork Read(ReadOnlySpan<byte> parameters, string parametersFile, ReadOnlyMemory<byte> weights, string weightsFile)
    {
        NcnnReader reader = new(new NcnnWeights(weights, weightsFile));
        foreach (NcnnLayer layer in NcnnParameters.Read(parameters, parametersFile)) reader.Add(layer);
        reader._weights.DemandEnd();
        return reader.Finish(parametersFile);
    }

    private void Add(NcnnLayer layer)
    {
        if (!_layerNames.Add(layer.Name)) throw layer.Wrong("another layer has the same name");
        List<Blob> inputs = [.. layer.Inputs.Select(name => Take(name, layer))];
        switch (layer.Type)
        {
            case "Input": AddInput(layer); break;
            case "Split": AddSplit(layer, inputs); break;
            case "Convolution": AddConvolution(layer, inputs); break;
            case "PReLU": AddParametricRelu(layer, inputs); break;
            case "Concat": AddConcatenation(layer, inputs); break;
            case "Eltwise": AddElementwise(layer, inputs); break;
            case "BinaryOp": AddBinaryOperation(layer, inputs); break;
            case "Interp": AddEnlargement(layer, inputs); break;
            case "PixelShuffle": AddPixelShuffle(layer, inputs); break;
            default: throw layer.Wrong("this type of layer is unknown");
        }
    }

    private NcnnNetwork Finish(string file)
    {
        if (_input is null) throw Wrong(file, "it has no Input layer");
        if (_waiting.Count != 1) throw Wrong(file, $"{_waiting.Count} blobs are used by no layer, where only the result should be");
        Blob output = _waiting.Values.Single();
        if (output.Channels != PictureChannels) throw Wrong(file, $"its result has {output.Channels} channels, not the {PictureChannels} of a picture");
        return output.Name != _input ? new NcnnNetwork(_input, output.Name, output.Scale, _operations) : throw Wrong(file, "it does nothing");
    }

    private void AddInput(NcnnLayer layer)
    {
        layer.DemandBlobs(0, 1);
        layer.DemandOnly();
        if (_input is not null) throw layer.Wrong("there is an input already");
        _input = layer.Outputs[0];
        Give(new Blob(_input, PictureChannels, 1), layer);
    }

    private void AddSplit(NcnnLayer layer, List<Blob> inputs)
    {
        layer.DemandBlobs(1, Math.Max(1, layer.Outputs.Count));
        layer.DemandOnly();
        foreach (string alias in layer.Outputs) Give(inputs[0], layer, alias);
    }

    private void AddConvolution(NcnnLayer layer, List<Blob> inputs)
    {
        const int NoActivation = 0;
        const int LeakyRelu = 2;

        layer.DemandBlobs(1, 1);
        layer.DemandOnly(0, 1, 4, 5, 6, 9, 10);
        int channels = layer.Integer(0, 1, MostChannels);
        int kernel = layer.Integer(1, 1, LargestKernel);
        int padding = layer.Integer(4, 0, LargestKernel, standard: 0);
        bool hasBias = layer.Integer(5, 0, 1, standard: 0) == 1;
        int count = layer.Integer(6, 1, int.MaxValue);
        int activation = layer.Integer(9, NoActivation, LeakyRelu, standard: NoActivation);

        if (kernel != 2 * padding + 1) throw layer.Wrong($"a kernel of {kernel} with a padding of {padding} changes the size of the picture");
        long needed = (long)channels * inputs[0].Channels * kernel * kernel;
        if (count != needed)
        {
            throw layer.Wrong($"{channels}x{inputs[0].Channels} channels with a kernel of {kernel} need {needed} weights, but it announces {count}");
        }

        float[]? slope = layer.Numbers(10, 1);
        if (activation is not (NoActivation or LeakyRelu) || (activation == LeakyRelu) != (slope is not null))
        {
            throw layer.Wrong("its activation is neither none nor a leaky ReLU with one slope");
        }

        float[] weights = _weights.ReadTagged(count, layer);
        float[]? bias = hasBias ? _weights.ReadSingles(channels, layer) : null;
        string output = Give(new Blob(layer.Outputs[0], channels, inputs[0].Scale), layer);
        _operations.Add(new Convolution(layer.Name, Names(inputs), output, channels, inputs[0].Channels, kernel, weights, bias, slope?[0]));
    }

    private void AddParametricRelu(NcnnLayer layer, List<Blob> inputs)
    {
        layer.DemandBlobs(1, 1);
        layer.DemandOnly(0);
        int slopes = layer.Integer(0, 1, MostChannels);
        if (slopes != inputs[0].Channels) throw layer.Wrong($"it has {slopes} slopes for {inputs[0].Channels} channels");
        string output = Give(inputs[0] with { Name = layer.Outputs[0] }, layer);
        _operations.Add(new ParametricRelu(layer.Name, Names(inputs), output, _weights.ReadSingles(slopes, layer)));
    }

    private void AddConcatenation(NcnnLayer layer, List<Blob> inputs)
    {
        layer.DemandBlobs(Math.Max(1, inputs.Count), 1);
        layer.DemandOnly(0);
        layer.Integer(0, 0, 0, standard: 0);
        DemandSameScale(layer, inputs);
        long channels = inputs.Sum(blob => (long)blob.Channels);
        if (channels > MostChannels) throw layer.Wrong($"it makes {channels} channels, more than {MostChannels}");
        string output = Give(new Blob(layer.Outputs[0], (int)channels, inputs[0].Scale), layer);
        _operations.Add(new Concatenation(layer.Name, Names(inputs), output));
    }

    private void AddElementwise(NcnnLayer layer, List<Blob> inputs)
    {
        const int Sum = 1;

        layer.DemandOnly(0, 1);
        if (layer.Integer(0, 0, 2, standard: 0) != Sum) throw layer.Wrong("only its sum (0=1) is known");
        AddSum(layer, inputs, layer.Numbers(1, inputs.Count));
    }

    private void AddBinaryOperation(NcnnLayer layer, List<Blob> inputs)
    {
        const int Add = 0;

        layer.DemandBlobs(2, 1);
        layer.DemandOnly(0);
        if (layer.Integer(0, 0, 99, standard: Add) != Add) throw layer.Wrong("only its addition (0=0) is known");
        AddSum(layer, inputs, null);
    }

    private void AddSum(NcnnLayer layer, List<Blob> inputs, float[]? factors)
    {
        layer.DemandBlobs(Math.Max(2, inputs.Count), 1);
        DemandSameScale(layer, inputs);
        if (inputs.Any(blob => blob.Channels != inputs[0].Channels)) throw layer.Wrong("its inputs differ in their number of channels");
        string output = Give(inputs[0] with { Name = layer.Outputs[0] }, layer);
        _operations.Add(new WeightedSum(layer.Name, Names(inputs), output, factors ?? [.. inputs.Select(_ => 1f)]));
    }

    private void AddEnlargement(NcnnLayer layer, List<Blob> inputs)
    {
        const int Nearest = 1;

        layer.DemandBlobs(1, 1);
        layer.DemandOnly(0, 1, 2);
        if (layer.Integer(0, 0, 3, standard: 0) != Nearest) throw layer.Wrong("only its nearest neighbour (0=1) is known");
        float rows = layer.Numbers(1, 1)?[0] ?? 1;
        float columns = layer.Numbers(2, 1)?[0] ?? 1;
        if (rows != columns || rows is not (>= 1 and <= LargestScale) || !float.IsInteger(rows))
        {
            throw layer.Wrong($"it must enlarge by the same whole number from 1 to {LargestScale} along both axes");
        }

        string output = Give(new Blob(layer.Outputs[0], inputs[0].Channels, Enlarge(layer, inputs[0].Scale, (int)rows)), layer);
        _operations.Add(new NearestEnlargement(layer.Name, Names(inputs), output, (int)rows));
    }

    private void AddPixelShuffle(NcnnLayer layer, List<Blob> inputs)
    {
        layer.DemandBlobs(1, 1);
        layer.DemandOnly(0, 1);
        int factor = layer.Integer(0, 1, LargestScale);
        if (layer.Integer(1, 0, 1, standard: 0) != 0) throw layer.Wrong("only the channel order 0 is known");
        (int channels, int rest) = Math.DivRem(inputs[0].Channels, factor * factor);
        if (rest != 0) throw layer.Wrong($"{inputs[0].Channels} channels cannot be shuffled into blocks of {factor}x{factor} pixels");
        string output = Give(new Blob(layer.Outputs[0], channels, Enlarge(layer, inputs[0].Scale, factor)), layer);
        _operations.Add(new PixelShuffle(layer.Name, Names(inputs), output, factor));
    }

    private static int Enlarge(NcnnLayer layer, int scale, int factor) =>
        scale * factor <= LargestScale ? scale * factor : throw layer.Wrong($"the picture would be enlarged more than {LargestScale} times");

    private static void DemandSameScale(NcnnLayer layer, List<Blob> inputs)
    {
        if (inputs.Any(blob => blob.Scale != inputs[0].Scale)) throw layer.Wrong("its inputs differ in size");
    }

    private static string[] Names(List<Blob> blobs) => [.. blobs.Select(blob => blob.Name)];

    // As in ncnn, a blob is read by one layer; several readers need a Split.
    private Blob Take(string name, NcnnLayer layer) => _waiting.Remove(name, out Blob? blob)
        ? blob
        : throw layer.Wrong(_blobNames.Contains(name) ? $"the blob '{name}' is used a second time" : $"no layer before it makes the blob '{name}'");

    private string Give(Blob blob, NcnnLayer layer, string? alias = null)
    {
        string name = alias ?? blob.Name;
        if (!_blobNames.Add(name)) throw layer.Wrong($"the blob '{name}' is made a second time");
        _waiting.Add(name, blob);
        return name;
    }

    private static EnlargerException Wrong(string file, string problem) => new(ErrorKind.Model, $"The model file {file} is damaged: {problem}.");

    /// <summary>What is known of a blob: the name of the original that it is or copies, its channels, and its size in input pixels.</summary>
    private sealed record Blob(string Name, int Channels, int Scale);
}
