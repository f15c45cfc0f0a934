using Enlarger.Filters;

namespace Enlarger.Remembered;

/// <summary>The values that a user last ran a filter with.</summary>
/// <param name="Settings">The values of the filter's parameters, but areas, which belong to one picture.</param>
/// <param name="HostValues">What the host's dialog asks beside them, under names of the host's own, such as output: new-image.</param>
public sealed record LastValues(FilterSettings Settings, IReadOnlyDictionary<string, string> HostValues);
