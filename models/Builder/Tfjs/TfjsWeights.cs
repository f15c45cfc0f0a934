using System.Buffers.Binary;
using Enlarger.Models.Builder.Tfjs.Expressions;
using Newtonsoft.Json.Linq;

namespace Enlarger.Models.Builder.Tfjs;

/// <summary>Reads the weights of a group: its shards joined, little-endian, one tensor after another.</summary>
/// <param name="content">The shards, joined.</param>
/// <param name="file">The name of the file that describes them, for messages.</param>
internal sealed class TfjsWeights(ReadOnlyMemory<byte> content, string file)
{
    private int _position;

    /// <summary>Reads a tensor.</summary>
    /// <param name="entry">Its entry in the manifest: name, shape, dtype and, where it is stored more coarsely, quantization.</param>
    public (string Name, Constant Value) Read(JToken entry)
    {
        string name = entry.Field("name").Text() ?? throw Wrong("a weight has no name");
        string type = entry.Field("dtype").Text() ?? "";
        int[] shape = [.. (entry.Field("shape") as JArray ?? throw Wrong($"the weight '{name}' has no shape")).Select(size => Size(size, name))];

        // An axis without numbers must not hide others that no arithmetic can hold.
        bool isHiding = shape.Contains(0) && ShapeLimits.Product(shape.Select(size => Math.Max(1L, size))) > int.MaxValue;
        if (isHiding || shape.Length > ShapeLimits.MostAxes) throw Wrong($"the weight '{name}' has an impossible shape");
        JToken? quantization = entry.Field("quantization");
        string stored = quantization.Field("dtype").Text() ?? type;
        int bytes = stored switch
        {
            "float32" or "int32" => 4,
            "float16" or "uint16" => 2,
            "uint8" or "bool" => 1,
            _ => throw new EnlargerException(
                ErrorKind.Model, $"The model file {file} cannot be converted: the weight '{name}' is stored as '{stored}', which is unknown here."),
        };

        double[] values = Read(name, shape, bytes, stored);
        if (stored is "uint8" or "uint16" && quantization is not null)
        {
            double scale = Number(quantization.Field("scale"), name);
            double minimum = Number(quantization.Field("min"), name);
            for (int index = 0; index < values.Length; index++) values[index] = (values[index] * scale) + minimum;
        }

        NumberKind kind = type switch
        {
            "float32" or "float16" => NumberKind.Single,
            "int32" or "uint8" or "uint16" => NumberKind.Integer,
            "bool" => NumberKind.Boolean,
            _ => throw Wrong($"the weight '{name}' is of the type '{type}'"),
        };
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = kind == NumberKind.Single ? (float)values[index] : Math.Round(values[index], MidpointRounding.AwayFromZero);
        }

        // A weight that is infinite or no number at all would spread over the whole picture.
        return kind != NumberKind.Single || Array.TrueForAll(values, double.IsFinite)
            ? (name, new Constant(kind, shape, values, isTrained: true))
            : throw Wrong($"the weight '{name}' holds an infinite value or none at all");
    }

    /// <summary>Makes sure that everything was read.</summary>
    public void DemandEnd()
    {
        if (_position != content.Length) throw Wrong($"{content.Length - _position} bytes of weights are left over after the last one");
    }

    private double[] Read(string name, int[] shape, int bytes, string stored)
    {
        // The size is checked before anything is allocated, so that a wrong shape cannot ask for more memory than there are weights.
        long count = 1;
        foreach (int size in shape) count = size == 0 ? 0 : count > content.Length / size ? long.MaxValue / size : count * size;
        if (count > (content.Length - _position) / bytes)
        {
            string sizes = string.Join(", ", shape);
            throw Wrong($"its weights end too early: '{name}' of the shape [{sizes}] needs more than the {content.Length - _position} bytes left");
        }

        ReadOnlySpan<byte> span = content.Span.Slice(_position, (int)count * bytes);
        _position += span.Length;
        double[] values = new double[count];
        for (int index = 0; index < values.Length; index++)
        {
            ReadOnlySpan<byte> number = span.Slice(index * bytes, bytes);
            values[index] = stored switch
            {
                "float32" => BinaryPrimitives.ReadSingleLittleEndian(number),
                "int32" => BinaryPrimitives.ReadInt32LittleEndian(number),
                "float16" => (double)BinaryPrimitives.ReadHalfLittleEndian(number),
                "uint16" => BinaryPrimitives.ReadUInt16LittleEndian(number),
                _ => number[0],
            };
        }

        return values;
    }

    private int Size(JToken size, string name) =>
        size is JValue { Value: long number and >= 0 and <= int.MaxValue } ? (int)number : throw Wrong($"the weight '{name}' has an impossible shape");

    private double Number(JToken? value, string name) => value switch
    {
        JValue { Value: long number } => number,
        JValue { Value: double number } => number,
        _ => throw Wrong($"the weight '{name}' lacks its scale or minimum"),
    };

    private EnlargerException Wrong(string problem) => new(ErrorKind.Model, $"The model file {file} is damaged: {problem}.");
}
