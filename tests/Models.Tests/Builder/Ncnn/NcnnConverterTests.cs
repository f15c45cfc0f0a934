using System.Security.Cryptography;
using Enlarger.Models;
using Enlarger.Models.Builder;
using Enlarger.Models.Builder.Ncnn;
using Enlarger.Models.Builder.Ncnn.Operations;
using Enlarger.Models.Builder.Onnx;
using Enlarger.Tests.Support;
using Google.Protobuf;

namespace Enlarger.Tests.Builder.Ncnn;

public sealed class NcnnConverterTests
{
    private const int Single = (int)TensorProto.Types.DataType.Float;
    private const int Half = (int)TensorProto.Types.DataType.Float16;

    private static readonly string[] Generators = ["realesr-general-x4", "realesrgan-x4plus", "realesrgan-x4plus-anime"];

    [Test]
    public void The_same_weights_always_become_the_file_of_the_catalogue([ValueSource(nameof(Generators))] string id, [Values] Precision precision)
    {
        GeneratorDescription generator = RestoredModels.Store.Find(id);
        IReadOnlyDictionary<string, byte[]> files = RestoredModels.Weights(id);

        byte[] first = ModelBuilder.Convert(id, generator.Source!, null, files, precision);
        byte[] second = ModelBuilder.Convert(id, generator.Source!, null, files, precision);

        Assert.That(first.AsSpan().SequenceEqual(second), Is.True, "two conversions are equal");
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(first)), Is.EqualTo(generator.HashOf(precision)));
        Assert.That(File.ReadAllBytes(RestoredModels.Restore(id, precision)).AsSpan().SequenceEqual(first), Is.True, "the restored file is the converted one");
    }

    [TestCase("realesr-general-x4", 12, 10)]
    [TestCase("realesrgan-x4plus", 7, 6)]
    [TestCase("realesrgan-x4plus-anime", 12, 10)]
    public void A_converted_network_computes_what_the_original_files_say(string id, int width, int height)
    {
        Random random = new(4);
        double[] picture = [.. Enumerable.Range(0, 3 * width * height).Select(_ => random.NextDouble())];

        double[] expected = NcnnEvaluator.Run(
            RestoredModels.Weights(id, ".param"), RestoredModels.Weights(id, ".bin"), picture, width, height, out int outputWidth);
        float[] actual = RestoredModels.Run(File.ReadAllBytes(RestoredModels.Restore(id)), Array.ConvertAll(picture, value => (float)value), width, height);

        Assert.That(outputWidth, Is.EqualTo(4 * width));
        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        double worst = actual.Zip(expected, (a, b) => Math.Abs(a - b)).Max();
        double noise = actual.Zip(expected, (a, b) => (a - b) * (a - b)).Average();
        Assert.That(worst, Is.LessThan(1e-3));
        Assert.That(-10 * Math.Log10(noise), Is.GreaterThan(60));
        Assert.That(expected.Max() - expected.Min(), Is.GreaterThan(0.3), "the picture is not flat, so that agreement means something");
    }

    [TestCaseSource(nameof(Generators))]
    public void A_network_of_half_precision_has_single_precision_outside_only(string id)
    {
        byte[] single = File.ReadAllBytes(RestoredModels.Restore(id));
        byte[] half = File.ReadAllBytes(RestoredModels.Restore(id, Precision.Half));
        IsHalfBetweenItsCasts(ModelProto.Parser.ParseFrom(half).Graph, ModelProto.Parser.ParseFrom(single).Graph);
        Assert.That(half, Has.Length.LessThan(0.52 * single.Length));
    }

    [Test]
    public void Every_kind_of_layer_is_written_in_half_precision()
    {
        NcnnNetwork network = SmallNcnn.Read(SmallNcnn.Parameters, SmallNcnn.Weights());
        ModelProto half = NcnnConverter.Convert(network, "small", Precision.Half);
        IsHalfBetweenItsCasts(half.Graph, NcnnConverter.Convert(network, "small").Graph);

        float[] picture = Noise(seed: 3, 12, 10);
        float[] expected = RestoredModels.Run(NcnnConverter.Convert(network, "small").ToByteArray(), picture, 12, 10);
        Assert.That(Agreement(RestoredModels.Run(half.ToByteArray(), picture, 12, 10), expected), Is.GreaterThan(60));
    }

    [TestCaseSource(nameof(Generators))]
    public void The_picture_s_rows_and_columns_have_names_of_their_own(string id)
    {
        foreach (Precision precision in Enum.GetValues<Precision>())
        {
            GraphProto graph = ModelProto.Parser.ParseFrom(File.ReadAllBytes(RestoredModels.Restore(id, precision))).Graph;
            Assert.That(graph.Input.Single().Type.TensorType.Shape.Dim.Select(axis => (axis.DimValue, axis.DimParam)), Is.EqualTo(new[] { (1, ""), (3, ""), (0L, "input_2"), (0L, "input_3") }));
            Assert.That(graph.Output.Single().Type.TensorType.Shape.Dim.Select(axis => (axis.DimValue, axis.DimParam)), Is.EqualTo(new[] { (1, ""), (3, ""), (0L, "output_2"), (0L, "output_3") }));
        }
    }

    [TestCaseSource(nameof(Generators))]
    public void Half_precision_agrees_with_single_on_a_texture_and_keeps_far_from_its_range(string id)
    {
        const int Size = 32;
        long[] shape = [1, 3, 2 * Size, Size];
        byte[] single = File.ReadAllBytes(RestoredModels.Restore(id));
        byte[] half = File.ReadAllBytes(RestoredModels.Restore(id, Precision.Half));

        // A part of a photograph, and noise below it, which has every texture and drives a network furthest.
        string photograph = RestoredModels.Builder.RestoreSample(RestoredModels.Store, "flower", CancellationToken.None);
        float[] pixels = [.. SmallPng.Crop(photograph, 40, 40, Size), .. Noise(seed: 5, Size, Size)];
        float[] picture = [.. Enumerable.Range(0, 3).SelectMany(channel => pixels.Where((_, index) => index % 3 == channel))];

        float[] expected = RestoredModels.Run(single, picture, shape);
        double asWidened = Agreement(RestoredModels.Run(half, picture, shape), expected);
        (float[] rounded, float largest) = HalfArithmetic.Run(half, picture, shape);

        TestContext.Out.WriteLine($"{asWidened:0.0} dB widened, {Agreement(rounded, expected):0.0} dB with every result rounded, none beyond {largest:0.0}");
        Assert.That(asWidened, Is.GreaterThan(45));
        Assert.That(Agreement(rounded, expected), Is.GreaterThan(45));
        Assert.That(largest, Is.LessThan((float)System.Half.MaxValue / 100));
        Assert.That(expected.Max() - expected.Min(), Is.GreaterThan(0.3), "the picture is not flat, so that agreement means something");
    }

    [Test]
    public void A_weight_beyond_the_range_of_half_precision_is_refused()
    {
        NcnnNetwork network = SmallNcnn.Read(SmallNcnn.Parameters, SmallNcnn.Weights());
        List<NcnnOperation> operations = [.. network.Operations];
        int place = operations.FindIndex(operation => operation is Convolution { Bias: not null });
        Convolution convolution = (Convolution)operations[place];
        NcnnNetwork With(float bias)
        {
            operations[place] = convolution with { Bias = [bias, .. convolution.Bias!.Skip(1)] };
            return network with { Operations = [.. operations] };
        }

        Assert.That(NcnnConverter.Convert(With(-65504), "small", Precision.Half).Graph.Node, Is.Not.Empty);
        Fails.With(ErrorKind.Model, () => NcnnConverter.Convert(With(65536), "small", Precision.Half), "small", "half precision", $"{convolution.Name}.bias");
        Assert.That(NcnnConverter.Convert(With(65536), "small").Graph.Node, Is.Not.Empty);
    }

    /// <summary>Checks that a graph narrows the picture, widens the result, and in between does what the other does with halves only.</summary>
    private static void IsHalfBetweenItsCasts(GraphProto half, GraphProto single)
    {
        Assert.That(half.Input.Concat(half.Output).Select(picture => picture.Type.TensorType.ElemType), Is.All.EqualTo(Single));
        Assert.That((half.Node[0].OpType, half.Node[0].Input.Single(), half.Node[0].Attribute.Single().I), Is.EqualTo(("Cast", "input", (long)Half)));
        Assert.That((half.Node[^1].OpType, half.Node[^1].Output.Single(), half.Node[^1].Attribute.Single().I), Is.EqualTo(("Cast", "output", (long)Single)));

        List<NodeProto> inside = [.. half.Node.Skip(1).SkipLast(1)];
        Assert.That(inside.Select(node => (node.OpType, node.Name)), Is.EqualTo(single.Node.Select(node => (node.OpType, node.Name))));
        Assert.That(inside.SelectMany(node => node.Input.Concat(node.Output)), Has.None.EqualTo("input").And.None.EqualTo("output"));
        HashSet<string> scales = [.. inside.Where(node => node.OpType == "Resize").Select(node => node.Input[2])];
        foreach (TensorProto weights in half.Initializer) Assert.That(weights.DataType, Is.EqualTo(scales.Contains(weights.Name) ? Single : Half), weights.Name);
    }

    private static float[] Noise(int seed, int width, int height)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, 3 * width * height).Select(_ => random.NextSingle())];
    }

    private static double Agreement(float[] actual, float[] expected) =>
        -10 * Math.Log10(actual.Zip(expected, (a, b) => (double)(a - b) * (a - b)).Average());
}
