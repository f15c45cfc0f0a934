using System.Globalization;
using System.Text;
using Enlarger.Models.Builder.Onnx;
using Enlarger.Models.Builder.Tfjs;
using Enlarger.Tests.Support;
using static Enlarger.Tests.Support.SmallTfjs;

namespace Enlarger.Tests.Builder.Tfjs;

/// <summary>Small files that ask for far more than they are: each must end in one sentence, without the memory having been taken.</summary>
public sealed class TfjsHostileTests
{
    private const int Size = 4;
    private const long MostBytes = 200_000_000;

    private SmallTfjs _graph = null!;

    [SetUp]
    public void MakeGraph()
    {
        _graph = new SmallTfjs();
        _graph.Integer("zero", 0);
        _graph.Integer("one", 1);
        _graph.Integers("swap", 0, 2, 1, 3);
        _graph.Integers("flat", -1);
    }

    [Test]
    public void A_graph_of_too_many_nodes_is_refused()
    {
        TurnAndBack(200_000);
        Refuses("back", "nodes", "100000");
    }

    [TestCase(10, false)]
    [TestCase(90_000, true)]
    public void Transpositions_that_undo_each_other_may_be_far_apart(int count, bool areLeft)
    {
        TurnAndBack(count);
        ModelProto model = _graph.ConvertTo("back", Size);
        Assert.That(model.Graph.Node.Count(node => node.OpType == "Neg"), Is.EqualTo(count));
        Assert.That(model.Graph.Node.Count(node => node.OpType == "Transpose"), Is.EqualTo(areLeft ? 2 : 0));
    }

    [TestCase(100_000, 100_000, -1)]
    [TestCase(65_536, 65_536, 65_536, 65_536)]
    [TestCase(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, -1)]
    [TestCase(1, 1, 1, 1, 1, 1, 1, 1, -1)]
    [TestCase(0, -1)]
    [TestCase(-2, -24)]
    public void An_impossible_shape_is_refused(params int[] shape)
    {
        _graph.Integers("shape", shape);
        _graph.Node("Reshape", "wrong", ["x", "shape"]);
        Refuses("wrong", "'wrong'");
    }

    [Test]
    public void A_value_never_gets_too_many_axes()
    {
        string last = "x";
        for (int index = 0; index < 5; index++) last = _graph.Node("ExpandDims", $"wider {index}", [last, "zero"]);
        Refuses(last, "'wider 4'", "9 axes");
    }

    [TestCase(int.MaxValue, int.MaxValue, 0)]
    [TestCase(0, int.MaxValue, int.MaxValue)]
    [TestCase(1, 1, 1, 1, 1, 1, 1, 1, 0)]
    public void A_weight_without_numbers_hides_no_impossible_shape(params int[] shape)
    {
        _graph.Weight("empty", shape, "float32", []);
        _graph.Node("Reshape", "list", ["empty", "flat"]);
        Refuses("list", "'empty'", "impossible shape");
    }

    [TestCase(100)]
    [TestCase(600_000)]
    public void Joined_values_that_are_too_large_are_refused(int count)
    {
        _graph.Integers("large", 1, 4096, 1024, 3);
        _graph.Integers("pixel", 1, 1, 1, 48);
        _graph.Single("to three", [1, 1, 48, 3], new float[144]);
        _graph.Node("Reshape", "row", ["x", "pixel"]);
        _graph.Node("Conv2D", "colour", ["row", "to three"], Text("padding", "SAME"), Wholes("strides", 1, 1, 1, 1));
        _graph.Node("BroadcastTo", "picture", ["colour", "large"]);
        _graph.Node("ConcatV2", "joined", [.. Enumerable.Repeat("picture", count), "one"]);
        _graph.Node("Reshape", "list", ["joined", "flat"]);
        Refuses("list", "'joined'", (4096L * count).ToString(CultureInfo.InvariantCulture));
    }

    [Test]
    public void Gathering_again_and_again_is_refused()
    {
        _graph.Integer("two", 2);
        _graph.Integers("places", new int[8000]);
        _graph.Node("GatherV2", "rows", ["x", "places", "one"], Whole("batch_dims", 0));
        _graph.Node("GatherV2", "columns", ["rows", "places", "two"], Whole("batch_dims", 0));
        _graph.Node("Neg", "result", ["columns"]);
        Refuses("result", "'columns'", "[1, 8000, 8000, 3]");
    }

    [Test]
    public void A_product_that_is_too_large_is_refused()
    {
        _graph.Single("row", [1, 1], 1);
        _graph.Integers("matrix shape", 4, 1_000_000);
        _graph.Node("BroadcastTo", "matrix", ["row", "matrix shape"]);
        _graph.Integers("places", new int[100]);
        _graph.Node("GatherV2", "rows", ["x", "places", "one"], Whole("batch_dims", 0));
        _graph.Node("Einsum", "result", ["rows", "matrix"], Text("equation", "abgd,gf->abfd"));
        Refuses("result", "'result'", "[1, 100, 1000000, 3] is impossible");
    }

