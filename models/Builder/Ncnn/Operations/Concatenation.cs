namespace Enlarger.Models.Builder.Ncnn.Operations;

/// <summary>The channels of its inputs, one after another.</summary>
/// <param name="Name"><inheritdoc/></param>
/// <param name="Inputs"><inheritdoc/></param>
/// <param name="Output"><inheritdoc/></param>
internal sealed record Concatenation(string Name, IReadOnlyList<string> Inputs, string Output)
    : NcnnOperation(Name, Inputs, Output);
