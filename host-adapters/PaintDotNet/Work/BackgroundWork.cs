namespace Enlarger.PaintDotNet.Work;

/// <summary>Work on a thread of its own, which can be watched, waited for and cancelled from any other.</summary>
internal sealed class BackgroundWork : IProgress<double>, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private Action<IProgress<double>, CancellationToken>? _work;
    private double _progress;

    /// <summary>Begins.</summary>
    /// <param name="work">The work.</param>
    public BackgroundWork(Action<IProgress<double>, CancellationToken> work)
    {
        _work = work;
        Completion = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Done when the work is; with its error, if it failed.</summary>
    public Task Completion { get; }

    /// <summary>The finished part, 0..1, never falling.</summary>
    public double Progress => Volatile.Read(ref _progress);

    /// <summary>Whether somebody does not want it any more.</summary>
    public bool IsCancelled => _cancellation.IsCancellationRequested;

    /// <summary>Ends it within a fraction of a tile; returns at once.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc/>
    void IProgress<double>.Report(double value) => Volatile.Write(ref _progress, value);

    /// <summary>Cancels it and waits for its end.</summary>
    public void Dispose()
    {
        Cancel();

        // An error is of no use to anybody any more; that it was looked at keeps it from turning up in the host later.
        Completion.ContinueWith(work => _ = work.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();
    }

    private void Run()
    {
        try
        {
            _work!(this, _cancellation.Token);
        }
        finally
        {
            // The host may keep this for as long as it runs, and what was worked with is large.
            _work = null;
        }
    }
}
