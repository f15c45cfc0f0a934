namespace Enlarger.Models.Builder.Ncnn.Operations;

/// <summary>A ReLU with a slope below zero for each channel.</summary>
/// <param name="Name"><inheritdoc/></param>
/// <param name="Inputs"><inheritdoc/></param>
/// <param name="Output"><inheritdoc/></param>
/// <param name="Slopes">A slope for each channel.</param>
internal sealed record ParametricRelu(string Name, IReadOnlyList<string> Inputs, string Output, float[] Slopes)
    : NcnnOperation(Name, Inputs, Output);
