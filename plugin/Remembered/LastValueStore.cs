using Enlarger.Filters;
using Enlarger.Json;

namespace Enlarger.Remembered;

/// <summary>
/// Remembers the values that a user last ran each filter with: on this machine, for all hosts together, in a file for each filter. It is
/// there for convenience and never in the way:
/// <list type="bullet">
/// <item>A dialog always opens. A value that its parameter no longer takes gives the parameter's default, one of a parameter that no longer
/// exists is left out, and a file that is damaged or cannot be read gives all defaults, all without a word.</item>
/// <item>A command never fails for it. What cannot be written, as on a full disk or in a home that is read-only, is not remembered, and the
/// file stays as it was.</item>
/// </list>
/// </summary>
/// <param name="folder">The folder; it need not exist.</param>
public sealed class LastValueStore(string folder)
{
    /// <summary>The environment variable that overrides <see cref="DefaultFolder"/>.</summary>
    public const string FolderVariable = "ENLARGER_SETTINGS";

    /// <summary>Where values are remembered unless told otherwise: in the user's folder for application data that stays on this machine.</summary>
    public static string DefaultFolder => UserFolder.Of(FolderVariable, "settings");

    /// <summary>The values last used with a filter; where nothing is remembered, the defaults and nothing of the host.</summary>
    public LastValues Load(IFilter filter)
    {
        var settings = new FilterSettings(filter.Parameters);
        if (FileOf(filter).Read() is not { } remembered) return new LastValues(settings, new Dictionary<string, string>());
        foreach (FilterParameter parameter in Rememberable(filter))
        {
            if (remembered.Parameters.FirstOrDefault(value => value.Name == parameter.Id) is { } value) settings = With(settings, value);
        }

        return new LastValues(settings, Values(remembered.Host));
    }

    /// <summary>Remembers the values that a filter was run with.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="settings">The values of its parameters.</param>
    /// <param name="hostValues">What the host's dialog asked beside them; what another host remembered under other names stays.</param>
    public void Save(IFilter filter, FilterSettings settings, IReadOnlyDictionary<string, string>? hostValues = null)
    {
        MemoryFile<RememberedValues> file = FileOf(filter);
        Dictionary<string, string> host = Values(file.Read()?.Host ?? []);
        foreach ((string name, string value) in hostValues ?? new Dictionary<string, string>()) host[name] = value;
        file.Write(new RememberedValues(
            [.. Rememberable(filter).Select(parameter => new RememberedValue(parameter.Id, settings.Text(parameter.Id)))],
            [.. host.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new RememberedValue(pair.Key, pair.Value))]));
    }

    private MemoryFile<RememberedValues> FileOf(IFilter filter) => new(Path.Combine(folder, $"{filter.Id}.json"));

    private static IEnumerable<FilterParameter> Rememberable(IFilter filter) => filter.Parameters.Where(parameter => parameter is not AreaParameter);

    private static Dictionary<string, string> Values(IEnumerable<RememberedValue> values) =>
        values.GroupBy(value => value.Name).ToDictionary(group => group.Key, group => group.First().Value);

    private static FilterSettings With(FilterSettings settings, RememberedValue value)
    {
        try
        {
            return settings.With(value.Name, value.Value);
        }
        catch (EnlargerException)
        {
            // A generator that was removed, a range that has become narrower.
            return settings;
        }
    }
}
