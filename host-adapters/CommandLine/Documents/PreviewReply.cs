namespace Enlarger.CommandLine.Documents;

/// <summary>News of a preview. The pixels of each view that it names follow: rgb8, of the size that it tells.</summary>
/// <param name="Sizes">What the command would make how large; null where it would be refused.</param>
/// <param name="Problem">Why it would be refused.</param>
/// <param name="Error">Why there is nothing to be seen.</param>
/// <param name="Progress">The finished part of the picture to come, 0..1; null where none is under way.</param>
/// <param name="View">The width and height of a view: those of the request that it answers, while newer ones may be on their way.</param>
/// <param name="Views">The views that have changed: before, after.</param>
internal sealed record PreviewReply(string? Sizes, string? Problem, string? Error, double? Progress, int[] View, IReadOnlyList<string> Views);
