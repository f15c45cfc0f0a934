using Enlarger.Filters;
using Enlarger.Imaging;

namespace Enlarger.Previews;

/// <summary>
/// The before/after preview of a dialog: shows what a filter makes of a part of the picture, again whenever anything changes. It works on a
/// thread of its own, so that the dialog stays responsive; the newest wish wins, and what it replaces is cancelled and never shown.
/// <para>
/// All members are called on the host's thread, the one on which <c>post</c> runs what it is given. There, and there only, the picture is read
/// and news is told. What looks at the whole picture first (<see cref="IFilter.ReadsTwice"/>) reads it through the host's thread strip by strip for
/// each preview: a host with a slow document gives a snapshot of it as the source.
/// </para>
/// <para>
/// While it works the engine is taken, since filters run one at a time, and the engine's notices are told on the preview's thread: a
/// host's notice posts too, and never waits for the host's thread.
/// </para>
/// </summary>
public sealed class LivePreview : IDisposable
{
    // Sliders send a change for every pixel of a drag.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private readonly IFilter _filter;
    private readonly IPixelSource _source;
    private readonly Action<Action> _post;
    private readonly Action<PreviewState> _changed;
    private readonly TimeProvider _time;
    private CancellationTokenSource _latest = new();
    private Task _work = Task.CompletedTask;
    private bool _isOver;

    /// <summary>A preview that shows nothing yet.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="source">The picture, read on the host's thread only; its reads must not call this object.</param>
    /// <param name="post">Has an action done on the host's thread, in the order of posting, and returns without waiting for it. Called from any thread.</param>
    /// <param name="changed">Told, on the host's thread, that <see cref="State"/> is another one.</param>
    /// <param name="time">Measures the pause after which a change is taken for settled; the system's if null.</param>
    public LivePreview(IFilter filter, IPixelSource source, Action<Action> post, Action<PreviewState> changed, TimeProvider? time = null)
    {
        _filter = filter;
        _source = source;
        _post = post;
        _changed = changed;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>What there is to be seen now.</summary>
    public PreviewState State { get; private set; } = new();

    /// <summary>
    /// Shows a part of the picture with these settings instead of what was shown or under way. Returns at once; what goes wrong is told as
    /// <see cref="PreviewState.Error"/>. After <see cref="Stop"/> nothing is shown any more.
    /// </summary>
    /// <param name="settings">The values of the filter's parameters.</param>
    /// <param name="view">The size of the view, in pixels of the screen.</param>
    /// <param name="centre">The point wanted in the middle; null for the middle of all there is.</param>
    public void Show(FilterSettings settings, PixelSize view, PicturePoint? centre = null)
    {
        if (_isOver) return;
        _latest.Cancel();
        _latest = new CancellationTokenSource();
        CancellationToken cancellation = _latest.Token;
        try
        {
            var source = new HostThreadSource(_source, _post, cancellation);
            PreviewFrame frame = PreviewFrame.Of(source.Size, _filter, settings, view, centre);
            State = State.Begin(frame);
            _work = Work(_work, () => Make(source, frame, settings, cancellation), cancellation);
        }
        catch (Exception exception)
        {
            State = new PreviewState().Fail(exception);
        }

        Tell(state => state, cancellation);
    }

    /// <summary>
    /// Ends the preview: from now on the picture is not read and nothing is told. The engine is free when the returned task is done, within a
    /// fraction of a tile; the task never needs the host's thread, so that the host may wait for it or go on serving its events.
    /// </summary>
    public Task Stop()
    {
        _isOver = true;
        _latest.Cancel();
        return _work;
    }

    /// <summary>Ends the preview as <see cref="Stop"/> does, and waits until the engine is free.</summary>
    public void Dispose() => Stop().GetAwaiter().GetResult();

    private async Task Work(Task previous, Action make, CancellationToken cancellation)
    {
        await Task.Delay(Pause, _time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // Also when cancelled: whoever waits for the last work waits for all.
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (cancellation.IsCancellationRequested) return;

        // A thread of its own, since it mostly waits; and never the one on which the pause ended, which may be the host's.
        await Task.Factory.StartNew(make, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
    }

    private void Make(IPixelSource source, PreviewFrame frame, FilterSettings settings, CancellationToken cancellation)
    {
        try
        {
            var maker = new PreviewMaker(_filter, source);
            PreviewPicture before = maker.Before(frame, settings, cancellation);
            Tell(state => state with { Before = before }, cancellation);
            var progress = new PostedProgress(done => Tell(state => state with { Progress = done }, cancellation));
            PreviewPicture after = maker.After(frame, settings, progress, cancellation);
            Tell(state => state with { After = after, Progress = null }, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
        catch (Exception exception)
        {
            Tell(state => state.Fail(exception), cancellation);
        }
    }

    // Whoever cancels does so on the host's thread, where this is asked: nothing can slip through in between.
    private void Tell(Func<PreviewState, PreviewState> change, CancellationToken cancellation) => _post(() =>
    {
        if (cancellation.IsCancellationRequested) return;
        State = change(State);
        _changed(State);
    });

    private sealed class PostedProgress(Action<double> post) : IProgress<double>
    {
        public void Report(double value) => post(value);
    }
}
