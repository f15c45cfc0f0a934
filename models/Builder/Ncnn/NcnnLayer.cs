using System.Globalization;

namespace Enlarger.Models.Builder.Ncnn;

/// <summary>A line of a .param file.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line's number, from 1.</param>
/// <param name="Type">The layer's type.</param>
/// <param name="Name">The layer's name.</param>
/// <param name="Inputs">The blobs it takes.</param>
/// <param name="Outputs">The blobs it makes.</param>
/// <param name="Parameters">Its numbered parameters as written; a single value is an array of one.</param>
internal sealed record NcnnLayer(
    string File, int Line, string Type, string Name, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<int, string[]> Parameters)
{
    /// <summary>A whole parameter.</summary>
    /// <exception cref="EnlargerException">It is missing without a default, no whole number, or out of its range.</exception>
    public int Integer(int key, int minimum, int maximum, int? standard = null)
    {
        if (!Parameters.TryGetValue(key, out string[]? values)) return standard ?? throw Wrong($"the parameter {key} is missing");
        return values.Length == 1 && int.TryParse(values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            && value >= minimum && value <= maximum
            ? value
            : throw Wrong($"the parameter {key} must be a whole number from {minimum} to {maximum}, not '{string.Join(',', values)}'");
    }

    /// <summary>A parameter that is an array of numbers; null if it is not there.</summary>
    /// <exception cref="EnlargerException">A value is no finite number, or there are not as many as there should be.</exception>
    public float[]? Numbers(int key, int count)
    {
        if (!Parameters.TryGetValue(key, out string[]? values)) return null;
        if (values.Length != count) throw Wrong($"the parameter {key} must hold {count} values, not {values.Length}");
        return Array.ConvertAll(values, text => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)
            ? value
            : throw Wrong($"the parameter {key} must be a number, not '{text}'"));
    }

    /// <summary>Makes sure that there are no other parameters than those understood here, since an overlooked one would change the picture.</summary>
    public void DemandOnly(params ReadOnlySpan<int> keys)
    {
        foreach (int key in Parameters.Keys)
        {
            if (!keys.Contains(key)) throw Wrong($"the parameter {key} is unknown here");
        }
    }

    /// <summary>Makes sure that the layer has so many inputs and outputs.</summary>
    public void DemandBlobs(int inputs, int outputs)
    {
        if (Inputs.Count != inputs || Outputs.Count != outputs)
        {
            throw Wrong($"it must have {inputs} inputs and {outputs} outputs, not {Inputs.Count} and {Outputs.Count}");
        }
    }

    /// <summary>The error for something wrong with this layer.</summary>
    public EnlargerException Wrong(string problem) =>
        new(ErrorKind.Model, $"The model file {File} is damaged: in line {Line}, layer '{Name}' ({Type}), {problem}.");
}
