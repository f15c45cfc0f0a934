using System.CommandLine;
using Enlarger.Filters;

namespace Enlarger.CommandLine.Commands;

/// <summary>The options of a command that are a filter's declared parameters.</summary>
internal sealed class FilterOptions
{
    private readonly IFilter _filter;
    private readonly Dictionary<string, Option<string>> _options;

    /// <summary>Makes the options and adds them to a command.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="command">The command.</param>
    /// <param name="takesAreas">Whether areas are options; where they are not, the document's selection is the area.</param>
    public FilterOptions(IFilter filter, Command command, bool takesAreas = true)
    {
        _filter = filter;
        _options = filter.Parameters.Where(parameter => takesAreas || parameter is not AreaParameter).ToDictionary(parameter => parameter.Id, NewOption);
        foreach (Option<string> option in _options.Values) command.Add(option);
    }

    /// <summary>The settings that a command line asks for.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: a parameter has no such value.</exception>
    public FilterSettings Read(ParseResult parsed)
    {
        var settings = new FilterSettings(_filter.Parameters);
        foreach ((string id, Option<string> option) in _options)
        {
            if (parsed.GetValue(option) is { } text) settings = settings.With(id, text);
        }

        return settings;
    }

    /// <summary>Whether a command line names a value for a parameter.</summary>
    public bool IsGiven(ParseResult parsed, string id) => _options.TryGetValue(id, out Option<string>? option) && parsed.GetValue(option) is not null;

    /// <summary>Whether the filter cannot run without a value for a parameter.</summary>
    public static bool IsRequired(FilterParameter parameter) => parameter is AreaParameter { IsRequired: true };

    /// <summary>What a parameter does, and its value where none is given.</summary>
    public static string Describe(FilterParameter parameter) => IsRequired(parameter) ? parameter.Help : $"{parameter.Help} [default: {parameter.Format(parameter.DefaultValue)}]";

    private static Option<string> NewOption(FilterParameter parameter)
    {
        string[] words = parameter switch
        {
            ChoiceParameter choice => [.. choice.Choices.Select(value => value.Id)],
            SwitchParameter => SwitchSyntax.Values,
            _ => [],
        };
        var option = new Option<string>("--" + parameter.Id)
        {
            Description = Describe(parameter),
            Required = IsRequired(parameter),
            HelpName = parameter switch
            {
                ChoiceParameter { IsOpen: true } => string.Join('|', words) + "|...",
                IntegerParameter number => $"{number.Minimum}..{number.Maximum}{(number.Automatic is null ? "" : "|auto")}",
                AreaParameter => "X,Y,W,H",
                _ => string.Join('|', words),
            },
            Arity = ArgumentArity.ExactlyOne,
        };
        option.CompletionSources.Add(words);
        return option;
    }
}
