namespace Enlarger.Filters;

/// <summary>A parameter that takes one of several named values; its value is the id of the choice, a <see cref="string"/>.</summary>
/// <param name="Id"><inheritdoc cref="FilterParameter"/></param>
/// <param name="Name"><inheritdoc cref="FilterParameter"/></param>
/// <param name="Help"><inheritdoc cref="FilterParameter"/></param>
/// <param name="Choices">The values, the default first.</param>
/// <param name="IsOpen">Whether other values are allowed too and judged by the filter (a device number, for example).</param>
public sealed record ChoiceParameter(string Id, string Name, string Help, IReadOnlyList<FilterChoice> Choices, bool IsOpen = false)
    : FilterParameter(Id, Name, Help)
{
    /// <inheritdoc/>
    public override object DefaultValue => Choices[0].Id;

    /// <inheritdoc/>
    public override object Parse(string text) =>
        IsOpen || Choices.Any(choice => choice.Id == text) ? text : throw Wrong(text, string.Join(", ", Choices.Select(choice => choice.Id)));

    /// <inheritdoc/>
    public override string Format(object value) => (string)value;
}
