using System.Text;
using Enlarger.Models.Builder.Onnx;
using Enlarger.Models.Builder.Tfjs;
using Google.Protobuf;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Support;

/// <summary>A TensorFlow.js graph model made in a test, node by node; its picture is the node "x".</summary>
internal sealed class SmallTfjs
{
    private readonly JArray _nodes = [];
    private readonly JArray _weights = [];
    private readonly List<byte> _shard = [];

    public SmallTfjs() => Node("Placeholder", "x", []);

    public string Single(string name, int[] shape, params float[] values) => Weight(name, shape, "float32", values.SelectMany(BitConverter.GetBytes));

    public string Integers(string name, params int[] values) => Weight(name, [values.Length], "int32", values.SelectMany(BitConverter.GetBytes));

    public string Integer(string name, int value) => Weight(name, [], "int32", BitConverter.GetBytes(value));

    public string Weight(string name, int[] shape, string type, IEnumerable<byte> bytes, JObject? quantization = null)
    {
        JObject entry = new() { ["name"] = name, ["shape"] = new JArray(shape), ["dtype"] = type };
        if (quantization is not null) entry["quantization"] = quantization;
        _weights.Add(entry);
        _shard.AddRange(bytes);
        return Node("Const", name, []);
    }

    public string Node(string type, string name, string[] inputs, params (string Name, JObject Value)[] attributes)
    {
        JObject fields = [];
        foreach ((string attribute, JObject value) in attributes) fields[attribute] = value;
        _nodes.Add(new JObject { ["name"] = name, ["op"] = type, ["input"] = new JArray(inputs), ["attr"] = fields });
        return name;
    }

    public static (string Name, JObject Value) Whole(string name, long value) => (name, new JObject { ["i"] = $"{value}" });

    public static (string Name, JObject Value) Wholes(string name, params long[] values) =>
        (name, new JObject { ["list"] = new JObject { ["i"] = new JArray(values.Select(value => $"{value}")) } });

    public static (string Name, JObject Value) Flag(string name) => (name, new JObject { ["b"] = true });

    public static (string Name, JObject Value) Text(string name, string value) => (name, new JObject { ["s"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value)) });

    public static (string Name, JObject Value) Type(string name, string value) => (name, new JObject { ["type"] = value });

    public JObject Json(string output) => new()
    {
        ["format"] = "graph-model",
        ["signature"] = new JObject { ["outputs"] = new JObject { ["picture"] = new JObject { ["name"] = $"{output}:0" } } },
        ["modelTopology"] = new JObject { ["node"] = _nodes.DeepClone() },
        ["weightsManifest"] = new JArray(new JObject { ["paths"] = new JArray("a.bin"), ["weights"] = _weights.DeepClone() }),
    };

    public byte[] Shard => [.. _shard];

    public TfjsModel Read(string output) => Read(Json(output), Shard);

    public static TfjsModel Read(JObject json, byte[] shard) => Read(Encoding.UTF8.GetBytes(json.ToString()), shard);

    public static TfjsModel Read(byte[] json, byte[] shard) => TfjsReader.Read(json, "model.json", new Dictionary<string, byte[]> { ["a.bin"] = shard });

    public ModelProto ConvertTo(string output, int size) => TfjsConverter.Convert(Read(output), "small", size);

    /// <summary>Converts the model, runs it on a picture and tells which operations it became.</summary>
    public float[] Run(string output, int size, float[] picture, out string[] operations)
    {
        ModelProto model = ConvertTo(output, size);
        operations = [.. model.Graph.Node.Select(node => node.OpType).Where(type => type != "Cast")];
        return RestoredModels.Run(model.ToByteArray(), picture, [1, size, size, 3]);
    }
}
