using System.CommandLine;
using System.Diagnostics;
using Enlarger.CommandLine.Files;
using Enlarger.CommandLine.Progress;
using Enlarger.CommandLine.Vips;
using Enlarger.Filters;
using Enlarger.Imaging;

namespace Enlarger.CommandLine.Commands;

/// <summary>A filter as a command: a picture file in, a picture file out.</summary>
internal sealed class FilterCommand : Command
{
    private readonly CommandContext _context;
    private readonly IFilter _filter;
    private readonly FilterOptions _filterOptions;
    private readonly PictureOptions _pictureOptions;
    private readonly Argument<string> _input = new("IN") { Description = "The picture: PNG, JPEG, WebP or TIFF." };
    private readonly Option<string> _output = new("--output", "-o") { HelpName = "FILE|FOLDER" };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Print nothing but errors." };
    private readonly Option<bool> _json = new("--json") { Description = "Print what happens as JSON, an object a line." };

    /// <summary>The command of that filter's name.</summary>
    public FilterCommand(CommandContext context, IFilter filter)
        : base(filter.Id, filter.Description)
    {
        _context = context;
        _filter = filter;
        Add(_input);
        _filterOptions = new FilterOptions(filter, this);
        _output.Description = $"Where to write. [default: NAME-{filter.ResultSuffix(new FilterSettings(filter.Parameters))}.EXT beside the picture]";
        Add(_output);
        _pictureOptions = new PictureOptions(this);
        Add(_quiet);
        Add(_json);
        SetAction(Run);
    }

    private void Run(ParseResult parsed)
    {
        IProgressView view = parsed.GetValue(_json) ? new JsonProgress(_context.Terminal)
            : parsed.GetValue(_quiet) ? new NoProgress(_context.Terminal)
            : _context.Terminal.IsInteractive ? new BarProgress(_context.Terminal)
            : new LineProgress(_context.Terminal);
        var clock = Stopwatch.StartNew();
        FilterSettings settings = _filterOptions.Read(parsed);
        PictureFormat? format = _pictureOptions.Format(parsed);
        string input = FileArgument.Read(parsed, _input);
        string? wanted = FileArgument.Read(parsed, _output);

        using PictureReader reader = PictureReader.Open(input, _pictureOptions.Reading(parsed));
        PixelSize size = _filter.ResultSize(reader.Size, settings);
        OutputFile output = OutputFile.For(input, reader.FileFormat, wanted, format, $"-{_filter.ResultSuffix(settings)}");
        using var writer = new PictureWriter(output.Path, output.Format, size, output.Format.Store(reader.Storage), _pictureOptions.Writing(parsed), reader.Metadata);
        view.Start(input, reader.Size, output.Path, size);
        view.During(progress => _filter.Run(reader, writer, settings, progress, _context.Cancellation));
        long bytes = writer.Commit(_context.Cancellation);
        view.Done(output.Path, size, bytes, clock.Elapsed);
    }
}
