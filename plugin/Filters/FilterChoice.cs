namespace Enlarger.Filters;

/// <summary>One of the values of a <see cref="ChoiceParameter"/>.</summary>
/// <param name="Id">The value in options and procedures.</param>
/// <param name="Name">Its label in a dialog.</param>
public sealed record FilterChoice(string Id, string Name);
