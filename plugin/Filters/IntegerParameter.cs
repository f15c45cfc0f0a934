using System.Globalization;

namespace Enlarger.Filters;

/// <summary>A parameter that takes a whole number, an <see cref="int"/>.</summary>
/// <param name="Id"><inheritdoc cref="FilterParameter"/></param>
/// <param name="Name"><inheritdoc cref="FilterParameter"/></param>
/// <param name="Help"><inheritdoc cref="FilterParameter"/></param>
/// <param name="Minimum">The smallest value.</param>
/// <param name="Maximum">The largest value.</param>
/// <param name="Default">The value a user gets who sets nothing.</param>
/// <param name="Automatic">The value written "auto", which lets the filter choose, if there is one.</param>
public sealed record IntegerParameter(string Id, string Name, string Help, int Minimum, int Maximum, int Default, int? Automatic = null)
    : FilterParameter(Id, Name, Help)
{
    /// <inheritdoc/>
    public override object DefaultValue => Default;

    /// <inheritdoc/>
    public override object Parse(string text)
    {
        if (Automatic is { } automatic && text == "auto") return automatic;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) &&
            (value == Automatic || (value >= Minimum && value <= Maximum)))
        {
            return value;
        }

        throw Wrong(text, $"a whole number from {Minimum} to {Maximum}{(Automatic is null ? "" : ", or auto")}");
    }

    /// <inheritdoc/>
    public override string Format(object value) => (int)value == Automatic ? "auto" : ((int)value).ToString(CultureInfo.InvariantCulture);
}
