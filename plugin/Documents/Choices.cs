using Enlarger.Filters;

namespace Enlarger.Documents;

/// <summary>What the user or a script wants of a filter.</summary>
/// <param name="Output">Where the result goes.</param>
/// <param name="Settings">The values of the filter's parameters.</param>
public sealed record Choices(DocumentOutput Output, FilterSettings Settings);
