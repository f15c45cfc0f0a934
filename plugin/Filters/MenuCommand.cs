namespace Enlarger.Filters;

/// <summary>A command of an editor's menu Filters > Enlarger, the same in every editor.</summary>
/// <param name="Id">Its name in procedures: lower case, words joined by hyphens.</param>
/// <param name="Label">Its name in the menu, an underscore before the letter that picks it; with an ellipsis if it asks before it works.</param>
/// <param name="FilterId">The filter that it runs.</param>
/// <param name="Fixed">The parameter that the command itself gives a value, and the value; it asks nothing then.</param>
public sealed record MenuCommand(string Id, string Label, string FilterId, (string Id, string Value)? Fixed = null)
{
    /// <summary>Every command, in the order of the menu.</summary>
    public static IReadOnlyList<MenuCommand> All { get; } =
    [
        new("upscale-2x", "Upscale _2x", "upscale", ("scale", "2")),
        new("upscale-4x", "Upscale _4x", "upscale", ("scale", "4")),
        new("upscale", "_Upscale…", "upscale"),
        new("restore-blur", "_Restore blur…", "restore-blur"),
        new("enhance-crop", "_Enhance crop…", "enhance-crop"),
    ];

    /// <summary>Its name as one says it.</summary>
    public string Name => Label.Replace("_", "", StringComparison.Ordinal).TrimEnd('…');

    /// <summary>Whether it asks before it works.</summary>
    public bool HasDialog => Fixed is null;

    /// <summary>The parameters that the user gives. Areas are not among them: the selection is the area.</summary>
    public IEnumerable<FilterParameter> Parameters(IFilter filter) =>
        filter.Parameters.Where(parameter => parameter is not AreaParameter && parameter.Id != Fixed?.Id);

    /// <summary>The values before the user gives any.</summary>
    public FilterSettings Defaults(IFilter filter)
    {
        var settings = new FilterSettings(filter.Parameters);
        return Fixed is { } value ? settings.With(value.Id, value.Value) : settings;
    }
}
