namespace Enlarger.Models.Builder.Adding;

/// <summary>What an ONNX file says about the picture it takes.</summary>
/// <param name="Input">The input's name.</param>
/// <param name="Output">The output's name.</param>
/// <param name="InputShape">The sizes of the input's four axes; null for one that is free.</param>
/// <param name="IsHalf">Whether the input has half precision.</param>
/// <param name="Labels">What it says about itself.</param>
internal sealed record OnnxSignature(string Input, string Output, IReadOnlyList<long?> InputShape, bool IsHalf, OnnxLabels Labels);
