using System.Runtime.InteropServices;
using Enlarger.Models;
using Enlarger.Models.Builder.Onnx;
using Enlarger.Tests.Support;
using Google.Protobuf;

namespace Enlarger.Tests.Models;

public sealed class WeightBlendTests
{
    private static readonly float[] First = [0f, 1f, -2f, 0.5f, 3f], Second = [1f, 1f, 2f, -0.5f, 3.25f];

    private static IEnumerable<string> OurTwins => GeneratorCatalog.Load().Generators.Where(generator => generator.FaithfulTwin is not null).Select(generator => generator.Id);

    [Test]
    public void Half_way_is_the_mean_in_either_precision([Values] bool isHalf)
    {
        ModelProto blended = ModelProto.Parser.ParseFrom(WeightBlend.Of(File(First, isHalf), File(Second, isHalf), 0.5f, "twin"));
        Assert.That(Weights(blended, isHalf), Is.EqualTo(First.Zip(Second, (a, b) => (a + b) / 2)));
    }

    [Test]
    public void Every_part_is_that_far_between_within_the_precision([Values] bool isHalf, [Values(0.01f, 0.3f, 0.7f, 0.99f)] float amount)
    {
        var random = new Random(5);
        float[] first = [.. Enumerable.Range(0, 5000).Select(_ => (float)(random.NextDouble() - 0.5))], second = [.. first.Select(value => value + (float)(random.NextDouble() - 0.5))];
        ModelProto blended = ModelProto.Parser.ParseFrom(WeightBlend.Of(File(first, isHalf), File(second, isHalf), amount, "twin"));
        float[] found = Weights(blended, isHalf);
        for (int i = 0; i < found.Length; i++)
        {
            double expected = ((1.0 - amount) * Stored(first[i])) + ((double)amount * Stored(second[i]));
            Assert.That(found[i], Is.EqualTo(expected).Within(isHalf ? 1.0 / 2048 : 1e-6), $"weight {i}");
        }

        float Stored(float value) => isHalf ? (float)(Half)value : value;
    }

    [Test]
    public void The_ends_are_the_files_themselves([Values] bool isHalf)
    {
        byte[] faithful = File(First, isHalf), inventive = File(Second, isHalf);
        Assert.That(WeightBlend.Of(faithful, inventive, 0, "twin"), Is.EqualTo(faithful));
        Assert.That(WeightBlend.Of(faithful, inventive, 1, "twin"), Is.EqualTo(inventive));
    }

    [Test]
    public void What_is_alike_in_both_is_not_rounded([Values(0.1f, 0.37f, 0.9f)] float amount)
    {
        float[] constants = [3f, 5f, 0.1f, 0.2f, 1f / 3];
        Assert.That(Weights(ModelProto.Parser.ParseFrom(WeightBlend.Of(File(constants, false), File(constants, false), amount, "twin")), false), Is.EqualTo(constants));
    }

    [Test]
    public void Whole_numbers_are_no_weights_and_must_be_the_same()
    {
        byte[] first = File(First, isHalf: false, shape: 4), second = File(Second, isHalf: false, shape: 4);
        Assert.That(ModelProto.Parser.ParseFrom(WeightBlend.Of(first, second, 0.5f, "twin")).Graph.Initializer[1].RawData, Is.EqualTo(ModelProto.Parser.ParseFrom(first).Graph.Initializer[1].RawData));
        Fails.With(ErrorKind.Model, () => WeightBlend.Of(first, File(Second, isHalf: false, shape: 8), 0.5f, "twin"), "twin", "install Enlarger again");
    }

    [Test]
    public void Files_that_differ_in_more_than_weights_are_refused()
    {
        byte[] file = File(First, isHalf: false);
        Fails.With(ErrorKind.Model, () => WeightBlend.Of(file, File(First, isHalf: true), 0.5f, "twin"), "twin");
        Fails.With(ErrorKind.Model, () => WeightBlend.Of(file, File([.. First, 1f], isHalf: false), 0.5f, "twin"), "twin");
        Fails.With(ErrorKind.Model, () => WeightBlend.Of(file, File(Second, isHalf: false, name: "wonk"), 0.5f, "twin"), "twin");
    }

