namespace Enlarger.Models.Builder.Ncnn.Operations;

/// <summary>Every pixel repeated along both axes.</summary>
/// <param name="Name"><inheritdoc/></param>
/// <param name="Inputs"><inheritdoc/></param>
/// <param name="Output"><inheritdoc/></param>
/// <param name="Factor">How often along each axis.</param>
internal sealed record NearestEnlargement(string Name, IReadOnlyList<string> Inputs, string Output, int Factor)
    : NcnnOperation(Name, Inputs, Output);
