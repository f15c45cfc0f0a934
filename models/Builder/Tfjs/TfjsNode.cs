using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;

namespace Enlarger.Models.Builder.Tfjs;

/// <summary>A node of a TensorFlow graph.</summary>
/// <param name="File">The file's name, for messages.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">TensorFlow's operation.</param>
/// <param name="Inputs">The nodes that it reads.</param>
/// <param name="Attributes">Its attributes, as they were written.</param>
internal sealed record TfjsNode(string File, string Name, string Type, IReadOnlyList<string> Inputs, JObject Attributes)
{
    /// <summary>A whole number among the attributes; 0, as in TensorFlow's own files, where it is left out.</summary>
    public long Integer(string attribute) => Attributes[attribute] is { } value ? WholeNumber(value.Field("i") ?? 0, attribute) : 0;

    /// <summary>A list of whole numbers among the attributes; empty if it is left out.</summary>
    public int[] Integers(string attribute) =>
        Attributes[attribute].Field("list").Field("i") is JArray values ? [.. values.Select(value => Size(value, attribute))] : [];

    /// <summary>A flag among the attributes; false if it is left out.</summary>
    public bool Flag(string attribute) => Attributes[attribute].Field("b") is JValue { Value: true };

    /// <summary>A text among the attributes, which is written in base64; empty if it is left out.</summary>
    public string Text(string attribute)
    {
        if (Attributes[attribute].Field("s") is not { } value) return "";
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(value.Text() ?? throw Wrong($"the attribute '{attribute}' is no text")));
        }
        catch (FormatException)
        {
            throw Wrong($"the attribute '{attribute}' is no text");
        }
    }

    /// <summary>The name of a type among the attributes; empty if it is left out.</summary>
    public string NumberType(string attribute) => Attributes[attribute].Field("type").Text() ?? "";

    /// <summary>The error for something in this node that cannot be.</summary>
    public EnlargerException Wrong(string problem) =>
        new(ErrorKind.Model, $"The model file {File} is damaged: in node '{Name}' ({Type}), {problem}.");

    /// <summary>The error for something in this node that is not known here.</summary>
    public EnlargerException Unknown(string problem) =>
        new(ErrorKind.Model, $"The model file {File} cannot be converted: in node '{Name}' ({Type}), {problem}.");

    private int Size(JToken value, string attribute) => WholeNumber(value, attribute) is >= int.MinValue and <= int.MaxValue and var number
        ? (int)number
        : throw Wrong($"the attribute '{attribute}' holds a number that is too large");

    // The format writes 64-bit numbers as texts.
    private long WholeNumber(JToken value, string attribute) => value switch
    {
        JValue { Value: long number } => number,
        JValue { Value: string text } when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => number,
        _ => throw Wrong($"the attribute '{attribute}' is no whole number"),
    };
}
