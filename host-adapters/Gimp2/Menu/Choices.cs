using Enlarger.Filters;

namespace Enlarger.Gimp2.Menu;

/// <summary>What the user or a script wants of a command.</summary>
/// <param name="Target">Where the result goes.</param>
/// <param name="Settings">The values of the filter's parameters.</param>
internal sealed record Choices(Target Target, FilterSettings Settings);
