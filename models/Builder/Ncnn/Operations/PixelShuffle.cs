namespace Enlarger.Models.Builder.Ncnn.Operations;

/// <summary>Groups of channels become blocks of pixels: channel c·f²+y·f+x of a pixel becomes channel c at row y, column x of its block.</summary>
/// <param name="Name"><inheritdoc/></param>
/// <param name="Inputs"><inheritdoc/></param>
/// <param name="Output"><inheritdoc/></param>
/// <param name="Factor">Rows and columns f of a block.</param>
internal sealed record PixelShuffle(string Name, IReadOnlyList<string> Inputs, string Output, int Factor)
    : NcnnOperation(Name, Inputs, Output);
