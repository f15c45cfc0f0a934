namespace Enlarger.Models.Builder.Ncnn.Operations;

/// <summary>A step of a network. Split layers are none: what reads a copy reads the original.</summary>
/// <param name="Name">The layer's name, unique in a network.</param>
/// <param name="Inputs">The blobs it reads.</param>
/// <param name="Output">The blob it makes.</param>
internal abstract record NcnnOperation(string Name, IReadOnlyList<string> Inputs, string Output);
