using System.CommandLine;
using Enlarger.CommandLine.Documents;
using Enlarger.CommandLine.Progress;
using Enlarger.CommandLine.Streaming;
using Enlarger.Documents;
using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Layers;

namespace Enlarger.CommandLine.Commands;

/// <summary>A filter over the layers of a document.</summary>
internal sealed class LayersFilterCommand : Command
{
    private readonly CommandContext _context;
    private readonly IFilter _filter;
    private readonly FilterOptions _filterOptions;
    private readonly Option<bool> _remember = new("--remember") { Description = "Keep these values as the ones that dialogs begin with next time." };

    /// <summary>The command of that filter's name.</summary>
    public LayersFilterCommand(CommandContext context, IFilter filter)
        : base(filter.Id, filter.Description)
    {
        _context = context;
        _filter = filter;
        Add(_remember);
        _filterOptions = new FilterOptions(filter, this, takesAreas: false);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        FilterSettings settings = _filterOptions.Read(parsed);
        var input = new HostInput(_context.Terminal.OpenInput());
        DocumentRequest request = HostRequest.Read<DocumentRequest>(input);
        ColorEncoding encoding = HostRequest.ReadEncoding(input, request.Encoding, request.ProfileBytes, _context.Terminal);
        PixelFormat[] formats = request.Formats();
        DocumentOutline document = request.Outline();
        DocumentOutput output = request.OutputOf(_filter);
        if (parsed.GetValue(_remember)) LastChoices.Save(_filter, new Choices(output, settings));
        DocumentPlan plan = DocumentPlan.Of(_filter, settings, document, output);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_context.Cancellation);
        Stream results = _context.Terminal.OpenOutput();
        var pipe = new LayerPipe(input.Stream, results, stop.CancelLate);
        using CancellationTokenRegistration waking = stop.Token.Register(() => pipe.Stop(new OperationCanceledException()));
        try
        {
            HostRequest.Reply(results, PlanReply.Of(plan, document, formats));
            new DocumentFilter(_context.Workshop.Engine, _filter, settings).Run(document, plan, Open, new StepProgress(100, _context.Terminal.SayProgress), stop.Token);
            pipe.Finish(stop.Token);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (pipe.HasDelivered)
        {
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (pipe.Failure is { } failure)
        {
            throw failure;
        }

        IHostPixels Open(DocumentPiece piece) => pipe.Layer(
            document.Layers[piece.Index].Size, formats[piece.Index], encoding, _filter.ReadsTwice(settings), isLast: ReferenceEquals(piece, plan.Pieces[^1]), stop.Token);
    }
}
