using System.CommandLine;
using Enlarger.CommandLine.Batches;
using Enlarger.CommandLine.Printing;
using Enlarger.CommandLine.Progress;
using Enlarger.Filters;

namespace Enlarger.CommandLine.Commands;

/// <summary>A filter as a command: a picture file in, a picture file out; or many of them, as files and folders.</summary>
internal sealed class FilterCommand : Command
{
    private readonly CommandContext _context;
    private readonly IFilter _filter;
    private readonly FilterOptions _filterOptions;
    private readonly PictureOptions _pictureOptions;
    private readonly Argument<string[]> _inputs = new("IN")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "Pictures (PNG, JPEG, WebP, TIFF) and folders of them. Several are a batch, which skips what it did before and goes on after a failure or a stop.",
    };

    private readonly Option<string> _output = new("--output", "-o") { HelpName = "FILE|FOLDER" };
    private readonly Option<string>? _printSize;
    private readonly Option<string> _jobs = new("--jobs")
    {
        HelpName = "I/N",
        Description = "Do the I-th of N parts of a batch, for N machines over the same folders.",
    };

    private readonly Option<bool> _quiet = new("--quiet") { Description = "Print nothing but errors." };
    private readonly Option<bool> _json = new("--json") { Description = "Print what happens as JSON, an object a line." };

    /// <summary>The command of that filter's name.</summary>
    public FilterCommand(CommandContext context, IFilter filter)
        : base(filter.Id, filter.Description)
    {
        _context = context;
        _filter = filter;
        Add(_inputs);
        _filterOptions = new FilterOptions(filter, this);
        if (Recipe.ScalesOf(filter).Count > 0)
        {
            _printSize = new Option<string>("--print-size")
            {
                HelpName = "WxH{cm|in|mm}@DPI",
                Description = "Choose the smallest scale that fills this paper, like 30x45cm@300, and set the resolution. A picture with enough pixels is left out: print it as it is.",
            };
            Add(_printSize);
        }

        _output.Description = $"Where to write; for a batch a folder, made if it is not there, that gets the shape of the given ones. " +
            $"[default: NAME-{filter.ResultSuffix(new FilterSettings(filter.Parameters))}.EXT beside the picture]";
        Add(_output);
        _pictureOptions = new PictureOptions(this);
        Add(_jobs);
        Add(_quiet);
        Add(_json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Recipe recipe = ReadRecipe(parsed);
        IReadOnlyList<string> inputs = FileArgument.Read(parsed, _inputs);
        string? output = FileArgument.Read(parsed, _output);
        JobPart? part = parsed.GetValue(_jobs) is { } text ? JobPart.Parse(text) : null;
        if (inputs is [var input] && !Directory.Exists(input) && part is null)
        {
            using PictureRun run = PictureRun.Open(input, output, recipe);
            IProgressView view = ViewOfOne(parsed);
            view.Done(run.Run(view, replaced: null, whole: null, _context.Cancellation));
            return ExitCode.Done;
        }

        BatchPlan plan = BatchPlan.Make(inputs, output, recipe, part, _context.Cancellation);
        return new Batch(plan, recipe, ViewOfMany(parsed), _context.Cancellation).Run();
    }

    private Recipe ReadRecipe(ParseResult parsed)
    {
        FilterSettings settings = _filterOptions.Read(parsed);
        PrintSize? printSize = _printSize is not null && parsed.GetValue(_printSize) is { } text ? PrintSize.Parse(text) : null;
        if (printSize is not null && _filterOptions.IsGiven(parsed, Recipe.ScaleParameter))
        {
            throw new EnlargerException(ErrorKind.Usage, "--print-size chooses the scale: leave --scale out, or leave --print-size out.");
        }

        return new Recipe(_filter, settings, _pictureOptions.Reading(parsed), _pictureOptions.Writing(parsed), _pictureOptions.Format(parsed), printSize);
    }

    private IProgressView ViewOfOne(ParseResult parsed) => parsed.GetValue(_json) ? new JsonProgress(_context.Terminal)
        : parsed.GetValue(_quiet) ? new NoProgress(_context.Terminal)
        : _context.Terminal.IsInteractive ? new BarProgress(_context.Terminal)
        : new LineProgress(_context.Terminal);

    private IBatchView ViewOfMany(ParseResult parsed) => parsed.GetValue(_json) ? new JsonBatch(_context.Terminal)
        : parsed.GetValue(_quiet) ? new NoBatch(_context.Terminal)
        : _context.Terminal.IsInteractive ? new BarBatch(_context.Terminal)
        : new LineBatch(_context.Terminal);
}
