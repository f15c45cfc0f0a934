using System.Collections.Concurrent;
using Enlarger.CommandLine.Streaming;
using Enlarger.Documents;
using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Previews;

namespace Enlarger.CommandLine.Documents;

/// <summary>A dialog's preview over two streams: requests come in, news goes out, until the host closes its end.</summary>
/// <param name="filter">The filter.</param>
/// <param name="document">The document.</param>
/// <param name="layer">The layer that is shown.</param>
/// <param name="picture">Its pixels.</param>
/// <param name="output">Takes the news.</param>
internal sealed class PreviewSession(IFilter filter, DocumentOutline document, DocumentLayer layer, IPixelSource picture, Stream output)
{
    private const int LargestView = 4096;
    private readonly BlockingCollection<Action> _work = [];
    private readonly FilterScope _scope = new(filter);
    private PreviewState _shown = new();
    private PixelSize _view, _shownView;
    private PicturePoint? _centre;
    private string? _sizes, _problem;
    private bool _isOver;

    /// <summary>Serves requests until there are no more.</summary>
    /// <param name="input">Gives them.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="EnlargerException">A request makes no sense, or nothing takes the news.</exception>
    public void Run(HostInput input, CancellationToken cancellation)
    {
        using var preview = new LivePreview(filter, picture, _work.Add, Tell);
        new Thread(() => Listen(input, preview)) { IsBackground = true, Name = "requests" }.Start();
        while (!_isOver) _work.Take(cancellation)();
    }

    private void Listen(HostInput input, LivePreview preview)
    {
        try
        {
            while (input.ReadLine() is { } line) _work.Add(() => Show(preview, HostRequest.Parse<PreviewRequest>(line)));
            _work.Add(() => _isOver = true);
        }
        catch (EnlargerException exception)
        {
            _work.Add(() => throw exception);
        }
    }

    private void Show(LivePreview preview, PreviewRequest request)
    {
        if (request.View is not [>= 1 and <= LargestView and var width, >= 1 and <= LargestView and var height] || request.Drag is not [var right, var down])
        {
            throw new EnlargerException(ErrorKind.Usage, $"The host's description cannot be used: a view has a width and a height up to {LargestView}, and a drag two lengths.");
        }

        FilterSettings settings = request.SettingsOf(filter);
        Plan(settings, request.Output);
        _view = new PixelSize(width, height);
        if (preview.State.Frame is { } frame && (right, down) != (0, 0)) _centre = frame.Drag(right, down);
        try
        {
            preview.Show(_scope.Narrow(settings, DocumentPlan.PartOf(layer, document.Selection, settings, _scope)), _view, _centre);
        }
        catch (EnlargerException exception)
        {
            Tell(new PreviewState { Error = exception.Message });
        }
    }

    private void Plan(FilterSettings settings, OutputName name)
    {
        (_sizes, _problem) = (null, null);
        try
        {
            _sizes = DocumentPlan.Of(filter, settings, document, DocumentRequest.OutputOf(filter, name)).Sizes(document);
        }
        catch (EnlargerException exception)
        {
            _problem = exception.Message;
        }
    }

    private void Tell(PreviewState state)
    {
        bool isElsewhere = state.Frame != _shown.Frame || (state.Frame is not null && _view != _shownView);
        var views = new List<(string Name, PreviewPicture? Picture)>();
        if (isElsewhere || state.Before != _shown.Before) views.Add(("before", state.Before));
        if (isElsewhere || state.After != _shown.After) views.Add(("after", state.After));
        (_shown, _shownView) = (state, _view);
        HostRequest.Reply(output, new PreviewReply(_sizes, _problem, state.Error, state.Progress, [_view.Width, _view.Height], [.. views.Select(view => view.Name)]));
        foreach ((_, PreviewPicture? shown) in views) HostRequest.Write(output, PreviewCanvas.Draw(_view, state.Frame, shown));
    }
}
