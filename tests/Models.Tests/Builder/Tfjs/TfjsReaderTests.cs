using System.Text;
using Enlarger.Models.Builder.Tfjs;
using Enlarger.Models.Builder.Tfjs.Expressions;
using Enlarger.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Builder.Tfjs;

public sealed class TfjsReaderTests
{
    private SmallTfjs _graph = null!;
    private JObject _json = null!;

    [SetUp]
    public void MakeModel()
    {
        _graph = new SmallTfjs();
        _graph.Single("slopes", [1, 3], 0.5f, -2, 3);
        _graph.Node("Mul", "product", ["x", "slopes:0", "^x"]);
        _json = _graph.Json("product");
    }

    [Test]
    public void A_model_is_read_with_its_nodes_in_order_and_its_weights()
    {
        JArray nodes = (JArray)_json["modelTopology"]!["node"]!;
        _json["modelTopology"]!["node"] = new JArray(nodes.Reverse());

        TfjsModel model = SmallTfjs.Read(_json, _graph.Shard);

        Assert.That(model.Output.Name, Is.EqualTo("product"));
        Assert.That(model.Nodes.Select(node => node.Name), Is.EquivalentTo(new[] { "x", "slopes", "product" }));
        Assert.That(model.Nodes[^1].Inputs, Is.EqualTo(new[] { "x", "slopes" }));
        Assert.That(model.Weights["slopes"].Values, Is.EqualTo(new[] { 0.5, -2, 3 }));
        Assert.That(model.Weights["slopes"].Shape, Is.EqualTo(new[] { 1, 3 }));
    }

    [Test]
    public void What_the_result_does_not_need_is_left_out()
    {
        _graph.Node("Nonsense", "unused", ["x"]);
        Assert.That(_graph.Read("product").Nodes.Select(node => node.Name), Does.Not.Contain("unused"));
    }

    [Test]
    public void Weights_of_every_type_are_read()
    {
        byte[] halves = [.. BitConverter.GetBytes((Half)1.5f), .. BitConverter.GetBytes((Half)(-0.25f))];
        JObject coarse = new() { ["dtype"] = "uint8", ["scale"] = 0.5, ["min"] = -1 };
        JObject finer = new() { ["dtype"] = "uint16", ["scale"] = 0.001, ["min"] = 10.0 };
        SmallTfjs graph = new();
        graph.Single("single", [2], 0.1f, -7);
        graph.Integers("integers", 5, -6);
        graph.Weight("flags", [2], "bool", [1, 0]);
        graph.Weight("half", [2], "float32", halves, new JObject { ["dtype"] = "float16" });
        graph.Weight("coarse", [2], "float32", [0, 255], coarse);
        graph.Weight("finer", [2], "int32", [0, 0, 0xE8, 0x03], finer);
        graph.Node("Identity", "result", ["x"]);

        IReadOnlyDictionary<string, Constant> weights = graph.Read("result").Weights;

        Assert.Multiple(() =>
        {
            Assert.That(weights["single"].Values, Is.EqualTo(new double[] { 0.1f, -7 }));
            Assert.That(weights["integers"].Values, Is.EqualTo(new double[] { 5, -6 }));
            Assert.That(weights["integers"].Kind, Is.EqualTo(NumberKind.Integer));
            Assert.That(weights["flags"].Values, Is.EqualTo(new double[] { 1, 0 }));
            Assert.That(weights["flags"].Kind, Is.EqualTo(NumberKind.Boolean));
            Assert.That(weights["half"].Values, Is.EqualTo(new[] { 1.5, -0.25 }));
            Assert.That(weights["coarse"].Values, Is.EqualTo(new[] { -1, 126.5 }));
            Assert.That(weights["finer"].Values, Is.EqualTo(new double[] { 10, 11 }));
        });
    }

    [Test]
    public void Shards_are_joined_in_their_order()
    {
        _json["weightsManifest"]![0]!["paths"] = new JArray("b.bin", "a.bin");
        Dictionary<string, byte[]> shards = new() { ["a.bin"] = _graph.Shard[5..], ["b.bin"] = _graph.Shard[..5] };
        TfjsModel model = TfjsReader.Read(Encoding.UTF8.GetBytes(_json.ToString()), "model.json", shards);
        Assert.That(model.Weights["slopes"].Values, Is.EqualTo(new[] { 0.5, -2, 3 }));
    }

    [TestCase("{ \"format\": ")]
    [TestCase("")]
    [TestCase("[1]")]
    [TestCase("PK\u0003\u0004")]
    public void What_is_no_JSON_is_refused(string content) =>
        Fails.With(ErrorKind.Model, () => SmallTfjs.Read(Encoding.UTF8.GetBytes(content), []), "model.json is damaged");

    [Test]
    public void Shards_that_end_too_early_name_the_weight() => Refuses(_json, _graph.Shard[..^1], "slopes", "[1, 3]", "end too early");

    [Test]
    public void Shards_that_are_too_long_are_refused() => Refuses(_json, [.. _graph.Shard, 0], "1 bytes", "left over");

    [Test]
    public void A_shape_that_needs_more_than_there_is_names_the_weight() =>
        Refuses("weightsManifest[0].weights[0].shape[0]", int.MaxValue, "slopes", "end too early");

    [TestCase("format", "layers-model", "no TensorFlow.js graph model")]
    [TestCase("modelTopology", null, "modelTopology.node")]
    [TestCase("modelTopology.node[0].name", 7, "name")]
    [TestCase("modelTopology.node[0].op", null, "name and an operation")]
    [TestCase("modelTopology.node[0].name", "slopes", "two nodes", "'slopes'")]
    [TestCase("modelTopology.node[1].name", "other", "'slopes'", "no node")]
    [TestCase("modelTopology.node[2].input[0]", "x:1", "several results")]
    [TestCase("modelTopology.node[2].input[0]", "product", "depends on it")]
    [TestCase("modelTopology.node[2].input", "x", "list")]
    [TestCase("signature.outputs", null, "0 results")]
    [TestCase("signature.outputs.picture.name", "absent", "'absent'")]
    [TestCase("weightsManifest[0].paths[0]", "b.bin", "'b.bin'", "missing")]
    [TestCase("weightsManifest[0].weights[0].name", "other", "'slopes'", "missing")]
    [TestCase("weightsManifest[0].weights[0].dtype", "string", "'slopes'", "'string'")]
    [TestCase("weightsManifest[0].weights[0].shape", null, "no shape")]
    [TestCase("weightsManifest[0].weights[0].shape[0]", -1, "impossible shape")]
    public void A_field_that_is_wrong_is_named(string field, object? value, params string[] words) => Refuses(field, value, words);

    [Test]
    public void Weights_that_are_no_numbers_are_refused()
    {
        byte[] shard = [.. BitConverter.GetBytes(float.NaN), .. _graph.Shard[4..]];
        Refuses(_json, shard, "slopes", "infinite");
    }

    private void Refuses(string field, object? value, params string[] words)
    {
        _json.SelectToken(field)!.Replace(value is null ? JValue.CreateNull() : JToken.FromObject(value));
        Refuses(_json, _graph.Shard, words);
    }

    private static void Refuses(JObject json, byte[] shard, params string[] words) =>
        Fails.With(ErrorKind.Model, () => SmallTfjs.Read(json, shard), ["model.json", .. words]);
}
