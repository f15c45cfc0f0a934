namespace Enlarger.Models.Builder.Ncnn.Operations;

/// <summary>The sum of its inputs, each times a factor.</summary>
/// <param name="Name"><inheritdoc/></param>
/// <param name="Inputs"><inheritdoc/></param>
/// <param name="Output"><inheritdoc/></param>
/// <param name="Factors">A factor for each input.</param>
internal sealed record WeightedSum(string Name, IReadOnlyList<string> Inputs, string Output, float[] Factors)
    : NcnnOperation(Name, Inputs, Output);
