using System.Text;
using Enlarger.Models.Builder.Tfjs;
using Enlarger.Tests.Support;
using Google.Protobuf;
using static Enlarger.Tests.Support.SmallTfjs;

namespace Enlarger.Tests.Builder.Tfjs;

public sealed class TfjsMutationTests
{
    private const int Size = 8;

    // A file that was damaged becomes a model or an error that says so, and nothing else.
    [Test]
    public void A_damaged_file_never_crashes([Range(0, 19)] int seed)
    {
        SmallTfjs graph = Model();
        byte[] original = Encoding.UTF8.GetBytes(graph.Json("result").ToString());
        Assert.That(() => TfjsConverter.Convert(Read(original, graph.Shard), "small", Size), Throws.Nothing);
        Random random = new(seed);
        for (int round = 0; round < 50; round++)
        {
            byte[] json = Damage(original, random);
            byte[] shard = random.Next(4) == 0 ? Damage(graph.Shard, random) : graph.Shard;
            try
            {
                Assert.That(TfjsConverter.Convert(Read(json, shard), "small", Size).ToByteArray(), Is.Not.Empty);
            }
            catch (EnlargerException exception)
            {
                Assert.That(exception.Kind, Is.EqualTo(ErrorKind.Model));
                Assert.That(exception.Message, Does.Contain("model.json"));
            }
        }
    }

    private static byte[] Damage(byte[] original, Random random)
    {
        const string Likely = "0123456789-\"{}[],:abx";
        List<byte> bytes = [.. original];
        for (int count = random.Next(1, 3); count > 0; count--)
        {
            int place = random.Next(bytes.Count);
            switch (random.Next(3))
            {
                case 0: bytes.RemoveRange(place, random.Next(Math.Min(3, bytes.Count - place))); break;
                case 1: bytes.Insert(place, (byte)Likely[random.Next(Likely.Length)]); break;
                default: bytes[place] = (byte)Likely[random.Next(Likely.Length)]; break;
            }
        }

        return [.. bytes];
    }

    private static SmallTfjs Model()
    {
        SmallTfjs graph = new();
        graph.Node("Shape", "shape", ["x"]);
        graph.Integers("begin", 1);
        graph.Integers("end", 2);
        graph.Integers("step", 1);
        graph.Integer("one", 1);
        graph.Integer("two", 2);
        graph.Integer("zero", 0);
        graph.Node("StridedSlice", "side", ["shape", "begin", "end", "step"], Whole("shrink_axis_mask", 1));
        graph.Node("FloorDiv", "half", ["side", "two"]);
        graph.Node("Range", "range", ["zero", "side", "two"]);
        graph.Node("GatherV2", "rows", ["x", "range", "one"], Whole("batch_dims", 0));
        graph.Node("GatherV2", "small", ["rows", "range", "two"], Whole("batch_dims", 0));
        graph.Single("kernel", [2, 2, 3, 3], [.. Enumerable.Range(0, 36).Select(index => index / 36f)]);
        graph.Integers("channels", 3);
        graph.Node("Pack", "place", ["one", "side", "side"], Whole("axis", 0));
        graph.Node("ConcatV2", "large", ["place", "channels", "zero"]);
        graph.Node("Conv2DBackpropInput", "enlarged", ["large", "kernel", "small"], Text("padding", "VALID"), Wholes("strides", 1, 2, 2, 1));
        graph.Single("bias", [3], 1, 2, 3);
        graph.Node("AddV2", "biased", ["enlarged", "bias"]);
        graph.Integers("order", 0, 2, 1, 3);
        graph.Node("Transpose", "turned", ["biased", "order"]);
        graph.Single("matrix", [3, 3], [.. Enumerable.Range(0, 9).Select(index => index / 9f)]);
        graph.Node("Einsum", "mixed", ["turned", "matrix"], Text("equation", "abcg,gf->abcf"));
        graph.Integers("axis", 3);
        graph.Node("Sum", "sum", ["mixed", "axis"], Flag("keep_dims"));
        graph.Node("BroadcastTo", "filled", ["sum", "large"]);
        graph.Node("Conv2D", "result", ["filled", "kernel"], Text("padding", "SAME"), Wholes("strides", 1, 1, 1, 1));
        return graph;
    }
}
