using System.CommandLine;
using Enlarger.CommandLine.Progress;
using Enlarger.CommandLine.Streaming;
using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;

namespace Enlarger.CommandLine.Commands;

/// <summary>A filter on the pixel pipe.</summary>
internal sealed class PipeFilterCommand : Command
{
    // Above what any picture has, below what would overflow a row.
    private const int LargestSide = 10_000_000;
    private readonly CommandContext _context;
    private readonly IFilter _filter;
    private readonly FilterOptions _filterOptions;
    private readonly EncodingOptions _encodingOptions;
    private readonly Option<int> _width = NumberOption.Create("--width", "W", "The columns of the picture.", 1, LargestSide, required: true);
    private readonly Option<int> _height = NumberOption.Create("--height", "H", "The rows of the picture.", 1, LargestSide, required: true);
    private readonly Option<string> _format = new("--format")
    {
        HelpName = "FORMAT",
        Required = true,
        Description = $"The format of the pixels: {string.Join(", ", PixelFormat.All)}.",
    };

    private readonly Option<string> _resultFormat = new("--result-format") { HelpName = "FORMAT", Description = "The format of the result. [default: that of the picture]" };
    private readonly Option<int> _control = NumberOption.Create(
        "--control", "N", "A descriptor that the host let this program inherit: the line \"cancel\" on it, or its end, stops the filter.", 3, int.MaxValue);

    /// <summary>The command of that filter's name.</summary>
    public PipeFilterCommand(CommandContext context, IFilter filter)
        : base(filter.Id, filter.Description)
    {
        _context = context;
        _filter = filter;
        foreach (Option option in new Option[] { _width, _height, _format, _resultFormat }) Add(option);
        _encodingOptions = new EncodingOptions(this);
        Add(_control);
        _filterOptions = new FilterOptions(filter, this);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        FilterSettings settings = _filterOptions.Read(parsed);
        var size = new PixelSize(parsed.GetValue(_width), parsed.GetValue(_height));
        PixelFormat format = PixelFormat.Parse(parsed.GetRequiredValue(_format));
        PixelFormat resultFormat = parsed.GetValue(_resultFormat) is { } name ? PixelFormat.Parse(name) : format;
        PixelSize resultSize = _filter.ResultSize(size, settings);
        ColorEncoding encoding = _encodingOptions.Read(parsed, _context.Terminal);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_context.Cancellation);
        if (parsed.GetValue(_control) is var control and > 0) ControlChannel.Listen(StandardHandles.OpenInherited(control), stop.CancelLate);

        var source = new PipeSource(_context.Terminal.OpenInput(), size, format, encoding, _filter.ReadsTwice(settings));
        var sink = new PipeSink(_context.Terminal.OpenOutput(), resultSize, resultFormat, encoding, $"{resultSize.Width} {resultSize.Height} {resultFormat}\n", stop.CancelLate);
        using CancellationTokenRegistration waking = stop.Token.Register(() =>
        {
            source.Stop(new OperationCanceledException());
            sink.Stop(new OperationCanceledException());
        });

        try
        {
            _filter.Run(source, sink, settings, new StepProgress(100, _context.Terminal.SayProgress), stop.Token);
            sink.Finish(stop.Token);
            source.CheckEnd(stop.Token);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (sink.Failure is { } failure)
        {
            throw failure;
        }
    }
}