    [Test]
    public void A_file_that_ends_early_or_is_no_ONNX_file_is_refused_or_has_no_weights()
    {
        byte[] file = File(First, isHalf: true);
        for (int length = 0; length < file.Length; length++)
        {
            byte[] part = file[..length];
            try
            {
                Assert.That(WeightBlend.Of(part, part, 0.5f, "twin"), Is.EqualTo(part));
            }
            catch (EnlargerException exception)
            {
                Assert.That(exception.Kind, Is.EqualTo(ErrorKind.Model));
            }
        }

        byte[] endless = [.. Enumerable.Repeat((byte)0xFF, 40)];
        Fails.With(ErrorKind.Model, () => WeightBlend.Of(endless, endless, 0.5f, "twin"), "twin");
    }

    [TestCaseSource(nameof(OurTwins))]
    public void Our_own_twins_are_one_network_and_ORT_runs_what_lies_between(string id)
    {
        GeneratorDescription generator = GeneratorCatalog.Load().Generators.Single(generator => generator.Id == id);
        GeneratorDescription twin = GeneratorCatalog.Load().Generators.Single(other => other.Id == generator.FaithfulTwin);
        byte[] faithful = BuiltInModels.Read(twin), inventive = BuiltInModels.Read(generator);
        byte[] between = WeightBlend.Of(faithful, inventive, 0.5f, id);

        float[] picture = [.. Enumerable.Range(0, 3 * 24 * 24).Select(i => (float)((Math.Sin(i / 7.0) / 3) + 0.5))];
        float[] none = RestoredModels.Run(faithful, picture, 24, 24), half = RestoredModels.Run(between, picture, 24, 24), full = RestoredModels.Run(inventive, picture, 24, 24);

        Assert.That(Distance(none, full), Is.GreaterThan(1e-3), "The twins draw different pictures.");
        Assert.That(Distance(half, none), Is.LessThan(Distance(none, full)));
        Assert.That(Distance(half, full), Is.LessThan(Distance(none, full)));
    }

    private static double Distance(float[] a, float[] b) => Math.Sqrt(a.Zip(b, (x, y) => (double)(x - y) * (x - y)).Average());

    private static byte[] File(float[] weights, bool isHalf, string name = "conv", int shape = 4)
    {
        byte[] raw = isHalf
            ? MemoryMarshal.AsBytes(Array.ConvertAll(weights, value => (Half)value).AsSpan()).ToArray()
            : MemoryMarshal.AsBytes(weights.AsSpan()).ToArray();
        var model = new ModelProto { IrVersion = 8, Graph = new GraphProto { Name = "test" } };
        model.Graph.Initializer.Add(new TensorProto
        {
            Name = "weights",
            Dims = { weights.Length },
            DataType = (int)(isHalf ? TensorProto.Types.DataType.Float16 : TensorProto.Types.DataType.Float),
            RawData = ByteString.CopyFrom(raw),
        });
        model.Graph.Initializer.Add(new TensorProto
        {
            Name = "shape",
            Dims = { 1 },
            DataType = (int)TensorProto.Types.DataType.Int64,
            RawData = ByteString.CopyFrom(BitConverter.GetBytes((long)shape)),
        });
        model.Graph.Node.Add(new NodeProto { OpType = "Conv", Name = name });
        model.OpsetImport.Add(new OperatorSetIdProto { Version = 13 });
        return model.ToByteArray();
    }

    private static float[] Weights(ModelProto model, bool isHalf)
    {
        ReadOnlySpan<byte> raw = model.Graph.Initializer[0].RawData.Span;
        return isHalf ? Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(raw).ToArray(), value => (float)value) : MemoryMarshal.Cast<byte, float>(raw).ToArray();
    }
}
