using System.CommandLine;
using Enlarger.CommandLine.Documents;
using Enlarger.CommandLine.Streaming;
using Enlarger.Documents;
using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;

namespace Enlarger.CommandLine.Commands;

/// <summary>The preview of a filter in an editor's dialog.</summary>
internal sealed class PreviewFilterCommand : Command
{
    private readonly CommandContext _context;
    private readonly IFilter _filter;

    /// <summary>The command of that filter's name.</summary>
    public PreviewFilterCommand(CommandContext context, IFilter filter)
        : base(filter.Id, filter.Description)
    {
        _context = context;
        _filter = filter;
        SetAction(_ => Run());
    }

    private int Run()
    {
        var input = new HostInput(_context.Terminal.OpenInput());
        DocumentRequest request = HostRequest.Read<DocumentRequest>(input);
        ColorEncoding encoding = HostRequest.ReadEncoding(input, request.Encoding, request.ProfileBytes, _context.Terminal);
        DocumentOutline document = request.Outline();
        (int index, DocumentLayer layer) = DocumentPlan.Active(document)[0];
        PixelFormat format = PixelFormat.Parse(request.Layers[index].Format);

        Stream output = _context.Terminal.OpenOutput();
        HostRequest.Reply(output, PlannedPiece.Of(new DocumentPiece(index, layer.Size.Area, layer.Size), layer.Size, format));
        var picture = new KeptPicture(input, layer.Size, format, encoding);
        new PreviewSession(_filter, document, layer, picture, output).Run(input, _context.Cancellation);
        return ExitCode.Done;
    }
}
