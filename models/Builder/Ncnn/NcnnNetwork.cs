using Enlarger.Models.Builder.Ncnn.Operations;

namespace Enlarger.Models.Builder.Ncnn;

/// <summary>A network that makes an RGB picture out of an RGB picture, checked: every operation has the channels it needs.</summary>
/// <param name="Input">The blob that holds the picture.</param>
/// <param name="Output">The blob that holds the result.</param>
/// <param name="Scale">Output pixels per input pixel along each axis, 1 to 8.</param>
/// <param name="Operations">What is done, in order.</param>
internal sealed record NcnnNetwork(string Input, string Output, int Scale, IReadOnlyList<NcnnOperation> Operations);
