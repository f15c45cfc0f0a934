using System.Text;
using Enlarger.Models.Builder.Tfjs.Expressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Enlarger.Models.Builder.Tfjs;

/// <summary>
/// Reads TensorFlow.js graph models: model.json, which holds the graph and the manifest of the weights, and the shards that hold these.
/// </summary>
internal sealed class TfjsReader
{
    // More than twice what the largest network here has.
    private const int MostNodes = 100_000;

    private readonly string _file;
    private readonly Dictionary<string, TfjsNode> _nodes = [];

    private TfjsReader(string file) => _file = file;

    /// <summary>Reads a model.</summary>
    /// <param name="content">Its model.json.</param>
    /// <param name="file">That file's name, for messages.</param>
    /// <param name="shards">The files beside it, by name.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: the files are malformed.</exception>
    public static TfjsModel Read(byte[] content, string file, IReadOnlyDictionary<string, byte[]> shards) => new TfjsReader(file).Read(content, shards);

    private TfjsModel Read(byte[] content, IReadOnlyDictionary<string, byte[]> shards)
    {
        JObject model = Parse(content);
        if (model["format"] is not JValue { Value: "graph-model" }) throw Wrong("it is no TensorFlow.js graph model");
        JArray listed = List(model.Field("modelTopology").Field("node"), "modelTopology.node");
        if (listed.Count > MostNodes) throw Wrong($"it has {listed.Count} nodes, where {MostNodes} are the most");
        foreach (JToken node in listed) AddNode(node);
        Dictionary<string, Constant> weights = ReadWeights(model, shards);
        TfjsNode output = FindOutput(model);
        IReadOnlyList<TfjsNode> nodes = Ordered(output);
        foreach (TfjsNode node in nodes)
        {
            if (node.Type == "Const" && !weights.ContainsKey(node.Name)) throw node.Wrong("its value is missing from the weights");
        }

        return new TfjsModel(nodes, weights, output);
    }

    private JObject Parse(byte[] content)
    {
        try
        {
            using JsonTextReader reader = new(new StreamReader(new MemoryStream(content), Encoding.UTF8)) { DateParseHandling = DateParseHandling.None };
            return JObject.Load(reader);
        }
        catch (JsonException exception)
        {
            throw new EnlargerException(ErrorKind.Model, $"The model file {_file} is damaged: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    private void AddNode(JToken token)
    {
        if (token is not JObject fields || fields["name"].Text() is not { } name || fields["op"].Text() is not { } type)
        {
            throw Wrong($"'{token.Path}' is no node: it must have a name and an operation");
        }

        // A name that begins with a caret only says what must come first, which matters to nothing that is kept here.
        List<string> inputs = [];
        foreach (JToken input in fields["input"] is { } list ? List(list, $"{token.Path}.input") : [])
        {
            string read = input.Text() ?? throw Wrong($"'{input.Path}' is no name of a node");
            if (!read.StartsWith('^')) inputs.Add(FirstResult(read));
        }

        TfjsNode node = new(_file, name, type, inputs, fields["attr"] as JObject ?? []);
        if (!_nodes.TryAdd(name, node)) throw Wrong($"there are two nodes of the name '{name}'");
    }

    private Dictionary<string, Constant> ReadWeights(JObject model, IReadOnlyDictionary<string, byte[]> shards)
    {
        Dictionary<string, Constant> weights = [];
        foreach (JToken group in List(model["weightsManifest"], "weightsManifest"))
        {
            using MemoryStream joined = new();
            foreach (JToken path in List(group.Field("paths"), "weightsManifest.paths"))
            {
                string shard = path.Text() ?? throw Wrong($"'{path.Path}' is no file name");
                joined.Write(shards.TryGetValue(shard, out byte[]? bytes) ? bytes : throw Wrong($"its weights in '{shard}' are missing"));
            }

            TfjsWeights reader = new(joined.GetBuffer().AsMemory(0, (int)joined.Length), _file);
            foreach (JToken entry in List(group.Field("weights"), "weightsManifest.weights"))
            {
                (string name, Constant value) = reader.Read(entry);
                if (!weights.TryAdd(name, value)) throw Wrong($"there are two weights of the name '{name}'");
            }

            reader.DemandEnd();
        }

        return weights;
    }

    private TfjsNode FindOutput(JObject model)
    {
        JToken? outputs = model.Field("signature").Field("outputs");
        if (outputs is not JObject { Count: 1 }) throw Wrong($"it gives {(outputs as JObject)?.Count ?? 0} results, where one picture is needed");
        string name = outputs.First!.First.Field("name").Text() ?? throw Wrong("its result has no name");
        return _nodes.TryGetValue(FirstResult(name), out TfjsNode? node) ? node : throw Wrong($"its result '{name}' is made by no node");
    }

    /// <summary>The nodes that a result needs, each behind those that it reads. Graphs are too deep for a function that calls itself.</summary>
    private List<TfjsNode> Ordered(TfjsNode output)
    {
        List<TfjsNode> ordered = [];
        HashSet<string> begun = [];
        HashSet<string> done = [];
        Stack<TfjsNode> waiting = new([output]);
        while (waiting.TryPeek(out TfjsNode? node))
        {
            if (begun.Add(node.Name))
            {
                foreach (string input in node.Inputs)
                {
                    if (!_nodes.TryGetValue(input, out TfjsNode? source)) throw node.Wrong($"the input '{input}' is made by no node");
                    if (done.Contains(input)) continue;
                    if (begun.Contains(input)) throw node.Wrong("the input '" + input + "' depends on it");
                    waiting.Push(source);
                }
            }
            else
            {
                waiting.Pop();
                if (done.Add(node.Name)) ordered.Add(node);
            }
        }

        return ordered;
    }

    private string FirstResult(string name)
    {
        string[] parts = name.Split(':');
        return parts.Length == 1 || parts is [_, "0"] ? parts[0] : throw Wrong($"it uses '{name}', and nodes with several results are unknown here");
    }

    private JArray List(JToken? token, string name) => token as JArray ?? throw Wrong($"'{name}' must be a list");

    private EnlargerException Wrong(string problem) => new(ErrorKind.Model, $"The model file {_file} is damaged: {problem}.");
}
