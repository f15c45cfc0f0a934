namespace Enlarger.Models.Builder.Tfjs.Expressions;

/// <summary>What an operation makes of its inputs.</summary>
/// <param name="type">The operation: ONNX's, or <see cref="Contraction"/>.</param>
/// <param name="shape">The size of the result's axes.</param>
/// <param name="inputs">What it reads.</param>
/// <param name="attributes">ONNX's attributes by name, each a long, float, string or array of long.</param>
internal sealed class Operation(string type, int[] shape, Expression[] inputs, params (string Name, object Value)[] attributes) : Expression(shape)
{
    /// <summary>
    /// The one operation that ONNX does not have: an axis (its attribute "axis") of the first input is multiplied by a matrix of old by
    /// new size, wherever that axis is.
    /// </summary>
    public const string Contraction = "Contraction";

    /// <summary>The operation: ONNX's, or <see cref="Contraction"/>.</summary>
    public string Type => type;

    /// <summary>What it reads.</summary>
    public IReadOnlyList<Expression> Inputs => inputs;

    /// <summary>ONNX's attributes by name, each a long, float, string or array of long.</summary>
    public IReadOnlyList<(string Name, object Value)> Attributes => attributes;

    /// <summary>An attribute that is there.</summary>
    public T Attribute<T>(string name) => (T)Attributes.Single(attribute => attribute.Name == name).Value;
}
