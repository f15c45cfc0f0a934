using System.CommandLine;
using Enlarger.Documents;
using Enlarger.Filters;
using Enlarger.Imaging;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Enlarger.CommandLine.Commands;

/// <summary>Lists the filters and their parameters; as JSON, with everything that a dialog is made from.</summary>
internal sealed class FiltersCommand : Command
{
    private readonly CommandContext _context;
    private readonly Option<bool> _json = new("--json") { Description = "Print everything that a dialog is made from, as JSON." };

    /// <summary>The command.</summary>
    public FiltersCommand(CommandContext context)
        : base("filters", "Lists the filters and their parameters.")
    {
        _context = context;
        Add(_json);
        SetAction(Run);
    }

    private void Run(ParseResult parsed)
    {
        if (parsed.GetValue(_json))
        {
            var document = new JObject
            {
                ["pixelFormats"] = new JArray(PixelFormat.All.Select(format => format.ToString())),
                ["commands"] = new JArray(MenuCommand.All.Select(Describe)),
                ["filters"] = new JArray(_context.Workshop.Filters.Select(Describe)),
            };
            _context.Terminal.Print(document.ToString(Formatting.Indented));
            return;
        }

        foreach (IFilter filter in _context.Workshop.Filters)
        {
            _context.Terminal.Print($"{filter.Id}  {filter.Description}");
            foreach (FilterParameter parameter in filter.Parameters)
            {
                _context.Terminal.Print($"  --{parameter.Id}{(FilterOptions.IsRequired(parameter) ? " (REQUIRED)" : "")}  {FilterOptions.Describe(parameter)}");
            }
        }
    }

    private static JObject Describe(MenuCommand command) => new()
    {
        ["id"] = command.Id,
        ["label"] = command.Label,
        ["filter"] = command.FilterId,
        ["fixed"] = command.Fixed is { } value ? new JObject { [value.Id] = value.Value } : [],
    };

    private static JObject Describe(IFilter filter)
    {
        Choices last = LastChoices.Load(filter);
        return new JObject
        {
            ["id"] = filter.Id,
            ["name"] = filter.Name,
            ["description"] = filter.Description,
            ["output"] = Describe(DocumentPlan.UsualOutput(filter), last.Output),
            ["parameters"] = new JArray(filter.Parameters.Select(parameter => Describe(parameter, last.Settings))),
        };
    }

    // As if the filter declared it.
    private static JObject Describe(DocumentOutput usual, DocumentOutput last) => new()
    {
        ["id"] = OutputChoice.Id,
        ["name"] = OutputChoice.Name,
        ["help"] = OutputChoice.Help,
        ["default"] = OutputChoice.IdOf(usual),
        ["last"] = OutputChoice.IdOf(last),
        ["type"] = "choice",
        ["open"] = false,
        ["choices"] = Describe(OutputChoice.Choices),
    };

    private static JArray Describe(IEnumerable<FilterChoice> choices) => new(choices.Select(value => new JObject { ["id"] = value.Id, ["name"] = value.Name }));

    private static JObject Describe(FilterParameter parameter, FilterSettings last)
    {
        var described = new JObject
        {
            ["id"] = parameter.Id,
            ["name"] = parameter.Name,
            ["help"] = parameter.Help,
            // Of what is required, none.
            ["default"] = FilterOptions.IsRequired(parameter) ? null : parameter.Format(parameter.DefaultValue),
            ["last"] = parameter is AreaParameter ? null : last.Text(parameter.Id),
        };
        switch (parameter)
        {
            case ChoiceParameter choice:
                described["type"] = "choice";
                described["open"] = choice.IsOpen;
                described["choices"] = Describe(choice.Choices);
                break;
            case IntegerParameter number:
                described["type"] = "integer";
                described["minimum"] = number.Minimum;
                described["maximum"] = number.Maximum;
                described["auto"] = number.Automatic is not null;
                break;
            case SwitchParameter:
                described["type"] = "switch";
                break;
            case AreaParameter area:
                described["type"] = "area";
                described["required"] = area.IsRequired;
                break;
            default:
                throw new NotSupportedException($"A parameter of the type {parameter.GetType().Name} cannot be described.");
        }

        return described;
    }
}
