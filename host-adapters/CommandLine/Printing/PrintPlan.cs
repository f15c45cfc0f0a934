namespace Enlarger.CommandLine.Printing;

/// <summary>How a picture comes to a size on paper.</summary>
/// <param name="Scale">The enlargement, or null if the picture has pixels enough as it is.</param>
/// <param name="Sentence">What that means, in words; without a scale, what follows the picture's name.</param>
internal sealed record PrintPlan(int? Scale, string Sentence);
