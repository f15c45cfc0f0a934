using Enlarger.Imaging;

namespace Enlarger.Filters;

/// <summary>A value for each parameter of a filter; what is not set has its declared default. Immutable.</summary>
public sealed class FilterSettings
{
    private readonly Dictionary<string, FilterParameter> _parameters;
    private readonly Dictionary<string, object> _values;

    /// <summary>The defaults of a filter's parameters.</summary>
    public FilterSettings(IEnumerable<FilterParameter> parameters)
    {
        _parameters = parameters.ToDictionary(parameter => parameter.Id);
        _values = _parameters.ToDictionary(pair => pair.Key, pair => pair.Value.DefaultValue);
    }

    private FilterSettings(FilterSettings other, string id, object value)
    {
        _parameters = other._parameters;
        _values = new Dictionary<string, object>(other._values) { [id] = value };
    }

    /// <summary>These settings with one value changed.</summary>
    /// <param name="id">The parameter's id.</param>
    /// <param name="text">The value as a user writes it.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: the filter has no such parameter, or it has no such value.</exception>
    public FilterSettings With(string id, string text) => _parameters.TryGetValue(id, out FilterParameter? parameter)
        ? new FilterSettings(this, id, parameter.Parse(text))
        : throw new EnlargerException(ErrorKind.Usage, $"There is no parameter '{id}': use {string.Join(", ", _parameters.Keys)}.");

    /// <summary>The value of a <see cref="ChoiceParameter"/>.</summary>
    public string Choice(string id) => (string)_values[id];

    /// <summary>The value of an <see cref="IntegerParameter"/>.</summary>
    public int Integer(string id) => (int)_values[id];

    /// <summary>The value of a <see cref="SwitchParameter"/>.</summary>
    public bool Switch(string id) => (bool)_values[id];

    /// <summary>The value of an <see cref="AreaParameter"/>; null for the whole picture.</summary>
    public PixelArea? Area(string id) => (PixelArea)_values[id] is { Width: > 0 } area ? area : null;

    /// <summary>The value of any parameter, as a user writes it.</summary>
    public string Text(string id) => _parameters[id].Format(_values[id]);
}
