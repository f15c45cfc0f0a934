using System.Globalization;
using System.Text;

namespace Enlarger.Models.Builder.Ncnn;

/// <summary>Reads .param files: a magic number, the numbers of layers and blobs, then a line per layer.</summary>
internal static class NcnnParameters
{
    private const string Magic = "7767517";
    private const int FirstArrayKey = -23300;
    private const int LargestKey = 99;

    // The largest network here has 999 layers in 117 kB; what is a hundred times larger is no network for pictures.
    private const int LargestFile = 16 << 20;
    private const int MostLayers = 100_000;
    private const int MostBlobs = 1_000_000;

    /// <summary>Reads the layers of a file.</summary>
    /// <param name="content">The file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: the file is malformed.</exception>
    public static IReadOnlyList<NcnnLayer> Read(ReadOnlySpan<byte> content, string file)
    {
        if (content.Length > LargestFile) throw Wrong(file, $"it is larger than {LargestFile} bytes");
        string[] lines = Encoding.UTF8.GetString(content).Split('\n');
        if (lines[0].Trim() != Magic) throw Wrong(file, $"it does not begin with {Magic}, as ncnn's text files do");

        string[] counts = lines.Length > 1 ? Words(lines[1]) : [];
        if (counts.Length != 2 || !TryCount(counts[0], MostLayers, out int layerCount) || !TryCount(counts[1], MostBlobs, out int blobCount))
        {
            throw Wrong(file, $"its second line must hold the numbers of layers (at most {MostLayers}) and blobs (at most {MostBlobs})");
        }

        List<NcnnLayer> layers = [];
        for (int index = 2; index < lines.Length; index++)
        {
            if (!string.IsNullOrWhiteSpace(lines[index])) layers.Add(ReadLayer(Words(lines[index]), file, index + 1));
        }

        if (layers.Count != layerCount) throw Wrong(file, $"it announces {layerCount} layers but holds {layers.Count}");
        int blobs = layers.Sum(layer => layer.Outputs.Count);
        return blobs == blobCount ? layers : throw Wrong(file, $"it announces {blobCount} blobs but holds {blobs}");
    }

    private static NcnnLayer ReadLayer(string[] words, string file, int line)
    {
        if (words.Length < 4 || !TryCount(words[2], words.Length, out int inputs) || !TryCount(words[3], words.Length, out int outputs)
            || inputs + outputs + 4 > words.Length)
        {
            throw Wrong(file, $"line {line} must hold a type, a name, the numbers of inputs and outputs, and as many blob names");
        }

        Dictionary<int, string[]> parameters = [];
        NcnnLayer layer = new(file, line, words[0], words[1], words[4..(4 + inputs)], words[(4 + inputs)..(4 + inputs + outputs)], parameters);
        foreach (string word in words.AsSpan(4 + inputs + outputs))
        {
            (int key, string[] values) = ReadParameter(word) ?? throw layer.Wrong($"'{word}' is no parameter");
            if (!parameters.TryAdd(key, values)) throw layer.Wrong($"the parameter {key} is given twice");
        }

        return layer;
    }

    /// <summary>A parameter is key=value, or, for an array, (-23300-key)=count,value,value...</summary>
    private static (int Key, string[] Values)? ReadParameter(string word)
    {
        string[] sides = word.Split('=');
        if (sides.Length != 2 || !int.TryParse(sides[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int key)) return null;
        string[] values = sides[1].Split(',');
        if (key is >= 0 and <= LargestKey) return values.Length == 1 ? (key, values) : null;
        if (key is > FirstArrayKey or < FirstArrayKey - LargestKey) return null;
        return TryCount(values[0], values.Length, out int count) && count == values.Length - 1 ? (FirstArrayKey - key, values[1..]) : null;
    }

    private static string[] Words(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static bool TryCount(string word, int most, out int count) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count <= most;

    private static EnlargerException Wrong(string file, string problem) => new(ErrorKind.Model, $"The model file {file} is damaged: {problem}.");
}
