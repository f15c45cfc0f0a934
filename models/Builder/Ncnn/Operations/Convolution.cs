namespace Enlarger.Models.Builder.Ncnn.Operations;

/// <summary>A convolution that keeps the size: stride 1, padded with zeros by half its kernel.</summary>
/// <param name="Name"><inheritdoc/></param>
/// <param name="Inputs"><inheritdoc/></param>
/// <param name="Output"><inheritdoc/></param>
/// <param name="OutputChannels">The channels it makes.</param>
/// <param name="InputChannels">The channels it reads.</param>
/// <param name="Kernel">Rows and columns of its kernel, odd.</param>
/// <param name="Weights">Output channel, input channel, row, column.</param>
/// <param name="Bias">A value for each output channel, or null.</param>
/// <param name="NegativeSlope">The slope below zero of the leaky ReLU that follows, or null for none.</param>
internal sealed record Convolution(
    string Name,
    IReadOnlyList<string> Inputs,
    string Output,
    int OutputChannels,
    int InputChannels,
    int Kernel,
    float[] Weights,
    float[]? Bias,
    float? NegativeSlope)
    : NcnnOperation(Name, Inputs, Output);
