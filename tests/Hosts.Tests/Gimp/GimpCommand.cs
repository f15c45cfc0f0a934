using System.Globalization;
using Enlarger.Filters;

namespace Enlarger.Tests.Gimp;

/// <summary>A command of Enlarger's in GIMP, called as a script calls it: the arguments are what the filter declares.</summary>
/// <param name="Name">The name after "plug-in-enlarger-".</param>
/// <param name="FilterId">The filter that it runs.</param>
/// <param name="Scale">The scale, if the command itself says it.</param>
internal sealed record GimpCommand(string Name, string FilterId, string? Scale = null)
{
    /// <summary>Upscale 2x.</summary>
    public static GimpCommand Upscale2x { get; } = new("upscale-2x", "upscale", "2");

    /// <summary>Upscale 4x.</summary>
    public static GimpCommand Upscale4x { get; } = new("upscale-4x", "upscale", "4");

    /// <summary>Upscale with a choice of the scale.</summary>
    public static GimpCommand Upscale { get; } = new("upscale", "upscale");

    /// <summary>Restore blur.</summary>
    public static GimpCommand RestoreBlur { get; } = new("restore-blur", "restore-blur");

    /// <summary>Enhance crop.</summary>
    public static GimpCommand EnhanceCrop { get; } = new("enhance-crop", "enhance-crop");

    /// <summary>Its procedure.</summary>
    public string Procedure => "plug-in-enlarger-" + Name;

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The settings that it has where a script gives these values.</summary>
    public FilterSettings Settings(params (string Id, string Value)[] values)
    {
        (string Id, string Value)[] all = Scale is null ? values : [.. values, ("scale", Scale)];
        return all.Aggregate(new FilterSettings(Core.Filter(FilterId).Parameters), (settings, value) => settings.With(value.Id, value.Value));
    }

    /// <summary>The script that calls it.</summary>
    public string Call(int image, int drawable, bool isNew, FilterSettings settings) =>
        Call(Core.Filter(FilterId), image.ToString(CultureInfo.InvariantCulture), drawable.ToString(CultureInfo.InvariantCulture), isNew, settings);

    /// <summary>The script that calls it with what the variables of a script hold.</summary>
    public string Call(IFilter filter, string image, string drawable, bool isNew, FilterSettings settings)
    {
        IEnumerable<string> values = filter.Parameters.Where(parameter => parameter is not AreaParameter && (parameter.Id != "scale" || Scale is null)).Select(parameter => parameter switch
        {
            ChoiceParameter => GimpSession.Quote(settings.Choice(parameter.Id)),
            SwitchParameter => settings.Switch(parameter.Id) ? "TRUE" : "FALSE",
            _ => settings.Integer(parameter.Id).ToString(CultureInfo.InvariantCulture),
        });
        return $"({Procedure} RUN-NONINTERACTIVE {image} {drawable} {(isNew ? 1 : 0)} {string.Join(' ', values)})";
    }
}
