using Enlarger.Filters;

namespace Enlarger.Gimp2.Menu;

/// <summary>A command of the menu, which is a procedure for scripts too.</summary>
/// <param name="Procedure">The procedure's name.</param>
/// <param name="Label">Its name in the menu, with the mnemonic.</param>
/// <param name="FilterId">The filter that it runs.</param>
/// <param name="Fixed">The parameter that the command itself gives a value, and the value; it has no dialog, since nothing is left to ask.</param>
internal sealed record MenuCommand(string Procedure, string Label, string FilterId, (string Id, string Value)? Fixed = null)
{
    private const string Prefix = "plug-in-enlarger-";

    /// <summary>Every command.</summary>
    public static IReadOnlyList<MenuCommand> All { get; } =
    [
        new($"{Prefix}upscale-2x", "Upscale _2x", "upscale", ("scale", "2")),
        new($"{Prefix}upscale-4x", "Upscale _4x", "upscale", ("scale", "4")),
        new($"{Prefix}upscale", "_Upscale…", "upscale"),
        new($"{Prefix}restore-blur", "_Restore blur…", "restore-blur"),
        new($"{Prefix}enhance-crop", "_Enhance crop…", "enhance-crop"),
    ];

    /// <summary>Whether it asks before it works.</summary>
    public bool HasDialog => Fixed is null;

    /// <summary>Where a result goes unless the user says otherwise.</summary>
    public static Target UsualTarget(IFilter filter) => new FilterScope(filter).IsCrop ? Target.NewImage : Target.InPlace;

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