    [Test]
    public void Convolutions_that_give_too_much_are_refused()
    {
        const int Stride = 100_000;
        _graph.Integers("size", 1, 300_001, 300_001, 1);
        _graph.Single("up", [1, 1, 1, 3], 1, 1, 1);
        _graph.Node("Conv2DBackpropInput", "large", ["size", "up", "x"], Text("padding", "VALID"), Wholes("strides", 1, Stride, Stride, 1));
        Refuses("large", "'large'", "[1, 300001, 300001, 1]");

        _graph.Single("none", [0, 1, 3, 3]);
        _graph.Node("Conv2D", "nothing", ["x", "none"], Text("padding", "VALID"), Wholes("strides", 1, 1, 1, 1));
        Refuses("nothing", "'nothing'", "kernel");
    }

    [Test]
    public void Constants_that_are_too_large_are_never_computed()
    {
        _graph.Single("row", [1, 3], 1, 2, 3);
        _graph.Single("weights", [60_000], new float[60_000]);
        _graph.Integers("places", new int[5000]);
        _graph.Integers("wide", 5000, 60_000);
        _graph.Integers("picture shape", 1, 4096, 4096, 3);
        _graph.Integers("row shape", 1, 60_000);
        _graph.Integer("end", 60_000_000);
        _graph.Integer("minus one", -1);
        _graph.Node("Reshape", "table", ["weights", "row shape"]);
        _graph.Node("GatherV2", "gathered", ["table", "places", "zero"], Whole("batch_dims", 0));
        _graph.Node("BroadcastTo", "filled", ["row", "picture shape"]);
        _graph.Node("Range", "range", ["zero", "end", "one"]);
        _graph.Node("Range", "backwards", ["end", "zero", "minus one"]);
        _graph.Node("Range", "endless", ["end", "zero", "one"]);
        _graph.Node("ConcatV2", "joined", [.. Enumerable.Repeat("table", 100), "zero"]);
        _graph.Node("Pack", "packed", [.. Enumerable.Repeat("weights", 100)], Whole("axis", 0));
        _graph.Integers("column shape", 60_000, 1);
        _graph.Node("Reshape", "column", ["weights", "column shape"]);
        _graph.Node("Mul", "product", ["column", "table"]);
        Refuses("gathered", "'gathered'", "[5000, 60000]");
        Refuses("filled", "'filled'", "[1, 4096, 4096, 3]");
        Refuses("range", "'range'", "[60000000]");
        Refuses("backwards", "'backwards'", "[60000000]");
        Refuses("endless", "'endless'");
        Refuses("joined", "'joined'", "[100, 60000]");
        Refuses("packed", "'packed'", "[100, 60000]");
        Refuses("product", "'product'", "[60000, 60000]");
    }

    [Test]
    public void Many_constants_are_too_much_together()
    {
        _graph.Single("row", [1, 3], 1, 2, 3);
        _graph.Integers("shape", 1_000_000, 3);
        string sum = "zero";
        for (int index = 0; index < 10; index++)
        {
            string constant = _graph.Node("BroadcastTo", $"constant {index}", ["row", "shape"]);
            sum = index == 0 ? constant : _graph.Node("AddV2", $"sum {index}", [sum, constant]);
        }

        Refuses(sum, "more constants");
    }

    [Test]
    public void Attributes_are_never_cut_to_what_fits()
    {
        _graph.Single("kernel", [1, 1, 3, 3], new float[9]);
        _graph.Node("Conv2D", "result", ["x", "kernel"], Text("padding", "SAME"), Wholes("strides", 1, (1L << 32) + 1, 1, 1));
        Refuses("result", "'result'", "'strides'", "too large");
    }

    [Test]
    public void A_slice_takes_one_place_where_its_step_is_as_large_as_can_be()
    {
        _graph.Integers("begin", 0, 1);
        _graph.Integers("end", 1, Size);
        _graph.Integers("step", 1, int.MaxValue);
        _graph.Integers("shape", 1, Size, Size, 3);
        _graph.Node("StridedSlice", "row", ["x", "begin", "end", "step"]);
        _graph.Node("BroadcastTo", "result", ["row", "shape"]);
        float[] picture = [.. Enumerable.Range(0, Size * Size * 3).Select(index => (float)index)];

        float[] result = _graph.Run("result", Size, picture, out _);

        Assert.That(result, Is.EqualTo(picture.Select((_, index) => picture[(Size * 3) + (index % (Size * 3))])));
    }

    private void TurnAndBack(int count)
    {
        string last = _graph.Node("Transpose", "turned", ["x", "swap"]);
        for (int index = 0; index < count; index++) last = _graph.Node("Neg", $"negative {index}", [last]);
        _graph.Node("Transpose", "back", [last, "swap"]);
    }

    private void Refuses(string output, params string[] words)
    {
        // A file may take some times its own size to be parsed.
        byte[] json = Encoding.UTF8.GetBytes(_graph.Json(output).ToString());
        byte[] shard = _graph.Shard;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Fails.With(ErrorKind.Model, () => TfjsConverter.Convert(Read(json, shard), "small", Size), ["model.json", .. words]);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostBytes + (json.Length * 16L)));
    }
}
