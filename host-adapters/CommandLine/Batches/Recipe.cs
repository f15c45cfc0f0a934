using System.Globalization;
using Enlarger.CommandLine.Printing;
using Enlarger.CommandLine.Vips;
using Enlarger.Filters;

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

    /// <summary>The enlargements that the filter offers, the smallest first; empty if it has no such parameter.</summary>
    public IReadOnlyList<int> Scales { get; } = ScalesOf(Filter);

    /// <summary>The suffixes that a result can have: several if each picture chooses its scale.</summary>
    public IReadOnlyList<string> Suffixes => PrintSize is null ? [Suffix(Settings)] : [.. Scales.Select(scale => Suffix(At(scale)))];

    /// <summary>The suffixes that results of the filter have, whatever its scale.</summary>
    public IReadOnlyList<string> AllSuffixes => [Suffix(Settings), .. Scales.Select(scale => Suffix(At(scale)))];

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

    /// <summary>The enlargements that a filter offers, the smallest first.</summary>
    public static IReadOnlyList<int> ScalesOf(IFilter filter) =>
    [
        .. filter.Parameters.OfType<ChoiceParameter>().Where(parameter => parameter.Id == ScaleParameter).SelectMany(parameter => parameter.Choices)
            .Select(choice => int.TryParse(choice.Id, NumberStyles.None, CultureInfo.InvariantCulture, out int scale) ? scale : 0).Where(scale => scale > 1).Order(),
    ];

    /// <summary>The settings with that scale.</summary>
    public FilterSettings At(int scale) => Settings.With(ScaleParameter, scale.ToString(CultureInfo.InvariantCulture));

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
