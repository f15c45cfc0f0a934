using System.Globalization;
using Enlarger.CommandLine.Printing;
using Enlarger.CommandLine.Vips;
using Enlarger.Filters;
using Enlarger.Imaging;

namespace Enlarger.CommandLine.Batches;

/// <summary>What is done with every picture of a run.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="Settings">Its parameters.</param>
/// <param name="Reading">How pictures are read.</param>
/// <param name="Writing">How results are written.</param>
/// <param name="Format">The format of the results, or null for that of each picture.</param>
/// <param name="PrintSize">The size on paper that chooses the scale, or null.</param>
internal sealed record Recipe(IFilter Filter, FilterSettings Settings, ReadOptions Reading, WriteOptions Writing, PictureFormat? Format, PrintSize? PrintSize)
{
    /// <summary>The parameter that says how many times a picture is enlarged.</summary>
    public const string ScaleParameter = "scale";

    // They decide how fast a result comes, not what it is.
    private static readonly string[] WithoutEffect = ["device", "tile"];

    // The smallest area, which every picture has.
    private static readonly PixelArea FirstPixel = new(0, 0, 1, 1);

    /// <summary>The enlargements of which one is left to the user, the smallest first; empty if the filter has no such parameter, or chooses itself.</summary>
    public IReadOnlyList<int> Scales { get; } = ScalesOf(Filter);

    /// <summary>The suffixes that a result can have: several if each picture chooses its scale.</summary>
    public IReadOnlyList<string> Suffixes => PrintSize is null ? [Suffix(Settings)] : [.. Scales.Select(scale => Suffix(At(scale)))];

    /// <summary>The suffixes that results of the filter have, whatever its scale and whether they are the whole of their pictures.</summary>
    public IReadOnlyList<string> AllSuffixes => [.. Filter.Parameters.Aggregate<FilterParameter, IEnumerable<FilterSettings>>([Settings], WithAnyValue).Select(Suffix).Distinct()];

    /// <summary>The settings for a picture of a single pixel, which is the area wherever one is asked for.</summary>
    public FilterSettings ForOnePixel => Areas.Aggregate(Settings, (settings, parameter) => settings.With(parameter.Id, parameter.Format(FirstPixel)));

    /// <summary>
    /// Everything that matters to the pixels and bytes of a result, as a text that is equal for equal recipes. An option that is added to
    /// <see cref="ReadOptions"/> or <see cref="WriteOptions"/> takes part by itself; one without effect on the result is neutralised here.
    /// </summary>
    public string Fingerprint => string.Join(' ',
    [
        Filter.Id,
        .. Filter.Parameters.Where(parameter => !WithoutEffect.Contains(parameter.Id)).Select(parameter => $"{parameter.Id}={Settings.Text(parameter.Id)}"),
        .. PrintSize is null ? [Identity(Settings)] : Scales.Select(scale => Identity(At(scale))),
        $"format={Format?.Id ?? "same"}",
        $"print-size={PrintSize?.ToString() ?? "none"}",
        $"{Reading with { MaxMegapixels = 0, MaxSpillGigabytes = 0 }}",
        $"{Writing with { Overwrite = false }}",
    ]);

    /// <summary>The enlargements of which one is left to the user, the smallest first: none where the filter offers to choose itself, as by "auto".</summary>
    public static IReadOnlyList<int> ScalesOf(IFilter filter)
    {
        int[] scales =
        [
            .. filter.Parameters.OfType<ChoiceParameter>().Where(parameter => parameter.Id == ScaleParameter).SelectMany(parameter => parameter.Choices)
                .Select(choice => int.TryParse(choice.Id, NumberStyles.None, CultureInfo.InvariantCulture, out int scale) ? scale : 0),
        ];
        return scales.Contains(0) ? [] : [.. scales.Where(scale => scale > 1).Order()];
    }

    /// <summary>Whether the result is only a part of such a picture.</summary>
    public bool TakesPartOf(PixelSize picture) => Areas.Any(parameter => Settings.Area(parameter.Id) is { } area && (area.Width, area.Height) != (picture.Width, picture.Height));

    /// <summary>The settings with that scale.</summary>
    public FilterSettings At(int scale) => Settings.With(ScaleParameter, scale.ToString(CultureInfo.InvariantCulture));

    // The areas asked for.
    private IEnumerable<AreaParameter> Areas => Filter.Parameters.OfType<AreaParameter>().Where(parameter => Settings.Area(parameter.Id) is not null);

    // With each value of a parameter that names of results tell.
    private static IEnumerable<FilterSettings> WithAnyValue(IEnumerable<FilterSettings> all, FilterParameter parameter)
    {
        string[] values = parameter switch
        {
            ChoiceParameter { Id: ScaleParameter } scale => [.. scale.Choices.Select(choice => choice.Id)],
            AreaParameter { IsRequired: false } area => [area.Format(area.DefaultValue), area.Format(FirstPixel)],
            _ => [],
        };
        return values is [] ? all : all.SelectMany(settings => values.Select(value => settings.With(parameter.Id, value)));
    }

    // Settings that cannot be run have no results to tell apart; the run itself says what is wrong.
    private string Identity(FilterSettings settings)
    {
        try
        {
            return Filter.ResultIdentity(settings);
        }
        catch (EnlargerException)
        {
            return "none";
        }
    }

    /// <summary>What a result's name gets.</summary>
    public string Suffix(FilterSettings settings) => $"-{Filter.ResultSuffix(settings)}";
}
