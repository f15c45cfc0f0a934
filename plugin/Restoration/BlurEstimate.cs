namespace Enlarger.Restoration;

/// <summary>What was found out about a picture's blur.</summary>
/// <param name="Kernel">The blur; <see cref="BlurKind.None"/> where there is none that could be told.</param>
/// <param name="Confidence">0..1.</param>
/// <param name="Noise">Standard deviation of the noise in luma, 0..1.</param>
internal readonly record struct BlurEstimate(BlurKernel Kernel, float Confidence, float Noise);
