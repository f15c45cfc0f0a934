namespace Enlarger.Filters;

/// <summary>A parameter that is on or off, a <see cref="bool"/>.</summary>
/// <param name="Id"><inheritdoc cref="FilterParameter"/></param>
/// <param name="Name"><inheritdoc cref="FilterParameter"/></param>
/// <param name="Help"><inheritdoc cref="FilterParameter"/></param>
/// <param name="Default">The value a user gets who sets nothing.</param>
public sealed record SwitchParameter(string Id, string Name, string Help, bool Default) : FilterParameter(Id, Name, Help)
{
    /// <inheritdoc/>
    public override object DefaultValue => Default;

    /// <inheritdoc/>
    public override object Parse(string text) => text switch
    {
        "on" or "true" => true,
        "off" or "false" => false,
        _ => throw Wrong(text, "on or off"),
    };

    /// <inheritdoc/>
    public override string Format(object value) => (bool)value ? "on" : "off";
}
